"""The context of every resolver of a request."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from execution.admission import Charge
from loaders.drivers.snapshot import Snapshot
from loaders.unit_of_work import Writer
from resolvers.core.site import DEFAULT_SITE, Site
from resolvers.core.territory_codes import CodeNotice
from resolvers.core.viewer import VISITOR, Viewer
from resolvers.network.snapshots import SnapshotService
from resolvers.search.search_log import SearchNotes

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
    site: Site = DEFAULT_SITE
    charge: Charge | None = None
    """A function that charges an operation; None if nothing is charged."""
    read: Callable[[int], None] | None = None
    """A function that charges a document that was parsed and validated, by its characters."""
    refused: Callable[[], None] | None = None
    """A function that charges an operation that was not run."""
    admits: Callable[[frozenset[str]], None] | None = None
    """A function that refuses operations by the names of their mutations, for an invalid token."""
    network: SnapshotService | None = None
    """Snapshots of the network; None where none are stored: each question then takes its own."""
    searches: SearchNotes | None = None
    """Where searches are noted; None if they are not."""
    moments: list[datetime] = field(default_factory=list)
    """The operation's moment, once it was asked for."""
    found: dict["Find", "asyncio.Future[list[str]]"] = field(default_factory=dict)
    """Results of `once`."""

    def __post_init__(self) -> None:
        """See what the viewer sees, and no more of it than an answer has room for."""
        self.snapshot.most_rows = MOST_ROWS
        if self.viewer.is_authenticated:
            self.snapshot.see(self.viewer.access, self.viewer.visibility_parameters)

    @property
    def now(self) -> datetime:
        """The operation's one moment: that of its first question; after a write of a mutation, another."""
        if not self.moments:
            self.moments.append(self.clock())
        return self.moments[0]

    @property
    def trusted(self) -> bool:
        """True if the viewer may send many records at a time; called by the executor."""
        return self.viewer.is_authenticated

    async def once(self, find: "Find") -> list[str]:
        """Return the ids that `find` finds, which runs once in an operation however often it is requested."""
        if find not in self.found:
            self.found[find] = asyncio.ensure_future(find(self))
        return await self.found[find]

    def note_search(self, query: str, results: int) -> None:
        """Note a search, which says nothing of the viewer, and how many records its first page has."""
        if self.searches is not None:
            self.searches.note(query, results, self.now)

    async def renew(self) -> None:
        """Look from now on at what is stored by now: after a write, a mutation shows what it has done."""
        self.found.clear()
        self.moments.clear()
        await self.snapshot.renew()

    def told(self) -> dict[str, Any] | None:
        """Return the answer's extensions; called by the executor."""
        notices = dict.fromkeys(self.snapshot.notices)
        return {"notices": list(map(_shown, notices))} if notices else None

    def expects(self, asking: int) -> None:
        """Know how many fields of the operation will ask; the executor tells."""
        self.snapshot.single = asking == 1


def _shown(notice: CodeNotice) -> dict[str, Any]:
    """A notice as clients read it."""
    territory = {"id": notice.id, "kind": notice.kind, "code": notice.now, "name": notice.name}
    return {"code": notice.code, "message": notice.message, "given": notice.given, "territory": territory}


Find = Callable[[Context], Awaitable[list[str]]]
"""A function that finds the ids with some property for the viewer."""
