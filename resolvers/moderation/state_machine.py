"""The stages of a case: what can be done with it in each, and where that leads."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from loaders.sql.statement import Row
from models import Stage
from resolvers.core.refusals import Conflict, refuse


class Transition(NamedTuple):
    """Something that is done with a case."""

    since: frozenset[Stage]
    """The stages in which it can be done."""
    to: tuple[Stage, ...]
    """The stages that it can lead to."""


class Action(Enum):
    """Actions on a case, as mutations and docs name them."""

    VOTE = "a vote"
    CLOCK = "the clock"
    HOLD = "a network looks into it"
    CHANGE = "its subject changes"
    WITHDRAW = "it is taken back, or its subject"
    ANSWER = "its owner answers"
    SETTLE = "the stewards decide"
    LAPSE = "the stewards are silent"
    APPEAL = "an appeal"


PENDING = frozenset({Stage.OPEN, Stage.ESCALATED})
"""The stages of what is not decided."""
TRANSITIONS: Mapping[Action, Transition] = {
    Action.VOTE: Transition(frozenset({Stage.OPEN}), (Stage.OPEN, Stage.DECIDED)),
    Action.CLOCK: Transition(frozenset({Stage.OPEN}), (Stage.DECIDED, Stage.ESCALATED)),
    Action.HOLD: Transition(frozenset({Stage.OPEN}), (Stage.OPEN,)),
    Action.CHANGE: Transition(PENDING, (Stage.OPEN,)),
    Action.WITHDRAW: Transition(PENDING, (Stage.WITHDRAWN,)),
    Action.ANSWER: Transition(frozenset({Stage.OPEN}), (Stage.DECIDED,)),
    Action.SETTLE: Transition(frozenset({Stage.ESCALATED}), (Stage.DECIDED,)),
    Action.LAPSE: Transition(frozenset({Stage.ESCALATED}), (Stage.OPEN, Stage.DECIDED)),
    Action.APPEAL: Transition(frozenset({Stage.DECIDED}), (Stage.OPEN,)),
}


def check_action(case: Row, doing: Action) -> None:
    """Refuse what cannot be done with a case in its stage."""
    if case.stage not in TRANSITIONS[doing].since:
        refuse(Conflict(f"CASE_{case.stage}"))
