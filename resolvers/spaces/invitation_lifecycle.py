"""The states of an invitation to a space, which follow from its columns and the moment."""

from datetime import datetime, timedelta

from loaders.sql.statement import Row
from models import ClosedList
from resolvers.core.lifecycle import NOWHERE, Action, Event, Lifecycle
from resolvers.core.refusals import NotFound, NotPermitted, Refusal
from resolvers.security.lifetimes import is_in_force

LASTS = timedelta(days=14)
UNANSWERED = {"accepted_at": None, "withdrawn_at": None}
"""The columns of an invitation that waits for an answer, or has expired without one."""


class InvitationState(ClosedList):
    """State of an invitation to a space."""

    PENDING = "PENDING", "Sent, and not answered yet."
    EXPIRED = "EXPIRED", "The link no longer works: nobody has used it in time."
    ACCEPTED = "ACCEPTED", "The person has entered the space."
    WITHDRAWN = "WITHDRAWN", "Withdrawn before it was accepted."


def _refusal(action: Action, _state: str) -> Refusal:
    """Strangers to a space do not learn what became of its invitations."""
    return NotPermitted("INVALID_LINK") if action.name == "accept" else NotFound()


INVITATION_LIFECYCLE = Lifecycle(
    "invitation",
    InvitationState,
    Action("invite", since=NOWHERE, to={InvitationState.PENDING}, by="an ADMIN of the space"),
    Action("accept", since={InvitationState.PENDING}, to={InvitationState.ACCEPTED}, by="the holder of the address"),
    Action(
        "withdraw",
        since={InvitationState.PENDING, InvitationState.EXPIRED},
        to={InvitationState.WITHDRAWN},
        by="an ADMIN of the space or whatever takes that role from the inviter",
    ),
    Event(
        "expire",
        since={InvitationState.PENDING},
        to={InvitationState.EXPIRED},
        by="the clock",
        deadline="expires_at",
    ),
    refusal=_refusal,
)


def invitation_state(row: Row, now: datetime) -> InvitationState:
    """Return the state of an invitation at a moment; `row` has its moments: `created_at` and those of its ends."""
    if row.accepted_at is not None:
        return InvitationState.ACCEPTED
    if row.withdrawn_at is not None:
        return InvitationState.WITHDRAWN
    in_force = is_in_force(row.created_at, row.expires_at, LASTS, now)
    return InvitationState.PENDING if in_force else InvitationState.EXPIRED
