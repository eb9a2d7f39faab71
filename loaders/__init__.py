"""How rows are read (keys or a page in, rows out, a statement for each batch), who sees them, and how they are written."""
