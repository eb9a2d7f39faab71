"""Upkeep runs in the background: it forgets nothing, and a chore that fails keeps no other from being done."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

import encommun.scheduler as module
import models
from encommun.http.errors import HTTPError
from encommun.scheduler import Scheduler
from loaders.tables import table_of
from models import SpaceRole
from resolvers.i18n.mails import english
from resolvers.security.opaque_tokens import hash_token, new_token
from tests.identity.client import EMAIL, PASSWORD, VISITOR, AccountsClient
from tests.mail.sender_doubles import NEVER, Failing

SOON = 0.01


@asynccontextmanager
async def running(upkeep: Scheduler):
    task = asyncio.create_task(upkeep.run())
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
    async with running(client.upkeep(minute=SOON, hour=NEVER)):
        await client.authenticator.authenticate(credentials, VISITOR)
        await eventually(lambda: used_at(client))
    assert await used_at(client) == minute


async def test_what_was_noted_of_a_holder_is_settled_in_rounds(client: AccountsClient):
    async def note(number: int) -> None:
        row = {"id": f"note_{number}", "holder_id": "space_1", "records": 2, "drafts": 1, "stored_bytes": 10}
        await client.writer.run(lambda work: work.insert(table_of(models.StorageNote), [row]))

    await note(1)
    async with running(client.upkeep(minute=SOON, hour=NEVER)):
        await eventually(lambda: client.rows(models.StorageUsage, records=2))
        await note(2)
        await eventually(lambda: client.rows(models.StorageUsage, records=4, drafts=2, stored_bytes=20))


async def test_uses_that_are_not_written_yet_are_when_the_server_stops(client: AccountsClient, caplog):
    await client.authenticator.authenticate(await program(client), VISITOR)
    failing = Failing(client.writer)

    async def first_round_is_over() -> bool:
        return await used_at(client) is None and not failing.failures

    async with running(client.upkeep(failing, minute=NEVER, hour=NEVER)):
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
    async with running(client.upkeep(failing, minute=SOON, hour=NEVER)):
        await eventually(lambda: used_at(client))
    assert "the database is gone" in caplog.text


async def test_a_chore_that_fails_keeps_no_other_from_being_done(client: AccountsClient, caplog, monkeypatch):
    async def broken(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(module, "delete_expired", broken)
    await client.send("registerAccount", email=EMAIL, password=PASSWORD)
    giver = await client.register("a@exemple.fr")
    await client.join(giver, SpaceRole.ADMIN, "network")
    secret = await program(client, expires_at=client.now + timedelta(days=10), created_by=giver)
    subject = f"The token “{secret.decode()[15:21]}” (given on {english.day(client.now.date())}) expires soon"
    client.now += timedelta(days=8)
    async with running(client.upkeep(minute=NEVER, hour=NEVER)):
        await eventually(lambda: client.rows(models.Account, email=""))
    assert "out of order" in caplog.text
    assert subject in [mail["subject"] for mail in await client.mails()]


async def test_one_account_that_fails_keeps_no_other(client: AccountsClient, caplog, monkeypatch):
    ids = [await client.register(f"{number}@exemple.fr") for number in range(3)]
    client.now += timedelta(days=3 * 366)
    attend = module.retention.process_account

    async def broken(use_case, account_id):
        if account_id == ids[1]:
            raise RuntimeError("out of order")
        return await attend(use_case, account_id)

    monkeypatch.setattr(module.retention, "process_account", broken)
    await client.upkeep().retain()
    warned = [row["email"] for row in await client.rows(models.Account) if row["warned_at"] is not None]
    assert sorted(warned) == ["0@exemple.fr", "2@exemple.fr"]
    assert "out of order" in caplog.text


async def test_the_hour_sweeps_until_there_is_no_more(client: AccountsClient, monkeypatch):
    rounds = [True, True, False]

    async def sweep(*_: object) -> bool:
        return rounds.pop(0)

    monkeypatch.setattr(module, "delete_expired", sweep)
    await client.upkeep().sweep()
    assert rounds == []
