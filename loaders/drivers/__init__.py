"""Connections to SQLite and PostgreSQL: pools, snapshots, shared statements and driver errors."""
