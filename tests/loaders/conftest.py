"""Databases without any table of the commons, and a server of PostgreSQL that may be stopped."""

import pytest

from tests.support.engines import file_of


@pytest.fixture
async def any_url(empty_database_url):
    """A database that is there, and empty."""
    if empty_database_url.startswith("sqlite"):
        file_of(empty_database_url).touch()
    return empty_database_url
