"""Whatever happens to a PostgreSQL at work: nobody waits for long, all is told with a code, and service returns."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.chaos.causes import POSTGRESQL, Cause
from tests.chaos.playing import leave, play
from tests.chaos.scene import Scene, scene
from tests.filled import made
from tests.support.parties import settle_parties
from tests.support.postgres import Mortal, mortal


@pytest.fixture(scope="module")
def postgres() -> Iterator[Mortal]:
    with mortal() as found:
        yield found


@pytest.fixture(scope="module")
async def commons(postgres: Mortal) -> str:
    url = await made(postgres.databases)
    await settle_parties(url)
    return url


@pytest.fixture(scope="module", params=[1, 2], ids=["one process", "two processes"])
async def played(request, commons, postgres, tmp_path_factory) -> AsyncIterator[Scene]:
    async with scene(commons, tmp_path_factory.mktemp("chaos"), request.param, postgres) as found:
        yield found


@pytest.mark.parametrize("cause", POSTGRESQL, ids=str)
async def test_service_returns(played: Scene, cause: Cause):
    await play(played, cause)


async def test_servers_whose_database_hangs_leave_when_they_are_told_to(played: Scene):
    await leave(played)
