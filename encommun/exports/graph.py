"""The files of the network: a snapshot of what is public, or the part of it that a filter leaves."""

import asyncio
import hashlib
from typing import IO

from starlette.requests import Request

from encommun.export_files import Check
from encommun.exports.graph_filter import filter_from
from encommun.exports.read_connection import public_snapshot
from encommun.exports.wanted_file import Choose, WantedFile
from encommun.graph_files.rows import GraphRows, Write, topics_of
from encommun.settings import Settings
from loaders.drivers.snapshot import Snapshot
from loaders.errors import UnreachableError
from resolvers.network.labels import labels_of
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.subgraph import GraphFilter, subgraph
from schema.kit.context import Context


def graph_in(end: str, write: Write, settings: Settings) -> Choose:
    """Return the choice of a file with that end, of the network as it is now."""

    async def choose(request: Request, context: Context) -> WantedFile:
        if context.network is None:
            raise UnreachableError
        wanted = await filter_from(request, context.snapshot)
        await context.snapshot.release()  # whoever waits for a build of the network holds no connection of the pool
        snapshot = await context.network.current()

        def build(stream: IO[bytes], check: Check) -> None:
            asyncio.run(_write(settings, snapshot, wanted, write, stream, check))

        name = f"graph-{snapshot.position}-{_digest(snapshot.id + repr(wanted.parameters))}"
        return WantedFile(name, end, f"encommun-graph{end}", snapshot.position, build)

    return choose


async def graph_rows(reads: Snapshot, snapshot: GraphSnapshot, wanted: GraphFilter, check: Check) -> GraphRows:
    """Return the rows of a part of a snapshot, with the names that nodes have now."""
    names = dict(zip(snapshot.nodes.ids, await labels_of(reads, snapshot), strict=True))
    return GraphRows(subgraph(snapshot, wanted), names, topics_of(snapshot, names), check)


async def _write(
    settings: Settings, snapshot: GraphSnapshot, wanted: GraphFilter, write: Write, stream: IO[bytes], check: Check
) -> None:
    async with public_snapshot(settings) as reads:
        rows = await graph_rows(reads, snapshot, wanted, check)
    write(rows, stream)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
