"""All that a database holds, kept as it was: what a cell of the matrix changed is told, and then undone."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Table

import models
from loaders.transactions import Work, Writer

Key = tuple[Any, ...]
State = Mapping[str, Mapping[Key, Key]]
"""By table, and by primary key: the rows."""
TABLES = models.Table.metadata.sorted_tables
"""Every table after those that it refers to; only a space and its actor refer to each other."""


class Ledger:
    """What was in the database when it was opened."""

    def __init__(self, writer: Writer, before: State) -> None:
        self._writer = writer
        self._before = before
        self._now = before

    @classmethod
    async def opened(cls, writer: Writer) -> "Ledger":
        return cls(writer, await writer.run(_state))

    async def changed(self) -> set[str]:
        """The tables that are not as they were."""
        self._now = await self._writer.run(_state)
        return {name for name, rows in self._before.items() if rows != self._now[name]}

    async def undo(self) -> None:
        """Bring back to what it was whatever was found changed when that was last asked."""
        if self._now != self._before:
            await self._writer.run(self._undone)
            self._now = self._before

    async def _undone(self, work: Work) -> None:
        for table in TABLES:
            for key, row in self._otherwise(table):
                await work.update(table, _where(table, key), dict(zip(table.c.keys(), row, strict=True)))
        for table in sorted(TABLES, key=_stays):
            for key in self._now[table.name].keys() - self._before[table.name].keys():
                await work.delete(table, _where(table, key))
        for table in TABLES:
            await work.insert(table, [dict(zip(table.c.keys(), row, strict=True)) for row in self._gone(table)])

    def _otherwise(self, table: Table) -> Iterator[tuple[Key, Key]]:
        """The rows as they were of which something is otherwise now."""
        now = self._now[table.name]
        return ((key, row) for key, row in self._before[table.name].items() if key in now and now[key] != row)

    def _gone(self, table: Table) -> Iterator[Key]:
        now = self._now[table.name]
        return (row for key, row in self._before[table.name].items() if key not in now)


LEAVING = ("space", "actor", "account", "network", "territory")
"""What goes last of all, in this order: an authority that was entered goes after the space that opened for it."""


def _stays(table: Table) -> tuple[int, int]:
    return LEAVING.index(table.name) if table.name in LEAVING else -1, -TABLES.index(table)


def _where(table: Table, key: Key) -> dict[str, Any]:
    return dict(zip((each.key for each in table.primary_key), key, strict=True))


async def _state(work: Work) -> State:
    return {table.name: await _rows_of(work, table) for table in TABLES}


async def _rows_of(work: Work, table: Table) -> dict[Key, Key]:
    places = [table.c.keys().index(each.key) for each in table.primary_key]
    return {tuple(row[place] for place in places): tuple(row) for row in await work.select(table, {})}
