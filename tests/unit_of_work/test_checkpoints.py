"""The log of SQLite grows while a snapshot stays open, and shrinks once it is let go."""

import asyncio
import sqlite3
import threading
from contextlib import closing

import pytest

from loaders.unit_of_work import checkpoints, open_writer
from tests.support.engines import file_of
from tests.unit_of_work.conftest import only
from tests.unit_of_work.transaction_functions import adding, ids_in

pytestmark = only("sqlite")

BOUND = 1_000_000


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(checkpoints, "MOST_BYTES", BOUND)
    monkeypatch.setattr(checkpoints, "PATIENCE", 20)
    monkeypatch.setattr(checkpoints, "FIRST_PAUSE", 0.1)


def log_of(url):
    file = file_of(url)
    return file.with_name(f"{file.name}-wal").stat().st_size


def linked(url, folder):
    """The same database, by a link in another folder."""
    link = folder / "linked.sqlite"
    link.symlink_to(file_of(url))
    return f"sqlite:///{link}"


@pytest.mark.parametrize("by_link", [False, True])
async def test_a_log_that_a_snapshot_kept_shrinks_when_that_is_let_go(url, tmp_path, by_link):
    with closing(sqlite3.connect(file_of(url), isolation_level=None)) as reader:
        reader.execute("PRAGMA journal_mode = WAL")
        async with open_writer(linked(url, tmp_path) if by_link else url) as writer:
            await writer.run(adding("first"))
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM item").fetchall()
            for each in range(30):
                await writer.run(adding(f"large {each}", code="x" * 200_000 + str(each)))
            assert log_of(url) > 4 * BOUND
            reader.execute("ROLLBACK")
            for _ in range(100):  # nobody writes any more
                await asyncio.sleep(0.05)
                if log_of(url) <= BOUND:
                    break
            assert log_of(url) <= BOUND
            assert len(await ids_in(writer)) == 31


def read_until(stop, file):
    """One short snapshot after the other."""
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        while not stop.is_set():
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM item").fetchall()
            stop.wait(0.005)
            reader.execute("ROLLBACK")


async def test_a_log_does_not_grow_where_some_reader_always_reads(url, monkeypatch):
    monkeypatch.setattr(checkpoints, "FIRST_PAUSE", 0)
    monkeypatch.setattr(checkpoints, "PATIENCE", 1000)
    largest, stop = 0, threading.Event()
    async with open_writer(url) as writer:
        await writer.run(adding("first"))
        reading = [asyncio.create_task(asyncio.to_thread(read_until, stop, file_of(url))) for _ in range(3)]
        for each in range(40):
            await writer.run(adding(f"large {each}", code="x" * 200_000 + str(each)))
            largest = max(largest, log_of(url))
        stop.set()
        await asyncio.gather(*reading)
    assert largest < 3 * BOUND
