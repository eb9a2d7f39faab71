"""Refusals: why a mutation changed nothing, in terms that a client can act on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from loaders.unit_of_work import Rollback
from resolvers.validation import Problem


@dataclass(frozen=True, slots=True)
class ValidationFailed:
    """Some of the input cannot be."""

    problems: Sequence[Problem]
    code = "VALIDATION_FAILED"


@dataclass(frozen=True, slots=True)
class NotPermitted:
    """The viewer may not do this, or not to this record."""

    code: str = "NOT_PERMITTED"
    values: Mapping[str, Any] = field(default_factory=dict)
    """The figures that the message tells."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """There is nothing of that id, or the viewer does not see it."""

    code = "NOT_FOUND"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody changed the record meanwhile, or it is not in a state for this."""

    code: str = "CONFLICT"
    version: int | None = None
    """The record's present version, where it has one."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """The figures that the message tells."""


@dataclass(frozen=True, slots=True)
class RateLimited:
    """Too often: the same may be done again after a while."""

    seconds: int
    code = "RATE_LIMITED"


Refusal = ValidationFailed | NotPermitted | NotFound | Conflict | RateLimited


def refuse(refusal: Refusal) -> NoReturn:
    """End the unit of work: nothing of it is kept."""
    raise Rollback(refusal)
