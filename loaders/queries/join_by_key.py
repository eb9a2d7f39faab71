"""Reads the rows of one key with joined rows, for tables outside the graph: accounts, tokens.

Operations that ask at the same moment are answered by one statement: everyone who signed in begins with such a read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Table, and_, select

from loaders.drivers.snapshot import Snapshot
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement


@dataclass(frozen=True, slots=True)
class JoinedRows:
    """Joined rows: those of another table whose column `via` equals the column `to`; with the wanted `columns`.

    With `also`, another column and what stands in it have to be the same, too.
    """

    table: Table
    via: str
    to: Column[Any]
    columns: tuple[str, ...]
    also: tuple[str, Column[Any]] | None = None

    @property
    def condition(self) -> ColumnElement[bool]:
        """Return the join condition for a row of the table beside another."""
        pairs = [(self.via, self.to), *([] if self.also is None else [self.also])]
        return and_(*(self.table.c[via] == to for via, to in pairs))


async def join_by_key(
    snapshot: Snapshot, key: Column[Any], value: str, columns: Sequence[str], *beside: JoinedRows
) -> list[Row]:
    """The rows of `key`'s table where it is `value`, in no order: the key, the `columns`, and those of what is beside.

    A row comes once with each of the rows beside it; with nulls where there are none.
    """
    statement = _statement(snapshot.visibility.dialect, key, tuple(columns), beside)
    return [row for row in await snapshot.fetch_by_key(statement, [value], 1) if row[0] == value]


@lru_cache
def _statement(
    dialect: Dialect, key: Column[Any], columns: tuple[str, ...], beside: tuple[JoinedRows, ...]
) -> Statement:
    source: FromClause = key.table
    shown: list[ColumnElement[Any]] = [key, *(key.table.c[name] for name in columns)]
    for each in beside:
        source = source.outerjoin(each.table, each.condition)
        shown += [each.table.c[name].label(f"{each.table.name}_{name}") for name in each.columns]
    return dialect.rows(select(*shown).select_from(source).where(dialect.is_in(key, "keys")), key.table.name)
