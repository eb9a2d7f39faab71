"""The stages of a case: what can be done with it in each, and where that leads."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from loaders.sql.statement import Row
from models import Stage
from resolvers.core.refusals import Conflict, refuse


class Step(NamedTuple):
    """Something that is done with a case."""

    since: frozenset[Stage]
    """The stages in which it can be done."""
    to: tuple[Stage, ...]
    """The stages that it can lead to."""


class Doing(Enum):
    """What can be done with a case, as mutations and docs call it."""

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
STEPS: Mapping[Doing, Step] = {
    Doing.VOTE: Step(frozenset({Stage.OPEN}), (Stage.OPEN, Stage.DECIDED)),
    Doing.CLOCK: Step(frozenset({Stage.OPEN}), (Stage.DECIDED, Stage.ESCALATED)),
    Doing.HOLD: Step(frozenset({Stage.OPEN}), (Stage.OPEN,)),
    Doing.CHANGE: Step(PENDING, (Stage.OPEN,)),
    Doing.WITHDRAW: Step(PENDING, (Stage.WITHDRAWN,)),
    Doing.ANSWER: Step(frozenset({Stage.OPEN}), (Stage.DECIDED,)),
    Doing.SETTLE: Step(frozenset({Stage.ESCALATED}), (Stage.DECIDED,)),
    Doing.LAPSE: Step(frozenset({Stage.ESCALATED}), (Stage.OPEN, Stage.DECIDED)),
    Doing.APPEAL: Step(frozenset({Stage.DECIDED}), (Stage.OPEN,)),
}


def check_stage(case: Row, doing: Doing) -> None:
    """Refuse what cannot be done with a case in its stage."""
    if case.stage not in STEPS[doing].since:
        refuse(Conflict(f"CASE_{case.stage}"))
