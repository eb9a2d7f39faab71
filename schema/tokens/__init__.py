"""API tokens of partner networks: asked for and shown; a secret is shown once."""

from schema.tokens.queries import queries

__all__ = ["queries"]
