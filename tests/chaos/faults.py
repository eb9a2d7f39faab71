"""Faults injected into a running server: each takes place within its block, for seconds, and is over at its end."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass

from tests.chaos.servers import ServersUnderTest
from tests.support.engines import file_of
from tests.support.postgresql_server import connection

OTHERS = """SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
FULL = """CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON project EXECUTE FUNCTION full_disk()"""
ROOM = "DROP TRIGGER full_disk ON project; DROP FUNCTION full_disk()"
READ_ONLY = "ALTER SYSTEM SET default_transaction_read_only = on"
READ_WRITE = "ALTER SYSTEM RESET default_transaction_read_only"

Block = Callable[[ServersUnderTest], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class InjectedFault:
    """Something that happens, and what is to be seen of it."""

    name: str
    block: Block
    codes: frozenset[str] = frozenset()
    """Codes of which readers or writers must be told one meanwhile, if there are any."""
    unready: bool = False
    """True if readiness must report meanwhile that something cannot be served."""
    cuts: bool = False
    """True if connections of clients are cut."""

    def __str__(self) -> str:
        return self.name


@asynccontextmanager
async def terminated(scene: ServersUnderTest) -> AsyncIterator[None]:
    """Every connection to the database is cut, again and again."""
    async with connection(scene.url) as own:
        for _ in range(5):
            await own.execute(OTHERS)
            await asyncio.sleep(0.2)
        yield


@asynccontextmanager
async def killed(scene: ServersUnderTest) -> AsyncIterator[None]:
    """PostgreSQL dies, stays away for a while, and is started again."""
    assert scene.postgres is not None
    await asyncio.to_thread(scene.postgres.kill)
    await asyncio.sleep(3)
    await scene.postgres.start()
    yield


@asynccontextmanager
async def frozen(scene: ServersUnderTest) -> AsyncIterator[None]:
    """PostgreSQL keeps its connections and answers nothing."""
    assert scene.postgres is not None
    with scene.postgres.frozen():
        await asyncio.sleep(5)
    yield


@asynccontextmanager
async def locked(scene: ServersUnderTest) -> AsyncIterator[None]:
    """Somebody keeps a whole table to themselves."""
    async with connection(scene.url) as own, own.transaction():
        await own.execute("LOCK TABLE actor IN ACCESS EXCLUSIVE MODE")
        await asyncio.sleep(4)
    yield


@asynccontextmanager
async def full(scene: ServersUnderTest) -> AsyncIterator[None]:
    """PostgreSQL has no room for another row."""
    await _told(scene, FULL)
    await asyncio.sleep(2)
    await _told(scene, ROOM)
    yield


@asynccontextmanager
async def read_only(scene: ServersUnderTest) -> AsyncIterator[None]:
    """PostgreSQL takes no changes, as a standby does not."""
    await _told(scene, READ_ONLY, "SELECT pg_reload_conf()")
    await asyncio.sleep(3)
    await _told(scene, READ_WRITE, "SELECT pg_reload_conf()")
    yield


async def _told(scene: ServersUnderTest, *statements: str) -> None:
    async with connection(scene.url) as own:
        for each in statements:
            await own.execute(each)


@asynccontextmanager
async def written_by_another(scene: ServersUnderTest) -> AsyncIterator[None]:
    """Another process writes to the file, and takes its time."""
    with closing(_opened(scene.url)) as own:
        own.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(4)
        own.execute("ROLLBACK")
    yield


@asynccontextmanager
async def kept_to_itself(scene: ServersUnderTest) -> AsyncIterator[None]:
    """Another process reads one snapshot for long, so that the log cannot be checkpointed."""
    with closing(_opened(scene.url)) as own:
        own.execute("BEGIN")
        own.execute("SELECT count(*) FROM project").fetchone()
        await asyncio.sleep(3)
        own.execute("ROLLBACK")
    yield


def _opened(url: str) -> sqlite3.Connection:
    return sqlite3.connect(file_of(url), 10, isolation_level=None)


@asynccontextmanager
async def worker_killed(scene: ServersUnderTest) -> AsyncIterator[None]:
    """One server dies, and is started again at its address."""
    await scene.servers[0].kill()
    await asyncio.sleep(1)
    await scene.started_again(0)
    yield


@asynccontextmanager
async def hanging(scene: ServersUnderTest) -> AsyncIterator[None]:
    """The database takes no change, and on PostgreSQL answers nothing either, until the end of the block."""
    if scene.postgres is not None:
        with scene.postgres.frozen():
            yield
        return
    with closing(_opened(scene.url)) as own:
        own.execute("BEGIN IMMEDIATE")
        yield
        own.execute("ROLLBACK")


WORKER = InjectedFault("a worker is killed", worker_killed, unready=True, cuts=True)
SQLITE = (
    InjectedFault("another process writes", written_by_another, frozenset({"OVERLOADED", "DEADLINE_EXCEEDED"})),
    InjectedFault("another process reads for long", kept_to_itself),
    WORKER,
)
POSTGRESQL = (
    InjectedFault("its connections are cut", terminated),
    InjectedFault("it is killed and started again", killed, frozenset({"DATABASE_UNREACHABLE"}), unready=True),
    InjectedFault("it is frozen", frozen, unready=True),
    InjectedFault("a table is locked", locked),
    InjectedFault("its disk is full", full, frozenset({"STORAGE_FULL"})),
    InjectedFault("it is read-only", read_only, frozenset({"READ_ONLY"})),
    WORKER,
)
