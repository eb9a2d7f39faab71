"""Case kinds: each declares what follows a decision on its cases, in the module that it is about."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from loaders.sql.statement import Row
from models import CaseKind, Hindrance, Verdict
from resolvers.core.use_case import UseCase


@dataclass(frozen=True, slots=True)
class DecisionEffect:
    """The effect of a decision."""

    hindered_by: Hindrance | None = None
    """None: all of it was carried out."""
    before: Mapping[str, Any] = field(default_factory=dict)
    """The former state of what was changed, as JSON; empty if nothing was changed."""


NO_EFFECT = DecisionEffect()
"""A decision by which everything stays as it is."""


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
