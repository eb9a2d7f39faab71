"""People in the commons: what they agreed to, what is held on them, and how that is erased."""

from schema.persons.mutations import mutations
from schema.persons.queries import queries

__all__ = ["mutations", "queries"]
