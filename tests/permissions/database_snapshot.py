"""All that a database holds, kept as it was: what a cell of the matrix changed is told, and then undone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, reduce
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, cast, func, literal_column, select, union_all

import models
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Statement
from loaders.unit_of_work import UnitOfWork, Writer

Row = tuple[Any, ...]
State = Mapping[Table, Mapping[Row, Row]]
"""By table, and by primary key: the rows."""
Marks = Mapping[str, list[str]]
"""By table: every row as one text, in order."""

TABLES = models.Table.metadata.sorted_tables
"""Every table after those that it refers to; only a space and its actor refer to each other."""
LEAVING = ("space", "actor", "account", "network", "territory")
"""Tables that are emptied last, in this order: an authority is deleted after the space that opened for it."""


class DatabaseSnapshot:
    """The content of the database when the snapshot was made."""

    def __init__(self, writer: Writer, before: State, marks: Marks) -> None:
        self._writer = writer
        self._before = before
        self._marks = marks
        self._now: State = {}

    @classmethod
    async def opened(cls, writer: Writer) -> "DatabaseSnapshot":
        return cls(writer, await writer.run(lambda work: _state(work, TABLES)), await writer.run(_marks))

    async def changed(self) -> set[str]:
        """The tables that are not as they were."""
        marks = await self._writer.run(_marks)
        tables = [each for each in TABLES if marks[each.name] != self._marks[each.name]]
        self._now = await self._writer.run(lambda work: _state(work, tables)) if tables else {}
        return {each.name for each in tables}

    async def undo(self) -> None:
        """Bring back to what it was whatever was found changed when that was last asked."""
        if self._now:
            await self._writer.run(self._undone)
            self._now = {}

    async def _undone(self, work: UnitOfWork) -> None:
        for table, now in self._now.items():
            for key, row in self._before[table].items():
                if key in now and now[key] != row:
                    await work.update(table, _where(table, key), _named(table, row))
        for table in sorted(self._now, key=_stays):
            for key in self._now[table].keys() - self._before[table].keys():
                await work.delete(table, _where(table, key))
        for table, now in self._now.items():
            gone = (row for key, row in self._before[table].items() if key not in now)
            await work.insert(table, [_named(table, row) for row in gone])


def _stays(table: Table) -> tuple[int, int]:
    return LEAVING.index(table.name) if table.name in LEAVING else -1, -TABLES.index(table)


def _where(table: Table, key: Row) -> dict[str, Any]:
    return dict(zip((each.key for each in table.primary_key), key, strict=True))


def _named(table: Table, row: Row) -> dict[str, Any]:
    return dict(zip(table.c.keys(), row, strict=True))


async def _state(work: UnitOfWork, tables: Iterable[Table]) -> State:
    return {table: dict([pair async for pair in _rows(work, table)]) for table in tables}


async def _rows(work: UnitOfWork, table: Table) -> Any:
    places = [table.c.keys().index(each.key) for each in table.primary_key]
    for row in await work.select(table, {}):
        yield tuple(row[place] for place in places), tuple(row)


async def _marks(work: UnitOfWork) -> Marks:
    """In one statement, for it is asked after every cell."""
    found = defaultdict[str, list[str]](list)
    for table, text in await work.fetch(_everything(work.dialect), {}):
        found[table].append(text)
    return defaultdict(list, {table: sorted(texts) for table, texts in found.items()})


@cache
def _everything(dialect: Dialect) -> Statement:
    rows = (select(literal_column(f"'{each.name}'").label("table"), _text(each).label("row")) for each in TABLES)
    return dialect.rows(union_all(*rows), "Row")


def _text(table: Table) -> ColumnElement[str]:
    """A row as one text."""
    return reduce(lambda before, each: before + literal_column("'|'") + each, _texts(table))


def _texts(table: Table) -> Iterator[ColumnElement[str]]:
    for each in table.columns:
        yield func.coalesce(cast(each, Text), literal_column("'-'"))
