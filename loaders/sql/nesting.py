"""Maximum nesting of a statement: SQLite's parser keeps open constructs on a stack of 100 entries.

Later versions let it grow; Debian 12 and many a Python have an older one. The figures below are entries of that stack,
as they were measured. PostgreSQL is held to the same bound, which it does not need: an operation has one plan.
"""

from collections.abc import Iterable

from sqlalchemy import Table

STACK = 100
AROUND = 28
"""Stack entries around the texts of a statement: its lists, its keys, its page."""
DEEPEST = STACK - AROUND
"""Stack entries that a text may take."""

LEAF = 11
"""The value of a column."""
ONE = 10
"""A row beside another, without what is inside it."""
PAGE = 15
"""The same of a page of rows."""

CONDITIONS = 15
"""Depth of the visibility conditions of most tables. A statement's `WITH` is parsed before it."""
GUARDED = {
    "feature": 46,
    "search_document": 37,
    "collection": 35,
    "change": 35,
    "collection_invitation": 33,
    "review_case": 33,
    "contact": 28,
}
"""Depth of the visibility conditions of other tables."""


def depth_of_conditions(tables: Iterable[Table]) -> int:
    """Return the depth of the visibility conditions of these tables, for the viewer with the deepest ones."""
    return max(GUARDED.get(table.name, CONDITIONS) for table in tables)
