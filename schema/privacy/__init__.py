"""People in the commons: what they agreed to, what is held on them, and how that is erased."""

from schema.privacy.queries import queries

__all__ = ["queries"]
