"""The states of a record: which change leads from where to where."""

from collections.abc import Mapping
from typing import Any

from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import Change, ChangeKind, PublicationState
from resolvers.core.refusals import Conflict, refuse

ALIVE = frozenset({PublicationState.DRAFT, PublicationState.SUBMITTED, PublicationState.PUBLISHED})
SHOWN = frozenset({PublicationState.SUBMITTED, PublicationState.PUBLISHED})
"""The states in which others than its space see a record."""
FROM: dict[ChangeKind, frozenset[PublicationState]] = {
    ChangeKind.SUBMITTED: frozenset({PublicationState.DRAFT}),
    ChangeKind.PUBLISHED: frozenset({PublicationState.DRAFT, PublicationState.SUBMITTED}),
    ChangeKind.ARCHIVED: ALIVE,
    ChangeKind.RESTORED: frozenset({PublicationState.ARCHIVED}),
}
TO = {
    ChangeKind.SUBMITTED: PublicationState.SUBMITTED,
    ChangeKind.PUBLISHED: PublicationState.PUBLISHED,
    ChangeKind.ARCHIVED: PublicationState.ARCHIVED,
}
DECIDED = {
    PublicationState.DRAFT: ChangeKind.RETURNED,
    PublicationState.SUBMITTED: ChangeKind.SUBMITTED,
    PublicationState.PUBLISHED: ChangeKind.PUBLISHED,
    PublicationState.ARCHIVED: ChangeKind.ARCHIVED,
}
"""What leads to a state that the partners decided."""


async def state_after(work: UnitOfWork, kind: ChangeKind, record: Mapping[str, Any]) -> PublicationState:
    """Where a change of this kind leads a record; a refusal if it does not begin where the record stands."""
    state = PublicationState(record["state"])
    if state not in FROM[kind]:
        refuse(Conflict(f"ALREADY_{state}" if state == TO.get(kind) else f"IS_{state}", record["version"]))
    return TO[kind] if kind in TO else await _state_before(work, record["id"])


async def _state_before(work: UnitOfWork, record_id: str) -> PublicationState:
    """Where the record stood before it was put away, as the journal has it; refuses what was put away for good."""
    if await work.select(table_of(Change), {"node_id": record_id, "kind": ChangeKind.ERASED}, ["id"]):
        refuse(Conflict("ERASED"))
    archived = {"node_id": record_id, "kind": ChangeKind.ARCHIVED}
    rows = await work.select(table_of(Change), archived, ["version", "fields"])
    return PublicationState(max(rows, key=lambda row: row[0])[1]["state"][0])
