"""Erased data is no longer on the disk: neither in the database's file, nor in its log, nor among the mails."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest

import models
from encommun.erasure_worker import LATE, ErasureWorker
from encommun.mail.outbox import KEPT_SECONDS, OutboxDelivery
from encommun.mail.sender import Sender
from loaders.drivers.erasure import PostgreSQLEraser, SQLiteEraser, create_eraser
from loaders.drivers.sqlite_files import SIDECAR_SUFFIXES
from models.personal import personal_columns
from tests.identity.client import EMAIL, PASSWORD, AccountsClient
from tests.mail.sender_doubles import FROM
from tests.privacy.client import EMAIL as ADDRESS
from tests.privacy.client import STEWARD, PrivacyClient
from tests.privacy.test_erasure import known
from tests.records.client import BEGIN
from tests.support.cheap_hashes import hashing_cheaply
from tests.unit_of_work.conftest import only

NAMES = ("Zoélie Marzin", "zoelie marzin", " marzin ", ADDRESS, "0611223344", "conseil des Oliviers")
OF_ACCOUNT = (EMAIL, EMAIL.lower(), "Zoé Martin", "Zoé,")


@pytest.fixture(autouse=True, scope="module")
def cheap_hashes() -> Iterator[None]:
    with hashing_cheaply():
        yield


@pytest.fixture
def client(people: PrivacyClient) -> AccountsClient:
    """The same commons, where people register."""
    return AccountsClient(people.database, people.writer, BEGIN)


def bytes_of(url: str) -> bytes:
    """All that SQLite has on the disk; nothing of PostgreSQL, whose files are its server's."""
    file = url.removeprefix("sqlite:///")
    paths = [Path(file + end) for end in ("", *SIDECAR_SUFFIXES)] if url.startswith("sqlite") else []
    return b"".join(path.read_bytes() for path in paths if path.exists())


def found(content: bytes, words=NAMES) -> list[str]:
    return [word for word in words if word.encode() in content]


def mails(outbox: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(outbox.iterdir())) if outbox.exists() else b""


def days_later(days: float = 0):
    return lambda: time.time() + days * KEPT_SECONDS


@only("sqlite")
async def test_of_a_person_who_is_erased_no_byte_is_left(people: PrivacyClient, fresh_database_url, tmp_path):
    actor = await known(people)
    for number in range(30):  # so that versions of it are in many pages of the log
        version = await people.version(models.Actor, actor)
        await people.do("updateActor", id=actor, expectedVersion=version, summary=f"Anime {number} Zoélie Marzin")
    assert set(found(bytes_of(fresh_database_url))) == set(NAMES)
    assert await people.code("erasePerson", STEWARD, id=actor) == "ActorSaved"
    assert found(bytes_of(fresh_database_url))  # in the log
    await ErasureWorker(create_eraser(fresh_database_url), tmp_path, tmp_path / "exports").round()
    assert found(bytes_of(fresh_database_url)) == []


async def test_of_who_leaves_nothing_is_left_in_the_database_or_among_the_mails(
    client: AccountsClient, fresh_database_url, tmp_path
):
    outbox = tmp_path / "outbox"
    sender = Sender(client.writer, OutboxDelivery(outbox), FROM, lambda: client.now)
    await client.register()
    viewer = await client.viewer(await client.log_in())
    while await sender.send_due():
        pass
    assert await client.code("deleteAccount", viewer, password=PASSWORD) == "AccountErased"
    waiting = [row["recipient"] for row in await client.mails() if row["next_try_at"] is not None]
    assert waiting == [EMAIL.replace("Exemple", "exemple")]  # the farewell
    while await sender.send_due():
        pass
    assert {(row["recipient"], row["subject"], row["body"]) for row in await client.mails()} == {("", "", "")}
    assert b"zoe.martin" in mails(outbox).lower()
    await ErasureWorker(create_eraser(fresh_database_url), outbox, outbox / "exports", now=days_later(0.9)).round()
    assert b"zoe.martin" in mails(outbox).lower()
    await ErasureWorker(create_eraser(fresh_database_url), outbox, outbox / "exports", now=days_later(1)).round()
    assert list(outbox.iterdir()) == []
    assert found(bytes_of(fresh_database_url), OF_ACCOUNT) == []


@only("sqlite")
async def test_of_who_never_confirmed_no_byte_is_left_after_retention(
    client: AccountsClient, fresh_database_url, tmp_path
):
    assert await client.code("registerAccount", email=EMAIL, password=PASSWORD, name="Zoé Martin") == "MailRequested"
    assert found(bytes_of(fresh_database_url), OF_ACCOUNT)
    await Sender(client.writer, OutboxDelivery(tmp_path), FROM, lambda: client.now).send_due()
    client.now = client.now.replace(year=client.now.year + 1)
    await client.run_job("account_retention")
    await client.run_job("expired_rows")
    await ErasureWorker(create_eraser(fresh_database_url), tmp_path, tmp_path / "exports", now=days_later(1)).round()
    assert found(bytes_of(fresh_database_url) + mails(tmp_path), OF_ACCOUNT) == []


@only("sqlite")
async def test_a_reader_puts_it_off_and_the_next_round_does_it(
    people: PrivacyClient, fresh_database_url, tmp_path, caplog
):
    file = fresh_database_url.removeprefix("sqlite:///")
    actor = await known(people)
    erasure = ErasureWorker(SQLiteEraser(Path(file)), tmp_path, tmp_path / "exports")
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM actor").fetchone()
        await people.code("erasePerson", STEWARD, id=actor)
        assert not await SQLiteEraser(Path(file)).finish()
        for _ in range(LATE - 1):
            await erasure.round()
        assert caplog.records == []
        await erasure.round()
        assert "somebody has been reading for long" in caplog.text
        assert await people.rows(models.Actor, id=actor)  # others go on meanwhile
        reader.execute("ROLLBACK")
    assert await SQLiteEraser(Path(file)).finish()  # one that knows nothing, as after a fall
    assert found(bytes_of(fresh_database_url)) == []


@only("postgresql")
async def test_dead_rows_are_vacuumed_once_in_a_pause(people: PrivacyClient, fresh_database_url):
    await people.act("erasePerson", id=await known(people))
    eraser = PostgreSQLEraser(fresh_database_url)
    connection = await asyncpg.connect(fresh_database_url)
    query = "SELECT relname, vacuum_count FROM pg_stat_user_tables WHERE relname = ANY($1)"
    try:
        assert await eraser.finish()
        assert dict(await connection.fetch(query, sorted(personal_columns()))) == dict.fromkeys(personal_columns(), 1)
        assert await eraser.finish()
        assert dict(await connection.fetch(query, sorted(personal_columns()))) == dict.fromkeys(personal_columns(), 1)
    finally:
        await connection.close()


async def test_words_leave_the_index_of_words_when_a_person_is_erased(
    people: PrivacyClient, fresh_database_url, tmp_path
):
    actor = await known(people)
    version = await people.version(models.Actor, actor)
    await people.do("updateActor", id=actor, expectedVersion=version, name="Wzkqxj Marzin")
    assert await people.code("erasePerson", STEWARD, id=actor) == "ActorSaved"
    (row,) = await people.rows(models.SearchDocument, id=actor)
    assert {row["title_words"].strip(), row["summary_words"].strip(), row["named_words"].strip()} == {""}
    assert row["forgotten_at"] is not None
    before = await index_content(fresh_database_url)
    await ErasureWorker(create_eraser(fresh_database_url), tmp_path, tmp_path / "exports").round()
    (row,) = await people.rows(models.SearchDocument, id=actor)
    assert row["forgotten_at"] is None
    after = await index_content(fresh_database_url)
    if fresh_database_url.startswith("sqlite"):
        assert b"zkqxj" in before  # FTS5 keeps what was taken out; the first letter of a word may stand before others
        assert b"zkqxj" not in after
    else:
        assert before != after


async def index_content(url: str) -> bytes:
    """The content of FTS5's index; of PostgreSQL, whose files are its server's, the number of the file."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            return b"".join(block for (block,) in connection.execute("SELECT block FROM search_index_data"))
    connection = await asyncpg.connect(url)
    try:
        return str(await connection.fetchval("SELECT pg_relation_filenode('search_index')")).encode()
    finally:
        await connection.close()
