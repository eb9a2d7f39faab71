"""Accounts: what people do to sign in, and what they see of themselves."""

from schema.accounts.queries import queries

__all__ = ["queries"]
