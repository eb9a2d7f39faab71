"""After a crash, everything acknowledged is stored, once, and the database is consistent."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections import Counter
from contextlib import asynccontextmanager

import asyncpg

from tests.support.commands import ROOT, environment
from tests.support.engines import file_of
from tests.unit_of_work.transaction_functions import moment

CRASHES = 25
APART = 1_000_000
"""Numbers that each run has to itself."""


@asynccontextmanager
async def crashing(url):
    """The process from which runs are forked."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.unit_of_work.crashing_writer", url),
        cwd=ROOT,
        env=environment(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.stdin.close()
        ended = await process.wait()
    assert ended == 0


async def acknowledged_until_killed(process, first):
    """The numbers that a run printed before it was killed at some moment."""
    process.stdin.write(b"%d\n" % first)
    run = int(await process.stdout.readline())
    acknowledged = {int(await process.stdout.readline())}
    rest = asyncio.create_task(process.stdout.readuntil(b"over\n"))
    await asyncio.sleep(moment(0.05))
    os.kill(run, signal.SIGKILL)
    return acknowledged | set(map(int, (await rest).split()[:-1]))


async def rows_of(url, *statements):
    """Return the rows of statements, on a connection of their own."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(file_of(url))
        found = [connection.execute(statement).fetchall() for statement in statements]
        connection.close()
        return found
    connection = await asyncpg.connect(url)
    found = [await connection.fetch(statement) for statement in statements]
    await connection.close()
    return found


async def assert_in_order(url):
    if url.startswith("sqlite"):
        assert await rows_of(url, "PRAGMA integrity_check", "PRAGMA foreign_key_check") == [[("ok",)], []]
        return
    counted = "SELECT count(*), count(DISTINCT id), sum(number) FROM number WHERE id >= '' AND number >= 0"
    by_index, plan, one_by_one = "SET enable_seqscan = off", f"EXPLAIN {counted}", "SET enable_indexscan = off"
    _, planned, first = await rows_of(url, by_index, plan, counted)
    assert "Index" in str(planned)
    *_, second = await rows_of(
        url, one_by_one, "SET enable_bitmapscan = off", "SET enable_indexonlyscan = off", counted
    )
    assert first == second


async def test_what_was_acknowledged_survives_crashes(url):
    acknowledged = set()
    async with crashing(url) as process:
        for crash in range(CRASHES):
            acknowledged |= await acknowledged_until_killed(process, crash * APART)
            [rows] = await rows_of(url, "SELECT number FROM number")
            there = Counter(number for (number,) in rows)
            assert acknowledged <= there.keys()
            assert max(there.values()) == 1
    assert len(acknowledged) > CRASHES
    await assert_in_order(url)
