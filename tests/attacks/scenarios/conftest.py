"""A stage of each story's own, on both engines, where passwords cost next to nothing."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.attacks.scenarios.client import ScenarioClient, scenario_client
from tests.support.cheap_hashes import hashing_cheaply


@pytest.fixture(autouse=True, scope="module")
def cheap_hashes() -> Iterator[None]:
    with hashing_cheaply():
        yield


@pytest.fixture
async def stage(fresh_database_url, tmp_path) -> AsyncIterator[ScenarioClient]:
    async with scenario_client(fresh_database_url, tmp_path) as found:
        yield found
