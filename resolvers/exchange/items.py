"""Items of a bulk upsert, and their results."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from models import ClosedList
from resolvers.core.save_result import SaveResult
from resolvers.records.patch import Patch
from resolvers.validation import Problem


class UpsertOutcome(ClosedList):
    """Outcome of one item of a bulk upsert."""

    CREATED = "CREATED", "A new record was created."
    UPDATED = "UPDATED", "The record was changed."
    UNCHANGED = "UNCHANGED", "The record already had this content; nothing was written."
    REFUSED = "REFUSED", "The item is invalid; see `problems`."
    NOT_MADE = "NOT_MADE", "The item is valid, but another one was refused and `atomic` was set."


WRITING = frozenset({UpsertOutcome.CREATED, UpsertOutcome.UPDATED})


class Item(NamedTuple):
    """One record, as the network has it, checked as far as that takes no database; `ready` makes it."""

    reference: str
    """The network's identifier; the id of a record here names that record."""
    draft: Patch
    columns: Mapping[str, Any]
    """The columns of a new record, its detail included; in a foreign key, any text stands for an id."""
    problems: Sequence[Problem]
    """Problems of the values, if the record is new."""
    url: str | None
    """The URL at which the network shows the record; None keeps the known one."""
    demonstration: bool
    """True if a new record is demonstration content."""
    wrong: Sequence[Problem]
    """Problems besides those of the values; such an item is refused, with all of its problems."""

    @property
    def is_named(self) -> bool:
        """True if the database can store the item's reference."""
        return not any(each.path == ("reference",) for each in self.wrong)


class ItemResult(NamedTuple):
    """The result of an item."""

    reference: str
    outcome: UpsertOutcome
    node_id: str | None = None
    version: int | None = None
    """The record's version now."""
    problems: Sequence[Problem] = ()
    archived: bool = False
    """True if the record is archived: it has the item's content, and only its space sees it."""
    awaits: bool = False
    """True if it is refused only because of what other records of the network have, which may give it up."""


def to_save_results(told: Sequence[ItemResult], *, dry_run: bool = False) -> SaveResult:
    """All that is told in the form in which outcomes of mutations are remembered and shown again."""
    items = [
        [
            *(each.reference, each.outcome, each.node_id, each.version),
            *([_plain(wrong) for wrong in each.problems], each.archived),
        ]
        for each in told
    ]
    return SaveResult(None, 0, changes={"items": items}, dry_run=dry_run)


def from_save_results(saved: SaveResult) -> list[ItemResult]:
    """The same the other way."""
    return [_told(*each) for each in saved.changes["items"]]


def _told(
    reference: str,
    outcome: str,
    node_id: str | None,
    version: int | None,
    wrong: Sequence[Any],
    archived: bool = False,  # noqa: FBT001, FBT002 - what was remembered before this was told has it not
) -> ItemResult:
    problems = [Problem(tuple(path), *rest) for path, *rest in wrong]
    return ItemResult(reference, UpsertOutcome(outcome), node_id, version, problems, archived)


def _plain(wrong: Problem) -> list[Any]:
    return [list(wrong.path), wrong.code, dict(wrong.values)]
