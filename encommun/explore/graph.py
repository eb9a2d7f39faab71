"""The file of the drawing: made once for each snapshot of the network, compressed, and named by the snapshot."""

import asyncio
import gzip
from collections.abc import Callable
from typing import NamedTuple, Protocol

import orjson
from starlette.requests import Request
from starlette.responses import Response

from encommun.explore.page import NOSNIFF, accepts_gzip
from encommun.exports.answers import is_known
from loaders.drivers.database import Database
from loaders.unit_of_work import Writer
from resolvers.network.computing import computed
from resolvers.network.drawing import draw
from resolvers.network.graph_file import graph_file
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.snapshots import SnapshotService
from resolvers.network.stored_layout import store_layout, stored_layout

FORM = 1
"""Number of the file's form: a page that was built for another one is not given it from a cache."""


class Source(Protocol):
    """The network of the commons, the database of its names, and the writer that keeps its layout."""

    network: SnapshotService
    database: Database
    writer: Writer


class Made(NamedTuple):
    """The file of one snapshot."""

    etag: str
    plain: bytes
    compressed: bytes


class GraphFile:
    """The endpoint; it keeps the file of the latest snapshot."""

    def __init__(self, source: Callable[[], Source]) -> None:
        """Take a function that gives the source once the application has started."""
        self._source = source
        self._making: tuple[str, asyncio.Task[Made]] | None = None

    async def answer(self, request: Request) -> Response:
        """Answer with the file of the network of now, or that the client has it; raises UnavailableError."""
        made = await self._current()
        headers = {"etag": made.etag, "cache-control": "no-cache", "vary": "Accept-Encoding", **NOSNIFF}
        if is_known(request, made.etag):
            return Response(None, 304, headers)
        if accepts_gzip(request):
            return Response(made.compressed, 200, {**headers, "content-encoding": "gzip"}, "application/json")
        return Response(made.plain, 200, headers, "application/json")

    async def _current(self) -> Made:
        """Return the file of the network of now; one is made at a time, however often the network changes meanwhile.

        All who ask for the same wait for one task; one that failed is begun again.
        """
        while True:
            snapshot = await self._source().network.current()
            making = self._making
            if making is not None and not making[1].done() and making[0] != snapshot.id:
                await asyncio.wait([making[1]])
                continue
            if making is None or making[0] != snapshot.id or _failed(making[1]):
                making = self._making = snapshot.id, asyncio.create_task(self._make(snapshot))
            return await asyncio.shield(making[1])

    async def _make(self, snapshot: GraphSnapshot) -> Made:
        source = self._source()
        layout = await stored_layout(source.database.single(), snapshot.id)
        drawing = await computed(snapshot.content, ("drawing",), lambda: draw(snapshot, layout))
        content = await source.network.read(lambda reads: graph_file(reads, snapshot, drawing))
        if layout is None:
            await store_layout(source.writer, snapshot.id, drawing)
        return await asyncio.to_thread(_encode, f'"{FORM}-{snapshot.id}"', content)


def _failed(task: asyncio.Task[Made]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)


def _encode(etag: str, content: object) -> Made:
    plain = orjson.dumps(content)
    return Made(etag, plain, gzip.compress(plain, 6, mtime=0))
