"""Removes demonstration content and what hangs on it; real records stay."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Delete, Table, Update, delete, not_, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

import models
from encommun.seed.demonstration_links import MARK, leads_to_marked, marked_tables
from encommun.seed.unlinking import unlink_demonstration
from loaders.tables import CASE, table_of
from models import Stage

UNTIED = {
    str(models.CollectionItem.__tablename__): "node_id",
    str(models.Feature.__tablename__): "node_id",
    str(models.SearchDocument.__tablename__): "id",
}
"""By table that puts a record of any type forward: the column which leads to it, and which no foreign key follows.

The journal and the cases of moderation have one as well, and keep it: they tell what was done.
"""


async def remove_demonstration(engine: AsyncEngine) -> None:
    """Deletes every record marked `demonstration`, in one transaction.

    A row without that mark goes when it belongs to one that has it (a membership, an author, a seal, a feature);
    a real record that merely points to one (its holder, its project) stays and points to nothing. What people and
    networks deposited is changed by the journal, before anything is removed: if this ends half way, it can go on.
    """
    await unlink_demonstration(engine)
    async with engine.begin() as connection:
        for statement in (*removal(), delete(table_of(models.NetworkSnapshot))):
            await connection.execute(statement)
        await connection.execute(text("ANALYZE"))


def removal() -> Iterator[Delete | Update]:
    """The statements, derived from the foreign keys of all tables so that a new one is not forgotten."""
    tables = models.Table.metadata.sorted_tables
    for table in tables:
        pointers = list(_pointers(table))
        if MARK in table.columns:
            for column, is_pointing in pointers:
                yield update(table).where(not_(table.c.demonstration), is_pointing).values({column: None})
        elif pointers:
            yield delete(table).where(or_(*(is_pointing for _, is_pointing in pointers)))
    pending = CASE.c.stage.in_([Stage.OPEN, Stage.ESCALATED])
    yield update(CASE).where(pending, leads_to_marked(CASE.c.node_id)).values(stage=Stage.WITHDRAWN, next_at=None)
    for table in reversed(marked_tables()):
        yield delete(table).where(table.c[MARK])


def _pointers(table: Table) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """Columns that refer to tables of marked records, and the condition that they refer to one with the mark."""
    for key in table.foreign_keys:
        target = key.column.table
        if MARK in target.columns:
            marked = select(key.column).where(target.columns[MARK])
            yield key.parent.name, key.parent.in_(marked)
    if (column := UNTIED.get(table.name)) is not None:
        yield column, leads_to_marked(table.c[column])
