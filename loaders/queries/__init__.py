"""Reads of rows: by key, by connection page, by lookup, and the statements of capabilities."""
