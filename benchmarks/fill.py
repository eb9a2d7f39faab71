"""Fills a database for the benchmark: the tables of this release, all territories, and the generated rows."""

import asyncio
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice

import asyncpg
from sqlalchemy import make_url

from benchmarks.rows import Generator, Row, Rows, Size
from encommun.engine import engine_scope
from encommun.migration import upgrade
from encommun.seed import fill as seed
from encommun.seed.indexing import index_seeded

Progress = Callable[[str], None]
CHUNK = 50_000
"""Rows handed to the driver at once."""


async def fill(url: str, size: Size | None = None, say: Progress = print) -> None:
    """Make the database at `url`, which must be empty, one of the given size."""
    async with engine_scope(url) as engine:
        await upgrade(engine)
        say("territories and topics")
        await seed(engine, scale=0)
    if make_url(url).drivername == "sqlite":
        _fill_sqlite(url, size or Size(), say)
    else:
        await _fill_postgresql(url, size or Size(), say)
    if size is None:  # a million more would take minutes, and nobody searches there
        say("words")
        async with engine_scope(url) as engine:
            await index_seeded(engine)


COMMUNES = "SELECT id, name FROM territory WHERE kind = 'COMMUNE' ORDER BY id"
TOPICS = "SELECT id FROM topic ORDER BY id"
TRUSTED = "SET session_replication_role = replica"
"""Foreign keys are not looked up: the rows refer to rows that were generated, and a million of them take minutes."""
HURRIED = ("PRAGMA cache_size = -1000000", "PRAGMA synchronous = OFF")
"""What is filled stays in memory (KiB) until the end: a file that a fill leaves unfinished is thrown away."""


async def _fill_postgresql(url: str, size: Size, say: Progress) -> None:
    connection = await asyncpg.connect(url)
    try:
        communes = [tuple(row) for row in await connection.fetch(COMMUNES)]
        topics = [row["id"] for row in await connection.fetch(TOPICS)]
        await connection.execute(TRUSTED)
        for rows in Generator(size, communes, topics).tables():
            table = str(rows.model.__tablename__)
            say(f"rows of {table}")
            for chunk in _chunks(rows.values):
                await connection.copy_records_to_table(table, records=chunk, columns=rows.columns)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


def _fill_sqlite(url: str, size: Size, say: Progress) -> None:
    connection = sqlite3.connect(make_url(url).database or "")
    try:
        communes = connection.execute(COMMUNES).fetchall()
        topics = [row[0] for row in connection.execute(TOPICS)]
        for pragma in HURRIED:
            connection.execute(pragma)
        for rows in Generator(size, communes, topics).tables():
            say(f"rows of {rows.model.__tablename__}")
            connection.executemany(_insert(rows), map(_stored, rows.values))
        connection.commit()
        connection.execute("ANALYZE")
    finally:
        connection.close()


def _insert(rows: Rows) -> str:
    places = ", ".join("?" for _ in rows.columns)
    return f"INSERT INTO {rows.model.__tablename__} ({', '.join(rows.columns)}) VALUES ({places})"  # noqa: S608


def _stored(row: Row) -> Row:
    """The row as SQLAlchemy stores it in SQLite: enumerations by name, days and moments as text."""
    return tuple(
        f"{value:%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else str(value) if _is_text(value) else value
        for value in row
    )


def _is_text(value: object) -> bool:
    return value is not None and not isinstance(value, int)


def _chunks(values: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(values)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


if __name__ == "__main__":
    asyncio.run(fill(sys.argv[1], Size.around(int(sys.argv[2])) if len(sys.argv) > 2 else None))  # noqa: PLR2004
