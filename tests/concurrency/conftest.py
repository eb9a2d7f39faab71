"""A seeded commons with those who ask it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.support.cheap_hashes import hashing_cheaply
from tests.support.engines import Server
from tests.support.viewers import insert_viewers


@pytest.fixture(autouse=True, scope="module")
def cheap_hashes() -> Iterator[None]:
    with hashing_cheaply():
        yield


@pytest.fixture(scope="session")
async def peopled_url(server: Server, filled_url: str) -> AsyncIterator[str]:
    """To be read, or copied by who writes."""
    url = await server.copy(filled_url)
    await insert_viewers(url)
    yield url
    await server.drop(url)


@pytest.fixture
async def fresh_peopled_url(server: Server, peopled_url: str) -> AsyncIterator[str]:
    """One of the test's own, to write to."""
    url = await server.copy(peopled_url)
    yield url
    await server.drop(url)
