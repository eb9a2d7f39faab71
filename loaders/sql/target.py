"""Targets: the rows that a loader reads, and the way to them from its keys."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Label, Table, literal_column

LINK = "link__"
"""The prefix of a column of the association table, as opposed to the target's own."""


@dataclass(frozen=True)
class Target:
    """The rows of `table` whose column `key` equals the given keys.

    `link` is the association table between them, if any: `key` is then its column, and its column
    `onward` holds the target's id. Without `key`, all rows of the table.
    """

    table: Table
    type_name: str
    key: str | None = None
    link: Table | None = None
    onward: str | None = None

    @property
    def source(self) -> FromClause:
        """Return the FROM clause of a statement."""
        if self.link is None or self.onward is None:
            return self.table
        return self.link.join(self.table, self.link.c[self.onward] == self.table.c.id)

    @property
    def key_column(self) -> ColumnElement[Any]:
        """The column that holds the keys."""
        table = self.table if self.link is None else self.link
        return table.c[self.key or "id"]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables whose rows make one of the target's."""
        return (self.table,) if self.link is None else (self.table, self.link)

    def column(self, name: str) -> ColumnElement[Any]:
        """A column by the name that a layout gives it."""
        if self.link is not None and name.startswith(LINK):
            return self.link.c[name.removeprefix(LINK)]
        return self.table.c[name]

    def labelled(self, name: str) -> Label[Any]:
        """The column as a statement shows it; `cursor` is filled in later."""
        column = literal_column("NULL") if name == "cursor" else self.column(name)
        return column.label(name)

    def all_columns(self) -> tuple[str, ...]:
        """Return all names of a layout, for callers that do not know what will be read."""
        linked = [] if self.link is None else [LINK + column.key for column in self.link.columns]
        return (*(column.key for column in self.table.columns), *linked, "cursor")

    @property
    def unique(self) -> tuple[str, ...]:
        """The columns that tell two rows of one key apart, in addition to whatever sorts them."""
        if self.link is None:
            return tuple(column.key for column in self.table.primary_key)
        others = [column.key for column in self.link.primary_key if column.key not in {self.key, self.onward}]
        return ("id", *(LINK + name for name in others))
