"""What a change of a record came to, whoever made it and however."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Saved:
    """What an edit came to."""

    node_id: str | None
    version: int
    change_id: str | None = None
    changes: dict[str, list[Any]] = field(default_factory=dict)
    dry_run: bool = False
    case_id: str | None = None
    """The case that decides about it, where it is not done at once."""
