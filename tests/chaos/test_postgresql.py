"""Whatever happens to a PostgreSQL at work: nobody waits for long, all is told with a code, and service returns."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.chaos.faults import POSTGRESQL, InjectedFault
from tests.chaos.runner import inject, leave
from tests.chaos.servers import ServersUnderTest, servers_under_test
from tests.support.filled_database import made
from tests.support.postgresql_server import PostgreSQLServer, postgresql_server
from tests.support.viewers import insert_viewers


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgreSQLServer]:
    with postgresql_server() as found:
        yield found


@pytest.fixture(scope="module")
async def commons(postgres: PostgreSQLServer) -> str:
    url = await made(postgres.databases)
    await insert_viewers(url)
    return url


@pytest.fixture(scope="module", params=[1, 2], ids=["one process", "two processes"])
async def played(request, commons, postgres, tmp_path_factory) -> AsyncIterator[ServersUnderTest]:
    async with servers_under_test(commons, tmp_path_factory.mktemp("chaos"), request.param, postgres) as found:
        yield found


@pytest.mark.parametrize("cause", POSTGRESQL, ids=str)
async def test_service_returns(played: ServersUnderTest, cause: InjectedFault):
    await inject(played, cause)


async def test_servers_whose_database_hangs_leave_when_they_are_told_to(played: ServersUnderTest):
    await leave(played)
