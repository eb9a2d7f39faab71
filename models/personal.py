"""Personal data in each table: each model declares every column of text or JSON as `personal` or `impersonal`.

`tests/privacy/test_personal_columns.py` fails for one that is in neither. What leads elsewhere (foreign keys, ids)
and closed lists say nothing by themselves; where they do all the same, they are among the personal ones.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Boolean
from sqlalchemy import Table as Stored

from models.base import tables


@cache
def personal_columns() -> Mapping[str, frozenset[str]]:
    """Return, by table, the columns that may hold personal data; tables without any are left out."""
    return {str(each.__tablename__): each.personal for each in tables() if each.personal}


def blank(table: Stored) -> dict[str, Any]:
    """Return the values of a table's personal columns after erasure: null where the column allows it, else empty."""
    return {name: _nothing(table, name) for name in sorted(personal_columns()[table.name])}


def _nothing(table: Stored, name: str) -> Any:
    column = table.c[name]
    if column.nullable:
        return None
    return False if isinstance(column.type, Boolean) else ""
