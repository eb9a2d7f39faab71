"""An issuer that is trusted, and who verifies its tokens."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from resolvers.security.openid import OpenIDIssuer
from tests.security.openid_issuer import CLIENT_ID, Issuer, Street, street


@pytest.fixture(scope="session")
def issuers() -> Iterator[Street]:
    with street() as found:
        yield found


@pytest.fixture
def issuer(issuers: Street) -> Issuer:
    """One that nobody has asked yet."""
    return issuers.open()


@pytest.fixture(scope="session")
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as client:
        yield client


@pytest.fixture
def trusted(issuer: Issuer, client: httpx.AsyncClient) -> OpenIDIssuer:
    return OpenIDIssuer(issuer.url, CLIENT_ID, client)
