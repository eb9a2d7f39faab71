"""Search: what records say is analysed, indexed as it is written, and found in the order of its relevance."""
