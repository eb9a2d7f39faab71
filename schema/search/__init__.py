"""Search over all types: results, filter and facets."""
