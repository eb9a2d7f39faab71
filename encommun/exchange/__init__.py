"""Files that go in and out: a network's records as CSV or NDJSON, of any size."""
