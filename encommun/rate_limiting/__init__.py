"""Rate limits: points that operations cost, token buckets, and lanes for heavy operations."""
