"""The limit: SQL by hand, one statement for each operation."""
