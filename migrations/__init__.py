"""How the stored tables came to be, one revision a change, for both engines (Alembic)."""
