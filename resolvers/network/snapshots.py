"""Snapshots of the network for all requests: each is built once, kept, and stored for other processes.

Requests wait for one build together, and it reads through connections of its own: whoever waits for it may hold one of
the others. One that is stored is found there by whatever process is asked, until a record leaves the public.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar

from loaders.drivers.database import Database
from loaders.errors import FaultError, UnavailableError
from loaders.queries.network_snapshots import stored_snapshots
from loaders.queries.row_fetcher import RowFetcher
from loaders.queries.select_where import select_where
from loaders.sql.statement import Row
from loaders.tables import table_of
from loaders.unit_of_work import DuplicateError, Writer
from models import NetworkSnapshot
from resolvers.network.build import build_snapshot
from resolvers.network.encoding import decode, encode
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.storage import store_snapshot

MOST_HELD = 3
"""Snapshots that a process keeps decoded."""

T = TypeVar("T")

log = logging.getLogger("encommun.network")


class SnapshotService:
    """The snapshots of one database."""

    def __init__(self, database: Database, writer: Writer, clock: Callable[[], datetime]) -> None:
        """Read through a database of its own, and store through the writer."""
        self._database = database
        self._writer = writer
        self._clock = clock
        self._held: dict[str, GraphSnapshot] = {}
        """By id, the latest last."""
        self._running: asyncio.Task[GraphSnapshot] | None = None
        self._next: asyncio.Task[GraphSnapshot] | None = None

    async def current(self) -> GraphSnapshot:
        """Return the network as it is public now: stored, or built for all who ask meanwhile.

        Raises UnavailableError if the database cannot be read.
        """
        stored = _latest(await self._stored())
        return await (self._build_next() if stored is None else self._had(stored))

    async def by_id(self, id_: str) -> GraphSnapshot:
        """Return the stored snapshot of an id; raises FaultError SNAPSHOT_GONE where there is none, or no more."""
        if id_ not in {row.id for row in await self._stored()}:
            raise gone(id_)
        return await self._had(id_)

    async def read(self, function: Callable[[RowFetcher], Awaitable[T]]) -> T:
        """Return what a function reads from one view of the database, through the connections of this service."""
        view = self._database.snapshot()
        try:
            return await function(view)
        finally:
            await view.close()

    async def close(self) -> None:
        """Give up what is built, and disconnect."""
        tasks = [each for each in (self._running, self._next) if each is not None]
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._database.close()

    async def _stored(self) -> list[Row]:
        """Return what is stored; what is held and not stored any more is forgotten."""
        rows = await stored_snapshots(self._database.single())
        stored = {row.id for row in rows}
        self._held = {id_: each for id_, each in self._held.items() if id_ in stored}
        return rows

    async def _had(self, id_: str) -> GraphSnapshot:
        """Return a stored snapshot that is held, or load it."""
        if id_ not in self._held:
            columns = ("position", "taken_at", "content")
            rows = await select_where(self._database.single(), table_of(NetworkSnapshot), {"id": id_}, columns)
            if not rows:
                raise gone(id_)
            self._hold(await asyncio.to_thread(decode, id_, *rows[0]))
        return self._held[id_]

    def _hold(self, snapshot: GraphSnapshot) -> None:
        self._held = dict([*self._held.items(), (snapshot.id, snapshot)][-MOST_HELD:])

    async def _build_next(self) -> GraphSnapshot:
        """Wait for the next build, which begins once the running one has ended: that one may have read before now."""
        if self._next is None:
            self._next = asyncio.create_task(self._build_after(self._running))
            self._next.add_done_callback(_heard)
        return await asyncio.shield(self._next)

    async def _build_after(self, running: "asyncio.Task[GraphSnapshot] | None") -> GraphSnapshot:
        if running is not None:
            await asyncio.wait([running])
        self._running, self._next = self._next, None
        stored = _latest(await self._stored())
        return await (self._build() if stored is None else self._had(stored))

    async def _build(self) -> GraphSnapshot:
        built = await self.read(lambda view: build_snapshot(view, self._clock()))
        if await self._store(built):
            self._hold(built)
        return built

    async def _store(self, built: GraphSnapshot) -> bool:
        """Store a snapshot; False where that cannot be done now: only those who wait for it have it then."""
        content = await asyncio.to_thread(encode, built)
        try:
            return await self._writer.run(lambda work: store_snapshot(work, built, content))
        except DuplicateError:  # another process has built the same
            return True
        except UnavailableError as error:
            log.warning("A snapshot of the network could not be stored: %s", error.code)
            return False


def gone(id_: str) -> FaultError:
    """Return the error for a snapshot that is not stored."""
    says = "is not kept, or not any more: a few are, until a record leaves the public. Ask without a snapshot."
    return FaultError("SNAPSHOT_GONE", f"The snapshot {id_[:60]!r} {says}")


def _latest(rows: Sequence[Row]) -> str | None:
    """Return the id of the stored snapshot that knows the whole journal; None if there is none."""
    first = rows[0]
    return first.id if first.id is not None and first.position == first.last_position else None


def _heard(task: "asyncio.Task[GraphSnapshot]") -> None:
    """Take the error of a build for which nobody waits any more."""
    if not task.cancelled():
        task.exception()
