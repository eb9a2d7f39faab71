"""Kinds of review cases: each declares its outcomes and what follows them, in the module that it is about."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from loaders.sql.statement import Row
from models import CaseKind, Hindrance, PublicationState, Side, Verdict
from resolvers.core.lifecycle import Event
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.records.states import RECORD_LIFECYCLE

NOBODY: frozenset[Side] = frozenset()
OPENER, OWNER = frozenset({Side.OPENER}), frozenset({Side.OWNER})
ITS_SPACE = OPENER | OWNER
"""The one side of a case that a space opens on its own record."""


@dataclass(frozen=True, slots=True)
class DecisionEffect:
    """The effect of a decision."""

    hindered_by: Hindrance | None = None
    """None: all of it was carried out."""
    before: Mapping[str, Any] = field(default_factory=dict)
    """The former state of what was changed, as JSON; empty if nothing was changed."""


NO_EFFECT = DecisionEffect()
"""A decision by which everything stays as it is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a verdict on a case of some kind."""

    mail: MailKind | None
    """The mail to whoever asked; None sends nothing."""
    loses: frozenset[Side]
    """The sides that it takes something from, or gives less than they asked for; they alone may appeal."""
    mail_to_owner: MailKind | None = None
    """The mail to the owner of the record, if others asked."""
    state: PublicationState | None = None
    """The state that the record gets; None: it keeps its state, or has its former one again."""


Outcomes = Mapping[Verdict, Outcome]
Consequence = Callable[[UseCase, Row, Verdict, Row | None], Awaitable[DecisionEffect]]
"""Carries out a verdict on a case; the last argument is the earlier decision that this one supersedes, if any."""
AppealCheck = Callable[[UseCase, Row, Row], Awaitable[dict[str, Any]]]
"""Refuses an appeal against a decision on a case that could not be carried out; gives the columns that it changes."""


@dataclass(frozen=True, slots=True)
class CaseKindDeclaration:
    """The declaration of a kind of case."""

    outcomes: Outcomes
    consequence: Consequence
    check_appeal: AppealCheck
    ends_with_subject: bool
    """The case cannot be withdrawn itself: it ends when its claim is withdrawn, or its record archived."""


CASE_KINDS: dict[CaseKind, CaseKindDeclaration] = {}
"""All kinds of cases."""


async def admit_appeal(_use_case: UseCase, _case: Row, _decision: Row) -> dict[str, Any]:
    """Admit an appeal whatever has happened since; it changes no column of the case."""
    return {}


def case_kind(
    kind: CaseKind,
    outcomes: Outcomes,
    *,
    of: PublicationState = PublicationState.PUBLISHED,
    check_appeal: AppealCheck = admit_appeal,
    ends_with_subject: bool = False,
) -> Callable[[Consequence], Consequence]:
    """Declare a kind of case; the decorated function carries out the decisions on its cases.

    `of` is the state of the records that such cases are about. Raises ValueError where the kind is declared already.
    """

    def declare(consequence: Consequence) -> Consequence:
        if kind in CASE_KINDS:
            raise ValueError(f"The kind of case {kind} is declared already.")
        CASE_KINDS[kind] = CaseKindDeclaration(outcomes, consequence, check_appeal, ends_with_subject)
        for verdict, outcome in outcomes.items():
            if outcome.state is not None:
                RECORD_LIFECYCLE.add(Event(f"{kind} {verdict}", since={of}, to={outcome.state}, by="the partners"))
        return consequence

    return declare


def outcome_of(kind: CaseKind | str, verdict: Verdict | str) -> Outcome:
    """Return the outcome of a verdict on a case of a kind."""
    return CASE_KINDS[CaseKind(kind)].outcomes[Verdict(verdict)]
