"""Failures of an SQLite file and of the threads that read it."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from loaders.errors import MigratingError, OverloadedError, UnreachableError
from tests.loaders.statements import asked, freed, opened, snapshot_of, statement

ROWS = statement("SELECT count(*) FROM thing")


@pytest.fixture
def file(tmp_path):
    """A file with a table of several pages, in which readers wait for writers."""
    path = tmp_path / "some.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE thing (text TEXT)")
        connection.executemany("INSERT INTO thing VALUES (?)", [("x" * 1000,)] * 100)
    return path


@pytest.fixture
async def database(file):
    async with opened(f"sqlite:///{file}", readers=2, lock_seconds=0.2) as database:
        await asyncio.gather(*(asked(database.single(), ROWS) for _ in range(2)))
        yield database


async def test_a_thread_that_has_ended_is_replaced(database):
    for reader in database.readers.pool.idle:
        reader.connection.stop()
        reader.connection._thread.join()
    assert await asyncio.gather(*(asked(database.single(), ROWS) for _ in range(5))) == [[(100,)]] * 5
    async with snapshot_of(database) as snapshot:
        assert await asked(snapshot, ROWS) == [(100,)]
    assert await freed(database)


async def test_a_connection_that_was_closed_is_replaced(database):
    for reader in database.readers.pool.idle:
        await reader.connection._execute(reader._raw.close)
    assert await asked(database.single(), ROWS) == [(100,)]
    for reader in database.readers.pool.idle:
        await reader.connection._execute(reader._raw.close)
    async with snapshot_of(database) as snapshot:
        assert await asked(snapshot, ROWS) == [(100,)]
    assert await freed(database)


async def test_whoever_waits_too_long_for_a_lock_is_told(database, file):
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OverloadedError):
            await asked(database.single(), ROWS)
        async with snapshot_of(database) as snapshot:
            with pytest.raises(OverloadedError):
                await asked(snapshot, ROWS)
            other.execute("ROLLBACK")
            await asyncio.sleep(0.2)
            assert await asked(snapshot, ROWS) == [(100,)]
    assert await freed(database)


async def test_a_file_that_is_damaged_or_gone_is_told_and_service_returns_with_it(database, file):
    whole = file.read_bytes()
    file.write_bytes(b"nothing of a database" * 5000)
    for _ in range(2):
        with pytest.raises(UnreachableError):
            await asked(database.single(), ROWS)
    file.unlink()
    with pytest.raises(UnreachableError):
        await asked(database.single(), ROWS)
    with pytest.raises(UnreachableError):
        await database.check()
    file.write_bytes(whole)
    assert await asked(database.single(), ROWS) == [(100,)]
    assert await freed(database)


async def test_tables_that_are_not_there_are_a_migration(database):
    with pytest.raises(MigratingError) as raised:
        await asked(database.single(), statement("SELECT * FROM gone"))
    assert raised.value.code == "MIGRATING"
