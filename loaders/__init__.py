"""How rows are read: keys or a page in, rows out, one statement for each batch."""
