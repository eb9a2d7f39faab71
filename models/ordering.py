"""Indexes for sorting: each column that lists are sorted by has an index with the id as its last column.

Without the id, ties stay open and the index cannot be walked; newer versions of SQLite would then read the whole table
and sort it.
"""

from collections.abc import Iterator

from sqlalchemy import Column, Index, Table

from models.base import Record


def index_orders() -> None:
    """Give each table of records an index for each of its usual orders."""
    for record in Record.__subclasses__():
        table: Table = record.__table__  # type: ignore[attr-defined]
        for column in _sorting(table, record.sorted_by.removeprefix("-")):
            Index(None, column, table.c.id)


def _sorting(table: Table, default: str) -> Iterator[Column[object]]:
    """Yield the columns of the usual orders: the default one, the latest changes, and folded texts."""
    for column in table.columns:
        if column.key.endswith("_sort") or column.key in {default, "updated_at"} - {"id"}:
            yield column
