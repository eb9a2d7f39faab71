"""A client of accounts on both engines, with an empty commons for each test, and passwords that are cheap to hash."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest

import models
from loaders.drivers.database import open_database
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork, open_writer
from tests.identity.client import AccountsClient
from tests.records.client import BEGIN, VIEWERS, RecordsClient, account_of, insert_spaces
from tests.support.append_only import lift_seal
from tests.support.cheap_hashes import hashing_cheaply
from tests.support.engines import Server

OF_PEOPLE = (
    *(models.Mail, models.Change, models.Outcome, models.RefreshToken, models.OneTimeToken, models.Attempt),
    *(models.SigningKey, models.Invitation, models.SpaceMember, models.ApiToken, models.KnownDevice),
    *(models.EmailChange, models.JobFailure, models.Job),
)
AWAKE = {
    "email_confirmed_at": BEGIN,
    "seen_at": datetime(9999, 1, 1, tzinfo=UTC),
    "steward": False,
}
"""Of those who are there in every commons: they are neither warned nor erased."""
SETTLED = {account_of(name) for name in (*VIEWERS, "other")}


@pytest.fixture(autouse=True, scope="module")
def cheap_hashes() -> Iterator[None]:
    with hashing_cheaply():
        yield


@pytest.fixture(scope="session")
async def client_url(server: Server, filled_url: str) -> AsyncIterator[str]:
    """The databases of these tests, filled once, since copying one takes longer than a test."""
    url = await server.copy(filled_url)
    await lift_seal(url)
    yield url
    await server.drop(url)


@pytest.fixture(scope="session")
async def built(client_url: str) -> AsyncIterator[RecordsClient]:
    """The client that all of these tests share."""
    database = await open_database(client_url)
    async with open_writer(client_url) as writer:
        await insert_spaces(writer)
        yield RecordsClient(database, writer)
    await database.close()


@pytest.fixture
async def client(built: RecordsClient) -> AccountsClient:
    await built.writer.run(emptied)
    return AccountsClient(built.database, built.writer, BEGIN)


async def emptied(work: UnitOfWork) -> None:
    for model in OF_PEOPLE:
        await work.delete(table_of(model), {})
    for (account,) in await work.select(table_of(models.Account), {}, ("id",)):
        if account in SETTLED:
            await work.update(table_of(models.Account), {"id": account}, AWAKE)
        else:
            await work.delete(table_of(models.Account), {"id": account})
