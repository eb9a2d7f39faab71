"""Filling a commons, filling it again, and taking the demonstration content out, on both engines."""

import pytest
from sqlalchemy import Connection, Table, func, select

import models
from encommun.engine import connected
from encommun.seed import fill, remove_demonstration
from encommun.seed.demonstration.content import ORDER, block_rows, size
from encommun.seed.demonstration.places import Places
from encommun.seed.filling import fill_territories
from encommun.seed.insertion import table_of
from encommun.seed.records import RECORDS
from encommun.seed.registry import Registry, shipped
from encommun.seed.territories import territory_id
from models import TerritoryKind

TABLES = models.Table.metadata.sorted_tables
DERIVED = {"territory", "territory_inclusion", "territory_former_code", "topic_inclusion"}
"""Tables that demonstration content does not touch; too large to be read whole in every test."""


async def stored(url: str) -> dict[str, list[tuple]]:
    """All rows of all tables but the derived ones, in one order."""
    async with connected(url) as engine, engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, await connection.execute(select(table))), key=repr)
            for table in TABLES
            if table.name not in DERIVED
        }


async def counts(url: str) -> dict[str, int]:
    async with connected(url) as engine, engine.connect() as connection:
        return {
            table.name: await connection.scalar(select(func.count()).select_from(table)) for table in TABLES
        }


def drawn(scale: int) -> dict[str, list[tuple]]:
    """The rows that a commons of this scale should hold."""
    rows = {table.name: [] for table in TABLES if table.name not in DERIVED}
    pages = [(model, make()) for model, make in RECORDS]
    places = Places(shipped())
    pages += [page for number in range(scale) for page in block_rows(number, places)]
    for model, page in pages:
        table = table_of(model)
        rows[table.name] += [tuple(row.get(column.name) for column in table.columns) for row in page]
    return {name: sorted(found, key=repr) for name, found in rows.items()}


def orphans(connection: Connection) -> list[str]:
    """Foreign keys that lead nowhere."""
    found = []
    for table in TABLES:
        for key in table.foreign_keys:
            other = key.column.table.alias()
            lost = select(func.count()).select_from(table.outerjoin(other, key.parent == other.c[key.column.name]))
            if connection.scalar(lost.where(key.parent.is_not(None), other.c[key.column.name].is_(None))):
                found.append(f"{table.name}.{key.parent.name}")
    return found


async def test_what_is_stored_is_what_was_drawn(database_url):
    """Hence the same content on both engines, on any machine."""
    assert await stored(database_url) == drawn(1)


async def test_every_foreign_key_holds(database_url):
    async with connected(database_url) as engine, engine.connect() as connection:
        assert await connection.run_sync(orphans) == []


async def test_a_scale_of_two_doubles_the_demonstration_and_keeps_the_rest(fresh_database_url):
    async with connected(fresh_database_url) as engine:
        await fill(engine, 2)
        await fill(engine, 1)
    assert await stored(fresh_database_url) == drawn(2)
    found = await counts(fresh_database_url)
    assert {model: found[model.__tablename__] for model in size(2)} == {
        models.Actor: 607, models.Project: 140, models.Resource: 554, models.Workshop: 80,
    }  # fmt: skip
