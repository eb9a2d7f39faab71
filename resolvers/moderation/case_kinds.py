"""Case kinds: each declares what follows a decision on its cases, in the module that it is about."""

from collections.abc import Awaitable, Callable

from loaders.sql.statement import Row
from models import CaseKind, Verdict
from resolvers.core.use_case import UseCase
from resolvers.moderation.decision_effect import DecisionEffect

Consequence = Callable[[UseCase, Row, Verdict, Row | None], Awaitable[DecisionEffect]]
"""Carries out a verdict on a case; the last argument is the earlier decision that this one supersedes, if any."""
CONSEQUENCES: dict[CaseKind, Consequence] = {}
"""The consequences of decisions, by kind of case."""


def case_kind(kind: CaseKind) -> Callable[[Consequence], Consequence]:
    """Declare that the decorated function carries out the decisions on cases of a kind.

    Raises ValueError where another one does so already.
    """

    def declare(consequence: Consequence) -> Consequence:
        if CONSEQUENCES.setdefault(kind, consequence) is not consequence:
            raise ValueError(f"Decisions on cases of the kind {kind} have a consequence already.")
        return consequence

    return declare
