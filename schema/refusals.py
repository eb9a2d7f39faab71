"""Refusals as clients see them: members of every payload, all of which tell a code and a message."""

from typing import Any

import strawberry

from resolvers.core import refusals
from resolvers.i18n.messages import message


@strawberry.interface(description="Why a mutation changed nothing.")
class Refusal:
    """Why a mutation changed nothing."""

    code: str = strawberry.field(description="Stable name of the reason.")
    message: str = strawberry.field(description="What to do about it, in French or English by `Accept-Language`.")


@strawberry.type(description="One field of the input that cannot be as it is.")
class FieldProblem:
    """One field of the input that cannot be as it is."""

    path: list[str] = strawberry.field(description="Where in the input: names of fields, and positions in lists.")
    code: str = strawberry.field(description="Stable name of the reason.")
    message: str = strawberry.field(description="What to do about it, in French or English by `Accept-Language`.")


@strawberry.type(description="Some fields of the input cannot be as they are.")
class ValidationFailed(Refusal):
    """Some fields of the input cannot be as they are."""

    problems: list[FieldProblem] = strawberry.field(description="Each field that is wrong, all of them at once.")


@strawberry.type(description="The viewer may not do this, or not to this record.")
class NotPermitted(Refusal):
    """The viewer may not do this, or not to this record."""


@strawberry.type(description="There is no such record, or the viewer does not see it.")
class NotFound(Refusal):
    """There is no such record, or the viewer does not see it."""


@strawberry.type(description="The record changed meanwhile, or is not in a state for this.")
class Conflict(Refusal):
    """The record changed meanwhile, or is not in a state for this."""

    current_version: int | None = strawberry.field(description="The record's version now.")


@strawberry.type(description="Too often: the same may be sent again after a while.")
class RateLimited(Refusal):
    """Too often: the same may be sent again after a while."""

    retry_after: int = strawberry.field(description="Seconds to wait.")


REFUSALS = (ValidationFailed, NotPermitted, NotFound, Conflict, RateLimited)


def refusal_type(refusal: refusals.Refusal, language: str) -> Any:
    """A refusal as its type in the graph."""
    code = refusal.code
    if isinstance(refusal, refusals.ValidationFailed):
        problems = [
            FieldProblem(
                path=list(map(str, each.path)), code=each.code, message=message(each.code, language, each.values)
            )
            for each in refusal.problems
        ]
        return ValidationFailed(code=code, message=message(code, language, {}), problems=problems)
    if isinstance(refusal, refusals.Conflict):
        values = {**refusal.values, "current": refusal.version}
        return Conflict(code=code, message=message(code, language, values), current_version=refusal.version)
    if isinstance(refusal, refusals.RateLimited):
        seconds = refusal.seconds
        return RateLimited(code=code, message=message(code, language, {"seconds": seconds}), retry_after=seconds)
    if isinstance(refusal, refusals.NotFound):
        return NotFound(code=code, message=message(code, language, {}))
    return NotPermitted(code=code, message=message(code, language, refusal.values))
