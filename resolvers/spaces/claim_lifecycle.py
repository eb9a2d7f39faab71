"""The states of a claim on a local authority: what can be done with it in each, and where that leads."""

from models import STANDING_CLAIMS, ClaimState
from resolvers.core.lifecycle import NOWHERE, Action, Event, Lifecycle
from resolvers.core.refusals import Conflict

PENDING = frozenset({ClaimState.DECLARED, ClaimState.CONTESTED})
"""The states of what is not decided."""
JUDGE = "a guarantor network or a steward"


def _refusal(_action: Action, state: str) -> Conflict:
    return Conflict("CLAIM_CONTESTED" if state in PENDING else "CLAIM_SETTLED")


CLAIM_LIFECYCLE = Lifecycle(
    "claim",
    ClaimState,
    Action("register", since=NOWHERE, to=PENDING, by="a person"),
    Action("request a link", since={ClaimState.DECLARED}, to=NOWHERE, by="the claimant"),
    Action("open the link", since={ClaimState.DECLARED}, to={ClaimState.CONFIRMED}, by="the official mailbox"),
    Action("confirm", since={ClaimState.DECLARED}, to={ClaimState.CONFIRMED}, by=JUDGE),
    Action(
        "settle", since={ClaimState.CONTESTED}, to={ClaimState.CONFIRMED, ClaimState.REFUSED}, by=f"votes or {JUDGE}"
    ),
    Action("refuse", since=PENDING, to={ClaimState.REFUSED}, by=JUDGE),
    Action("withdraw", since=PENDING, to={ClaimState.WITHDRAWN}, by="the claimant"),
    Event("stand alone", since={ClaimState.CONTESTED}, to={ClaimState.DECLARED}, by="rivals who leave"),
    Event("lose", since=STANDING_CLAIMS, to={ClaimState.REFUSED}, by="a rival who is confirmed"),
    Event("reverse", since={ClaimState.CONFIRMED}, to={ClaimState.REFUSED}, by="an appeal"),
    Event("reopen", since={ClaimState.REFUSED}, to={ClaimState.CONTESTED}, by="an appeal"),
    Event("restore", since={ClaimState.REFUSED}, to=STANDING_CLAIMS, by="an appeal against the rival"),
    refusal=_refusal,
)
