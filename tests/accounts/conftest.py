"""A house of a test's own on both engines, and passwords whose hashes cost next to nothing."""

from collections.abc import AsyncIterator, Iterator

import pytest
from argon2 import PasswordHasher

from loaders.database import open_database
from loaders.transactions import opened_writer
from resolvers.security import passwords
from tests.accounts.house import House
from tests.writing.world import settle

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True, scope="session")
def cheap_hashes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for each in (passwords.hash_password, passwords.verify_password, passwords.needs_rehash):
            patch.setattr(each, "__defaults__", (CHEAP,))
        yield


@pytest.fixture
async def house(fresh_database_url: str) -> AsyncIterator[House]:
    database = await open_database(fresh_database_url)
    try:
        async with opened_writer(fresh_database_url) as writer:
            await settle(writer)
            yield House(database, writer)
    finally:
        await database.close()
