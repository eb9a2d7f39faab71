"""A client that leaves a real server takes its work along: a read ends in the database, a change is whole or not."""

import asyncio
import signal
import sqlite3
import time

import asyncpg
import pytest

import models
from loaders.tables import table_of
from loaders.unit_of_work import open_writer
from models.account import Mail, OneTimeToken
from tests.attacks.attack import ANSWERED, asking
from tests.attacks.behaviours import reset
from tests.attacks.target import Target
from tests.support.commands import serving
from tests.support.engines import file_of

REGISTER = """mutation ($email: String!) {
  registerAccount(input: {email: $email, password: "un mot de passe assez long"}) { __typename }
}"""
LEAVING_AFTER = (0.0, 0.01, 0.05, 0.1, 0.15, 0.2, 0.3)
"""Seconds; a registration takes about a tenth, most of it for the password."""

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@pytest.mark.parametrize("server", ["postgresql"], indirect=True)
async def test_a_read_that_waits_ends_when_its_client_leaves(fresh_database_url, tmp_path):
    connection = await asyncpg.connect(fresh_database_url)
    with serving(fresh_database_url, tmp_path, lock_seconds="60", work="off") as found:
        target = Target(found)
        async with connection.transaction():
            await connection.execute("LOCK TABLE actor IN ACCESS EXCLUSIVE MODE")
            client = target.connect()
            client.sendall(asking("{ actors(first: 1) { nodes { name } } }"))
            await becomes(connection, 1)
            reset(client)
            await becomes(connection, 0)
        assert target.is_healthy()
    await connection.close()


@pytest.mark.parametrize("server", ["sqlite"], indirect=True)
async def test_a_change_that_waits_is_not_made_when_its_client_has_left(fresh_database_url, tmp_path):
    with serving(fresh_database_url, tmp_path) as found, sqlite3.connect(file_of(fresh_database_url)) as other:
        target = Target(found)
        other.execute("BEGIN IMMEDIATE")
        client = target.connect()
        client.sendall(asking(REGISTER, {"email": "gone@exemple.fr"}))
        await asyncio.sleep(0.5)
        reset(client)
        await asyncio.sleep(0.5)
        other.rollback()
        assert target.outcome(asking(REGISTER, {"email": "last@exemple.fr"})) == {ANSWERED}
    assert await stored(fresh_database_url) == (["last@exemple.fr"], 1, 1)


async def becomes(connection: asyncpg.Connection, count: int) -> None:
    """Wait until so many statements wait for a lock."""
    until = time.monotonic() + 10
    while (found := await connection.fetchval(WAITING)) != count:
        assert time.monotonic() < until, found
        await asyncio.sleep(0.02)


async def test_a_change_whose_client_leaves_is_whole_or_not_at_all(fresh_database_url, tmp_path):
    with serving(fresh_database_url, tmp_path) as found:
        target = Target(found)
        for number, seconds in enumerate(LEAVING_AFTER):
            client = target.connect()
            client.sendall(asking(REGISTER, {"email": f"a{number}@exemple.fr"}))
            await asyncio.sleep(seconds)
            reset(client)
        assert target.outcome(asking(REGISTER, {"email": "last@exemple.fr"})) == {ANSWERED}
        assert found.stop(signal.SIGTERM) == (0, "")
    accounts, links, mails = await stored(fresh_database_url)
    assert len(accounts) == links == mails
    assert "last@exemple.fr" in accounts


async def stored(url: str) -> tuple[list[str], int, int]:
    """The addresses that were registered, how many links confirm one, and how many mails there are."""
    async with open_writer(url) as writer:

        async def read(work):
            rows = [await work.select(table_of(each), {}) for each in (models.Account, OneTimeToken, Mail)]
            return [row.email for row in rows[0]], len(rows[1]), len(rows[2])

        return await writer.run(read)
