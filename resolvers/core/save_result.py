"""What a change of a record came to, whoever made it and however."""

from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What an edit came to."""

    node_id: str | None
    version: int
    change_id: str | None = None
    changes: dict[str, list[Any]] = field(default_factory=dict)
    dry_run: bool = False
    case_id: str | None = None
    """The case that decides about it, where it is not done at once."""
    of_others: bool = False
    """Whether it is about a record of others, of which who asked may see less later."""

    @property
    def to_json(self) -> "SaveResult":
        """What is told to who asks the same again: of others' records, not what they said then."""
        if not self.of_others:
            return self
        return replace(self, changes={name: [None, after] for name, (_, after) in self.changes.items()})
