"""The publication states of a record: which change leads from where to where."""

from collections.abc import Mapping
from typing import Any

from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import Change, ChangeKind, PublicationState
from resolvers.core.lifecycle import NOWHERE, Action, Event, Lifecycle
from resolvers.core.refusals import Conflict, refuse

ALIVE = frozenset({PublicationState.DRAFT, PublicationState.SUBMITTED, PublicationState.PUBLISHED})
SHOWN = frozenset({PublicationState.SUBMITTED, PublicationState.PUBLISHED})
"""The states in which others than its space see a record."""


SPACE = "its space or a steward"


def _refusal(action: Action, state: str) -> Conflict:
    return Conflict(f"ALREADY_{state}" if action.to == {state} else f"IS_{state}")


RECORD_LIFECYCLE = Lifecycle(
    "record",
    PublicationState,
    Action(ChangeKind.CREATED, since=NOWHERE, to={PublicationState.DRAFT}, by=SPACE),
    Action(ChangeKind.SUBMITTED, since={PublicationState.DRAFT}, to={PublicationState.SUBMITTED}, by=SPACE),
    Action(
        ChangeKind.PUBLISHED,
        since={PublicationState.DRAFT, PublicationState.SUBMITTED},
        to={PublicationState.PUBLISHED},
        by="a steward or a space that needs no case",
    ),
    Action(ChangeKind.ARCHIVED, since=ALIVE, to={PublicationState.ARCHIVED}, by=SPACE),
    Action(ChangeKind.RESTORED, since={PublicationState.ARCHIVED}, to=ALIVE, by=SPACE),
    Event(
        "displaced",
        since={PublicationState.PUBLISHED},
        to={PublicationState.DRAFT},
        by="a verified space that publishes its unique code",
    ),
    refusal=_refusal,
)
"""Actions that people do have the name of their entry in the journal; moderation adds the effects of decisions."""
DECIDED = {
    PublicationState.DRAFT: ChangeKind.RETURNED,
    PublicationState.SUBMITTED: ChangeKind.SUBMITTED,
    PublicationState.PUBLISHED: ChangeKind.PUBLISHED,
    PublicationState.ARCHIVED: ChangeKind.ARCHIVED,
}
"""Changes to states that the partners decided."""


async def state_after(work: UnitOfWork, kind: ChangeKind, record: Mapping[str, Any]) -> PublicationState:
    """Return the state after a change of this kind; refuses if the current state does not allow it."""
    RECORD_LIFECYCLE.check(kind, record["state"], record["version"])
    if kind is ChangeKind.RESTORED:
        return await _state_before(work, record["id"])
    return next(state for state, change in DECIDED.items() if change is kind)


async def _state_before(work: UnitOfWork, record_id: str) -> PublicationState:
    """Return the state before a record was archived, from the journal; refuses a record that was archived for good."""
    if await work.select(table_of(Change), {"node_id": record_id, "kind": ChangeKind.ERASED}, ["id"]):
        refuse(Conflict("ERASED"))
    archived = {"node_id": record_id, "kind": ChangeKind.ARCHIVED}
    rows = await work.select(table_of(Change), archived, ["version", "fields"])
    return PublicationState(max(rows, key=lambda row: row[0])[1]["state"][0])
