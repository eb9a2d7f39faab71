"""Signing keys: from the operator or the database, kept for a minute, and not read for each forged token."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

import models
from encommun import signing_keys
from encommun.authentication import Authenticator
from encommun.http.errors import HTTPError
from encommun.operator_error import OperatorError
from encommun.settings import read_settings
from encommun.signing_keys import FRESH, PAUSE, KeyCache, KeyFile, given_keys
from loaders.drivers.database import open_database
from loaders.errors import UnreachableError
from loaders.tables import table_of
from loaders.unit_of_work import open_writer
from resolvers.core.viewer import VISITOR
from resolvers.security.access_tokens import sign
from resolvers.security.signing_key import new_key, parse_keys
from tests.support.commands import serving

FIRST, SECOND = "a" * 40, "b" * 40


class Clock:
    """Seconds that pass when the test, or a pause, says so."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Stored:
    """Keys that are read, at a moment after which others may come."""

    def __init__(self, *kids: str) -> None:
        self.kids = list(kids)
        self.reads = 0
        self.error: Exception | None = None
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self) -> dict[str, str]:
        self.reads += 1
        found = dict.fromkeys(self.kids, "secret")
        await self.gate.wait()
        if self.error:
            raise self.error
        return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_keys_are_read_once_a_minute_and_a_deleted_one_is_not_believed_for_longer(clock):
    stored = Stored("old", "new")
    cache = KeyCache(stored, clock, clock.sleep)
    for _ in range(10):
        assert "old" in await cache.with_key("old")
    assert stored.reads == 1
    stored.kids.remove("old")
    clock.now += FRESH
    assert "old" in await cache.with_key("old")
    clock.now += 0.001
    assert "old" not in await cache.with_key("old")
    assert FRESH == 60


async def test_a_flood_of_forged_tokens_is_one_read_for_each_pause(clock):
    stored = Stored("good")
    cache = KeyCache(stored, clock, clock.sleep)
    await asyncio.gather(*(cache.with_key(f"forged {number}") for number in range(50)))
    assert (stored.reads, clock.slept) == (1, [])
    clock.now += 0.5
    await asyncio.gather(*(cache.with_key(f"forged {number}") for number in range(50)))
    assert (stored.reads, clock.slept) == (2, [PAUSE - 0.5])
    assert "good" in await cache.with_key("good")
    assert stored.reads == 2


async def test_a_key_made_while_another_read_is_under_way_is_found(clock):
    stored = Stored()
    cache = KeyCache(stored, clock, clock.sleep)
    stored.gate.clear()
    forged = asyncio.create_task(cache.with_key("forged"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert stored.reads == 1
    clock.now += 0.5
    stored.kids.append("made just now")
    honest = asyncio.create_task(cache.with_key("made just now"))
    await asyncio.sleep(0)
    stored.gate.set()
    assert "made just now" in await honest
    assert stored.reads == 2
    await forged


async def test_who_leaves_takes_nothing_from_the_others(clock):
    stored = Stored("good")
    cache = KeyCache(stored, clock, clock.sleep)
    stored.gate.clear()
    first, second = (asyncio.create_task(cache.with_key("good")) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    stored.gate.set()
    assert "good" in await second
    assert stored.reads == 1


async def test_an_error_is_everybodys_and_the_next_who_comes_reads_again(clock):
    stored = Stored("good")
    stored.error = UnreachableError()
    cache = KeyCache(stored, clock, clock.sleep)
    found = await asyncio.gather(*(cache.with_key("good") for _ in range(3)), return_exceptions=True)
    assert [type(each) for each in found] == [UnreachableError] * 3
    stored.error = None
    assert "good" in await cache.with_key("good")
    assert stored.reads == 2


@pytest.mark.parametrize("text", [f"{FIRST},{SECOND}", f"{FIRST}\n{SECOND}\n", f" {FIRST} , {SECOND} "])
def test_keys_are_named_by_their_secrets(text):
    first, second = parse_keys(text)
    assert (first.secret, second.secret) == (FIRST, SECOND)
    assert first.kid == parse_keys(FIRST)[0].kid != second.kid
    assert len(first.kid) == 16
    assert first.kid not in first.secret


@pytest.mark.parametrize("text", ["", " \n", "short", f"{FIRST},short", "é" * 40])
def test_what_is_no_key_is_told_in_one_line_without_it(text, tmp_path, monkeypatch):
    file = tmp_path / "keys"
    file.write_text(text)
    monkeypatch.setenv("ENCOMMUN_SIGNING_KEY_FILE", str(file))
    with pytest.raises(OperatorError, match=r"^ENCOMMUN_SIGNING_KEY_FILE is not accepted: [^\n]*\.$") as from_file:
        given_keys(read_settings())
    monkeypatch.delenv("ENCOMMUN_SIGNING_KEY_FILE")
    monkeypatch.setenv("ENCOMMUN_SIGNING_KEY", text)
    with pytest.raises(OperatorError, match=r"^ENCOMMUN_SIGNING_KEY is not accepted: [^\n]*\.$") as from_text:
        given_keys(read_settings())
    assert "short" not in f"{from_file.value}{from_text.value}".replace("too short", "")


def test_one_place_is_said_and_a_missing_file_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("ENCOMMUN_SIGNING_KEY_FILE", str(tmp_path / "none"))
    with pytest.raises(OperatorError, match="No such file"):
        given_keys(read_settings())
    monkeypatch.setenv("ENCOMMUN_SIGNING_KEY", FIRST)
    with pytest.raises(OperatorError, match="not both"):
        given_keys(read_settings())


def test_a_file_is_rotated_without_a_restart(tmp_path, caplog):
    file = tmp_path / "keys"
    file.write_text(FIRST)
    keys = KeyFile(file)
    file.write_text(f"{SECOND}\n{FIRST}\n")
    assert [key.secret for key in keys()] == [SECOND, FIRST]
    file.write_text("")
    assert [key.secret for key in (*keys(), *keys())] == [SECOND, FIRST] * 2
    assert caplog.text.count("The signing keys of before are used on") == 1
    assert SECOND not in caplog.text
    file.unlink()
    assert [key.secret for key in keys()] == [SECOND, FIRST]
    file.write_text(FIRST)
    assert [key.secret for key in keys()] == [FIRST]


def test_a_file_that_stays_is_not_read_again(tmp_path, monkeypatch):
    file = tmp_path / "keys"
    file.write_text(FIRST)
    keys = KeyFile(file)
    monkeypatch.setattr(Path, "read_text", None)
    assert [key.secret for key in keys()] == [FIRST]


def asked(address: str, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.post(f"{address}/graphql", json={"query": "{ __typename }"}, headers=headers).status_code


async def test_a_given_key_signs_and_nothing_secret_is_in_the_database(fresh_database_url, tmp_path):
    """Also: a token of the database's key, which somebody may have copied, is worth nothing any more."""
    stolen, now = new_key(), datetime.now(UTC)
    account = "account_01j8z3k4m5n6p7q8r9s0t1v2w3"
    async with open_writer(fresh_database_url) as writer:

        async def job(work):
            row = {"id": stolen.kid, "secret": stolen.secret, "created_at": now}
            await work.insert(table_of(models.SigningKey), [row])
            values = {"id": account, "email": "a@exemple.fr", "created_at": now, "email_confirmed_at": now}
            await work.insert(table_of(models.Account), [values])

        await writer.run(job)
        with serving(fresh_database_url, tmp_path, signing_key=f"{FIRST},{SECOND}") as server:
            first, second, other = (sign(account, parse_keys(each)[0], now) for each in (FIRST, SECOND, "c" * 40))
            assert asked(server.address, first) == asked(server.address, second) == 200
            assert asked(server.address, other) == asked(server.address, sign(account, stolen, now)) == 401

            async def kept(work):
                return await work.select(table_of(models.SigningKey), {})

            assert await writer.run(kept) == []


async def test_fifty_forged_tokens_are_one_read_of_the_keys(fresh_database_url, monkeypatch):
    reads, now = [], datetime.now(UTC)
    read = signing_keys.stored_keys

    async def counted(*given):
        reads.append(None)
        return await read(*given)

    monkeypatch.setattr(signing_keys, "stored_keys", counted)
    account = "account_01j8z3k4m5n6p7q8r9s0t1v2w3"
    forged = [f"Bearer {sign(account, new_key(), now)}".encode() for _ in range(50)]
    old = f"Bearer {sign(account, new_key(), now.replace(year=2020))}".encode()
    database = await open_database(fresh_database_url)
    try:
        async with open_writer(fresh_database_url) as writer:
            authenticator = Authenticator(database, writer, None, lambda: now)
            for credentials in (old, b"Bearer nonsense"):
                with pytest.raises(HTTPError):
                    await authenticator.authenticate(credentials, VISITOR)
            assert reads == []  # no key would make them good
            answers = await asyncio.gather(
                *(authenticator.authenticate(each, VISITOR) for each in forged), return_exceptions=True
            )
            assert [type(each) for each in answers] == [HTTPError] * 50
            assert len(reads) == 1
    finally:
        await database.close()
