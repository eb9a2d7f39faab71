"""Last uses are noted in memory and recorded in rounds, by each process for itself: none is forgotten."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

import models
from encommun.http.errors import HTTPError
from encommun.usage_recorder import UsageRecorder
from encommun.worker import Worker
from loaders.tables import table_of
from resolvers.security.opaque_tokens import hash_token, new_token
from tests.identity.client import VISITOR, AccountsClient
from tests.mail.sender_doubles import NEVER, Failing

SOON = 0.01


@asynccontextmanager
async def running(background: UsageRecorder | Worker):
    task = asyncio.create_task(background.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()


async def eventually(holds: Callable[[], Awaitable[object]]) -> None:
    """Wait, for a while, until what is read from the database holds."""
    async with asyncio.timeout(10):
        while not await holds():
            pass


async def program(client: AccountsClient, **values) -> bytes:
    """The credentials of a network's program."""
    secret = new_token("api")
    (network,) = await client.rows(models.Network, slug="anct")
    row = {
        "id": "token_1",
        "network_id": network["id"],
        "name": "Carte",
        "token_hash": hash_token(secret),
        "beginning": secret[:14],
        "scopes": ["READ"],
        "created_at": client.now,
        "expires_at": client.now + timedelta(days=90),
        **values,
    }
    await client.writer.run(lambda work: work.insert(table_of(models.ApiToken), [row]))
    return f"Bearer {secret}".encode()


async def used_at(client: AccountsClient):
    return (await client.rows(models.ApiToken))[0]["used_at"]


async def test_uses_are_written_in_rounds(client: AccountsClient):
    credentials = await program(client)
    minute = client.now.replace(second=0, microsecond=0)
    async with running(client.usage(minute=SOON)):
        await client.authenticator.authenticate(credentials, VISITOR)
        await eventually(lambda: used_at(client))
    assert await used_at(client) == minute


async def test_uses_that_are_not_written_yet_are_when_the_server_stops(client: AccountsClient, caplog):
    await client.authenticator.authenticate(await program(client), VISITOR)
    failing = Failing(client.writer)

    async def first_round_is_over() -> bool:
        return await used_at(client) is None and not failing.failures

    async with running(client.usage(failing, minute=NEVER)):
        await eventually(first_round_is_over)
    assert await used_at(client) == client.now.replace(second=0, microsecond=0)
    assert "the database is gone" in caplog.text


async def test_a_request_writes_nothing_by_itself(client: AccountsClient):
    await client.register()
    session = await client.log_in()
    credentials = await program(client)
    client.authenticator._writer = None  # whoever uses it fails
    for _ in range(3):
        await client.viewer(session)
        await client.authenticator.authenticate(credentials, VISITOR)
    assert list(client.authenticator.people.drain()) == [session["account"]["id"]]
    assert list(client.authenticator.programs.drain()) == ["token_1"]


async def test_who_is_refused_has_used_nothing(client: AccountsClient):
    credentials = await program(client, revoked_at=client.now)
    with pytest.raises(HTTPError):
        await client.authenticator.authenticate(credentials, VISITOR)
    assert client.authenticator.programs.drain() == {}


async def test_uses_that_could_not_be_written_are_written_in_the_next_round(client: AccountsClient, caplog):
    await client.authenticator.authenticate(await program(client), VISITOR)
    failing = Failing(client.writer)
    failing.failures = 2
    async with running(client.usage(failing, minute=SOON)):
        await eventually(lambda: used_at(client))
    assert "the database is gone" in caplog.text
