"""A stage of each story's own, on both engines, where passwords cost next to nothing."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.accounts.cheap import hashing_cheaply
from tests.attacks.stories.stage import Stage, staged


@pytest.fixture(autouse=True, scope="module")
def cheap_hashes() -> Iterator[None]:
    with hashing_cheaply():
        yield


@pytest.fixture
async def stage(fresh_database_url, tmp_path) -> AsyncIterator[Stage]:
    async with staged(fresh_database_url, tmp_path) as found:
        yield found
