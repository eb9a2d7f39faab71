"""Records: the same mutations for every type that is deposited."""
