"""A house on both engines, empty for each test, and passwords whose hashes cost next to nothing."""

from collections.abc import AsyncIterator, Iterator

import pytest
from argon2 import PasswordHasher

import models
from loaders.database import open_database
from loaders.transactions import Work, opened_writer
from resolvers.editing.editable import table_of
from resolvers.security import passwords
from tests.accounts.house import House
from tests.engines import Server
from tests.journal import lift_seal
from tests.writing.world import BEGIN, VIEWERS, World, account_of, settle

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
OF_PEOPLE = (
    *(models.Mail, models.Change, models.Outcome, models.RefreshToken, models.OneTimeToken, models.Attempt),
    *(models.SigningKey, models.Invitation, models.SpaceMember),
)
SETTLED = {account_of(name) for name in (*VIEWERS, "other")}


@pytest.fixture(autouse=True, scope="module")
def cheap_hashes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for each in (passwords.hash_password, passwords.verify_password, passwords.needs_rehash):
            patch.setattr(each, "__defaults__", (CHEAP,))
        yield


@pytest.fixture(scope="session")
async def built(server: Server, filled_url: str) -> AsyncIterator[World]:
    """What all houses share, for to copy a database takes longer than a test."""
    url = await server.copy(filled_url)
    await lift_seal(url)
    database = await open_database(url)
    async with opened_writer(url) as writer:
        await settle(writer)
        yield World(database, writer)
    await database.close()
    await server.drop(url)


@pytest.fixture
async def house(built: World) -> House:
    await built.writer.run(emptied)
    return House(built.database, built.writer, BEGIN)


async def emptied(work: Work) -> None:
    for model in OF_PEOPLE:
        await work.delete(table_of(model), {})
    for (account,) in await work.select(table_of(models.Account), {}, ("id",)):
        if account not in SETTLED:
            await work.delete(table_of(models.Account), {"id": account})
