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
"""Changes to states that the partners decided."""


async def state_after(work: UnitOfWork, kind: ChangeKind, record: Mapping[str, Any]) -> PublicationState:
    """Return the state after a change of this kind; refuses if the current state does not allow it."""
    state = PublicationState(record["state"])
    if state not in FROM[kind]:
        refuse(Conflict(f"ALREADY_{state}" if state == TO.get(kind) else f"IS_{state}", record["version"]))
    return TO[kind] if kind in TO else await _state_before(work, record["id"])


async def _state_before(work: UnitOfWork, record_id: str) -> PublicationState:
    """Return the state before a record was archived, from the journal; refuses a record that was archived for good."""
    if await work.select(table_of(Change), {"node_id": record_id, "kind": ChangeKind.ERASED}, ["id"]):
        refuse(Conflict("ERASED"))
    archived = {"node_id": record_id, "kind": ChangeKind.ARCHIVED}
    rows = await work.select(table_of(Change), archived, ["version", "fields"])
    return PublicationState(max(rows, key=lambda row: row[0])[1]["state"][0])
