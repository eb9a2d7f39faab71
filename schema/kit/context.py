"""What every resolver of a request knows."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from loaders.snapshot import Snapshot
from loaders.transactions import Writer
from resolvers.commons import COMMONS, Commons
from resolvers.viewer import VISITOR, Viewer

MOST_ROWS = 100_000
"""Rows that one operation reads."""


def clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Context:
    """One request: who asks, the snapshot that all of its reads share, and what it writes through."""

    snapshot: Snapshot
    viewer: Viewer = VISITOR
    writer: Writer | None = None
    """None where nothing is written: mutations are then refused."""
    clock: Callable[[], datetime] = clock
    commons: Commons = COMMONS
    found: dict["Find", "asyncio.Future[list[str]]"] = field(default_factory=dict)
    """What was looked for already."""

    def __post_init__(self) -> None:
        """See what the viewer sees, and no more of it than an answer has room for."""
        self.snapshot.most_rows = MOST_ROWS
        if self.viewer.known:
            self.snapshot.see(self.viewer.sight, self.viewer.own)

    async def once(self, find: "Find") -> list[str]:
        """What `find` finds, looked for once in an operation however often it is asked."""
        if find not in self.found:
            self.found[find] = asyncio.ensure_future(find(self))
        return await self.found[find]

    async def renew(self) -> None:
        """Look from now on at what is stored by now: after a write, a mutation shows what it has done."""
        self.found.clear()
        await self.snapshot.renew()

    def expects(self, batches: int) -> None:
        """Know how many fields of the operation will ask; the executor tells."""
        self.snapshot.alone = batches == 1


Find = Callable[[Context], Awaitable[list[str]]]
"""What gives the ids of which something holds for who asks."""
