"""The result of a change of a record."""

from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class SaveResult:
    """The result of an edit."""

    node_id: str | None
    version: int
    change_id: str | None = None
    changes: dict[str, list[Any]] = field(default_factory=dict)
    dry_run: bool = False
    case_id: str | None = None
    """The case that decides about it, where it is not done at once."""
    of_others: bool = False
    """True if the record belongs to others, so that the viewer may later see less of it."""

    @property
    def to_json(self) -> "SaveResult":
        """Return the result for a repeated request, without the content of others' records."""
        if not self.of_others:
            return self
        return replace(self, changes={name: [None, after] for name, (_, after) in self.changes.items()})
