"""The databases of the benchmark on both engines, filled when they are not there or no longer what they should be."""

import asyncio
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from sqlalchemy import make_url

from benchmarks.progress import Say
from benchmarks.workplace import FOLDER, LOGS, ROOT, environment, fingerprint

ENGINES = ("postgresql", "sqlite")
AT_ONCE = 2
"""Databases filled at the same time."""


class NotFilled(Exception):
    """A database could not be filled."""


@dataclass(frozen=True)
class Database:
    """One database of one engine; without a number of actors it has the size of the issue."""

    engine: str
    name: str
    actors: int | None = None

    def url(self, server: str) -> str:
        """Its address; `server` is the URL of the PostgreSQL."""
        if self.engine == "sqlite":
            return f"sqlite:///{self.file}"
        return make_url(server).set(database=self.name).render_as_string(hide_password=False)

    @property
    def file(self) -> Path:
        """Where SQLite keeps it."""
        return FOLDER / f"{self.name}.sqlite"

    @property
    def stamp(self) -> Path:
        """The file that says from which rows it was filled."""
        return FOLDER / f"{self.name}.{self.engine}.stamp"


COMMONS = tuple(Database(engine, "commons") for engine in ENGINES)
SCALES = (10_000, 1_000_000)
"""Actors in the databases that differ in size alone."""
SCALED = tuple(Database(engine, f"actors_{actors}", actors) for actors in reversed(SCALES) for engine in ENGINES)


def fill_what_is_stale(databases: Iterable[Database], server: str, say: Say) -> None:
    """Fill the databases whose rows are missing or of an earlier form, two at a time."""
    stamp = fingerprint()
    stale = [database for database in databases if not asyncio.run(_is_fresh(database, server, stamp))]
    under_way: list[tuple[Database, subprocess.Popen[bytes]]] = []
    try:
        for database in stale:
            if len(under_way) == AT_ONCE:
                _finish(*under_way.pop(0), stamp, say)
            say(f"filling {database.name} on {database.engine}")
            asyncio.run(empty(database, server))
            under_way.append((database, _filling(database, server)))
        while under_way:
            _finish(*under_way.pop(0), stamp, say)
    finally:
        for _, process in under_way:
            process.terminate()
            process.wait()


def _filling(database: Database, server: str) -> subprocess.Popen[bytes]:
    actors = [] if database.actors is None else [str(database.actors)]
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / f"fill-{database.name}-{database.engine}.log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "benchmarks.fill", database.url(server), *actors],
            cwd=ROOT,
            env=environment(),
            stdout=log,
            stderr=log,
        )


def _finish(database: Database, process: subprocess.Popen[bytes], stamp: str, say: Say) -> None:
    try:
        code = process.wait()
    finally:
        process.terminate()
    if code != 0:
        raise NotFilled(f"{database.name} on {database.engine}: see var/benchmark/logs")
    database.stamp.write_text(stamp)
    say(f"filled {database.name} on {database.engine}")


async def _is_fresh(database: Database, server: str, stamp: str) -> bool:
    stamped = database.stamp.exists() and database.stamp.read_text() == stamp
    if not stamped or database.engine == "sqlite":
        return stamped and database.file.exists()
    connection = await asyncpg.connect(server)
    try:
        found = await connection.fetchval("SELECT count(*) FROM pg_database WHERE datname = $1", database.name)
        return bool(found)
    finally:
        await connection.close()


async def empty(database: Database, server: str, template: str = "template0") -> None:
    """Remove what there is, and make an empty database, or a copy of another, where the engine needs one."""
    database.stamp.unlink(missing_ok=True)
    if database.engine == "sqlite":
        for part in FOLDER.glob(f"{database.file.name}*"):
            part.unlink()
        return
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{database.name}" WITH (FORCE)')
        await connection.execute(f'CREATE DATABASE "{database.name}" TEMPLATE "{template}"')
    finally:
        await connection.close()
