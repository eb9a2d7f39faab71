"""Reasons of stewards who use rights that only they have; the journal keeps them."""

from dataclasses import replace

from resolvers.core.refusals import ValidationFailed, refuse
from resolvers.core.viewer import Viewer
from resolvers.validation import Problem
from resolvers.validation.texts import Limit, line

REASON = line(Limit.SHORT)
UNTOLD = ""
"""A reason that is reported to the people concerned, and not in the journal."""


def reason_problems(reason: str | None, *, needed: bool) -> list[Problem]:
    """The problems of the reason that is given, or of there being none."""
    if reason is None:
        return [Problem(("reason",), "REQUIRED")] if needed else []
    return [each.under("reason") for each in REASON(reason)[1]]


def check_reason(viewer: Viewer) -> None:
    """Refuse a steward who does not say why they act as such; what carries out a decision has its reasons."""
    if viewer.steward and viewer.is_authenticated and viewer.reason is None:
        refuse(ValidationFailed([Problem(("reason",), "REQUIRED")]))


def with_reason(viewer: Viewer, reason: str | None) -> Viewer:
    """The viewer, who acts as a steward if they are one and give a reason; refuses one that cannot be stored."""
    if reason is None:
        return viewer
    said, problems = REASON(reason)
    if problems:
        refuse(ValidationFailed([each.under("reason") for each in problems]))
    return replace(viewer, reason=said) if viewer.steward else viewer


def with_private_reason(viewer: Viewer) -> Viewer:
    """Return the viewer, who may act as a steward with a reason that is recorded elsewhere."""
    return replace(viewer, reason=UNTOLD) if viewer.steward else viewer
