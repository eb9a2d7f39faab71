"""What every resolver of a request knows."""

from collections.abc import Callable
from dataclasses import dataclass
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

    def __post_init__(self) -> None:
        """See what the viewer sees, and no more of it than an answer has room for."""
        self.snapshot.most_rows = MOST_ROWS
        if self.viewer.known:
            self.snapshot.see(self.viewer.sight, self.viewer.own)

    def expects(self, batches: int) -> None:
        """Know how many fields of the operation will ask; the executor tells."""
        self.snapshot.alone = batches == 1
