"""A town hall's commons on both engines, shared by all tests and put back in order before each."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import Table

import models
from loaders.drivers.database import open_database
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork, open_writer
from tests.records.client import insert_spaces
from tests.spaces.client import SpacesClient, insert_people
from tests.support.append_only import lift_seal
from tests.support.engines import Server

CHANGED = tuple(
    map(
        table_of,
        (
            *(
                models.Attempt,
                models.Vote,
                models.Decision,
                models.ReviewParty,
                models.ReviewReport,
                models.ReviewRival,
                models.ReviewCase,
                models.Mail,
                models.Outcome,
                models.Change,
                models.Claim,
                models.Invitation,
                models.Contact,
                models.ApiToken,
            ),
            *(models.Project, models.SpaceMember, models.ActorTopic, models.Space, models.Actor, models.Account),
        ),
    )
)
"""Tables that the tests change, in the order in which their rows can be deleted."""

Rows = dict[Table, dict[Any, dict[str, Any]]]
"""By table and key, all rows."""


@pytest.fixture(scope="session")
async def built(server: Server, filled_url: str) -> AsyncIterator[tuple[SpacesClient, Rows]]:
    """The commons as it was at first, for to copy a database takes longer than a test."""
    url = await server.copy(filled_url)
    await lift_seal(url)
    database = await open_database(url)
    async with open_writer(url) as writer:
        await insert_spaces(writer)
        await insert_people(writer)
        yield SpacesClient(database, writer), await writer.run(rows)
    await database.close()
    await server.drop(url)


@pytest.fixture
async def client(built: tuple[SpacesClient, Rows]) -> SpacesClient:
    first, before = built
    await first.writer.run(lambda work: put_back(work, before))
    return SpacesClient(first.database, first.writer)


async def rows(work: UnitOfWork) -> Rows:
    found: Rows = {}
    for table in CHANGED:
        keyed = [dict(zip(table.c.keys(), row, strict=True)) for row in await work.select(table, {})]
        keys = [column.key for column in table.primary_key]
        found[table] = {tuple(row[key] for key in keys): row for row in keyed}
    return found


async def put_back(work: UnitOfWork, before: Rows) -> None:
    """Have all rows as they were; of those that are taken out, only topics are."""
    after, actor = await rows(work), table_of(models.Actor)
    for key in after[actor]:
        if key not in before[actor]:
            await work.update(actor, where(actor, key), {"space_id": None})  # so that its space can be taken out
    await change_back(work, actor, before, after)
    for table in CHANGED:
        # The latest first: a decision is superseded by a later one.
        for key in sorted(after[table].keys() - before[table].keys(), reverse=True):
            await work.delete(table, where(table, key))
    for table in CHANGED:
        await change_back(work, table, before, after)


async def change_back(work: UnitOfWork, table: Table, before: Rows, after: Rows) -> None:
    for key, row in before[table].items():
        if key not in after[table]:
            await work.insert(table, [row])
        elif after[table][key] != row:
            await work.update(table, where(table, key), row)


def where(table: Table, key: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip([column.key for column in table.primary_key], key, strict=True))
