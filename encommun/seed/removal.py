"""Removes demonstration content and what hangs on it; real records stay."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Delete, Table, Update, delete, not_, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

import models

MARK = "demonstration"
UNTIED = (models.CollectionItem.__tablename__, models.Feature.__tablename__)
"""Tables that put a record of any type forward, by a `node_id` which no foreign key follows.

The journal and the cases of moderation have one as well, and keep it: they tell what was done.
"""


async def remove_demonstration(engine: AsyncEngine) -> None:
    """Deletes every record marked `demonstration`, in one transaction.

    A row without that mark goes when it belongs to one that has it (a membership, an author, a seal, a feature);
    a real record that merely points to one (its holder, its project) stays and points to nothing.
    """
    async with engine.begin() as connection:
        for statement in removal():
            await connection.execute(statement)
        await connection.execute(text("ANALYZE"))


def removal() -> Iterator[Delete | Update]:
    """The statements, derived from the foreign keys of all tables so that a new one is not forgotten."""
    tables = models.Table.metadata.sorted_tables
    for table in tables:
        pointers = list(_pointers(table))
        if MARK in table.columns:
            for column, leads_to_marked in pointers:
                yield update(table).where(not_(table.c.demonstration), leads_to_marked).values({column: None})
        elif pointers:
            yield delete(table).where(or_(*(leads_to_marked for _, leads_to_marked in pointers)))
    for table in reversed(tables):
        if MARK in table.columns:
            yield delete(table).where(table.c.demonstration)


def _pointers(table: Table) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """Columns that refer to tables of marked records, and the condition that they refer to one with the mark."""
    for key in table.foreign_keys:
        target = key.column.table
        if MARK in target.columns:
            marked = select(key.column).where(target.columns[MARK])
            yield key.parent.name, key.parent.in_(marked)
    if table.name in UNTIED:
        targets = [each for each in models.Table.metadata.sorted_tables if MARK in each.columns]
        marked_ids = [select(each.c.id).where(each.c[MARK]) for each in targets]
        yield "node_id", or_(*(table.c.node_id.in_(each) for each in marked_ids))
