"""Whatever happens to an SQLite file at work: nobody waits for long, all is told with a code, and service returns."""

from collections.abc import AsyncIterator

import pytest

from tests.chaos.causes import SQLITE, Cause
from tests.chaos.playing import leave, play
from tests.chaos.scene import Scene, scene
from tests.engines import SQLite
from tests.filled import filled
from tests.support.parties import settle_parties


@pytest.fixture(scope="module")
async def commons(tmp_path_factory) -> str:
    url = await filled(SQLite(tmp_path_factory.mktemp("commons")))
    await settle_parties(url)
    return url


@pytest.fixture(scope="module", params=[1, 2], ids=["one process", "two processes"])
async def played(request, commons, tmp_path_factory) -> AsyncIterator[Scene]:
    async with scene(commons, tmp_path_factory.mktemp("chaos"), request.param) as found:
        yield found


@pytest.mark.parametrize("cause", SQLITE, ids=str)
async def test_service_returns(played: Scene, cause: Cause):
    await play(played, cause)


async def test_servers_whose_database_hangs_leave_when_they_are_told_to(played: Scene):
    await leave(played)
