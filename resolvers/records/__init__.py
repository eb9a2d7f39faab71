"""Editing: how records are created, changed, published, put away and brought back, with the journal kept."""
