"""Revisions of the stored tables, one for each change, for both engines (Alembic)."""
