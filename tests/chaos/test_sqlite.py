"""Whatever happens to an SQLite file at work: nobody waits for long, all is told with a code, and service returns."""

from collections.abc import AsyncIterator

import pytest

from tests.chaos.faults import SQLITE, InjectedFault
from tests.chaos.runner import inject, leave
from tests.chaos.servers import ServersUnderTest, servers_under_test
from tests.support.engines import SQLite
from tests.support.filled_database import filled
from tests.support.viewers import insert_viewers


@pytest.fixture(scope="module")
async def commons(tmp_path_factory) -> str:
    url = await filled(SQLite(tmp_path_factory.mktemp("commons")))
    await insert_viewers(url)
    return url


@pytest.fixture(scope="module", params=[1, 2], ids=["one process", "two processes"])
async def played(request, commons, tmp_path_factory) -> AsyncIterator[ServersUnderTest]:
    async with servers_under_test(commons, tmp_path_factory.mktemp("chaos"), request.param) as found:
        yield found


@pytest.mark.parametrize("cause", SQLITE, ids=str)
async def test_service_returns(played: ServersUnderTest, cause: InjectedFault):
    await inject(played, cause)


async def test_servers_whose_database_hangs_leave_when_they_are_told_to(played: ServersUnderTest):
    await leave(played)
