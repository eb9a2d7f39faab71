"""A client of jobs on both engines, in whose commons there is no other job."""

from collections.abc import AsyncIterator, Iterator

import pytest

from loaders.drivers.database import open_database
from loaders.unit_of_work import open_writer
from resolvers.core.jobs import JOBS
from tests.jobs.client import JobsClient


@pytest.fixture
def no_jobs() -> Iterator[None]:
    """No job is declared but those of the test."""
    declared = dict(JOBS)
    JOBS.clear()
    yield
    JOBS.clear()
    JOBS.update(declared)


@pytest.fixture
async def client(fresh_database_url: str, no_jobs: None) -> AsyncIterator[JobsClient]:
    database = await open_database(fresh_database_url)
    async with open_writer(fresh_database_url) as writer:
        yield JobsClient(fresh_database_url, database, writer)
    await database.close()
