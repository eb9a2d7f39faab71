"""What every resolver of a request knows."""

from dataclasses import dataclass

from loaders.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Context:
    """One request: the snapshot that all of its reads share."""

    snapshot: Snapshot

    def expects(self, batches: int) -> None:
        """Know how many fields of the operation will ask; the executor tells."""
        self.snapshot.alone = batches == 1
