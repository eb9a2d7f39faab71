"""The snapshot that an operation asks for, and computations on it beside the event loop."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from loaders.queries.row_fetcher import RowFetcher
from resolvers.network.build import build_snapshot
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.snapshots import gone
from schema.kit.context import Context

T = TypeVar("T")


async def snapshot_of(context: Context, id_: str | None) -> GraphSnapshot:
    """Return the snapshot of an id, or the current one; raises FaultError SNAPSHOT_GONE."""
    if context.network is not None:
        return await (context.network.current() if id_ is None else context.network.by_id(id_))
    found = await build_snapshot(context.snapshot, context.now)
    if id_ not in {None, found.id}:
        raise gone(id_ or "")
    return found


async def read_apart(context: Context, function: Callable[[RowFetcher], Awaitable[T]]) -> T:
    """Return what a function reads that takes more rows than an operation may read."""
    return await (function(context.snapshot) if context.network is None else context.network.read(function))


async def in_thread(function: Callable[..., T], *given: object) -> T:
    """Return the result of a function, which runs in a thread: others are answered meanwhile."""
    return await asyncio.to_thread(function, *given)
