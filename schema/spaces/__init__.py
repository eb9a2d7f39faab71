"""Spaces: local authorities are claimed, claims are decided, and colleagues are invited."""

from schema.spaces.queries import queries

__all__ = ["queries"]
