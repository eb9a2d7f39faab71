"""Refusals as clients see them: members of every payload, all of which tell a code and a message."""

from typing import Any

import strawberry

from resolvers.core import refusals
from resolvers.i18n.messages import message


@strawberry.interface(description="The reason why a mutation was refused. A refused mutation has changed nothing.")
class Refusal:
    code: str = strawberry.field(description="Stable code of the reason, for programs.")
    message: str = strawberry.field(
        description="Explanation and advice for people, in French or English according to `Accept-Language`."
    )


@strawberry.type(description="A problem with one field of the input.")
class FieldProblem:
    path: list[str] = strawberry.field(
        description="Path of the field in the input: names of fields, and positions in lists (from 0)."
    )
    code: str = strawberry.field(description="Stable code of the reason, for programs.")
    message: str = strawberry.field(
        description="Explanation and advice for people, in French or English according to `Accept-Language`."
    )


@strawberry.type(description="The input is invalid.")
class ValidationFailed(Refusal):
    problems: list[FieldProblem] = strawberry.field(
        description="All problems of the input, one for each invalid field."
    )


@strawberry.type(description="The viewer lacks the scope or the right for this mutation or this record.")
class NotPermitted(Refusal):
    """The viewer lacks the scope or the right for this mutation or this record."""


@strawberry.type(description="The record does not exist, or the viewer does not see it.")
class NotFound(Refusal):
    """The record does not exist, or the viewer does not see it."""


@strawberry.type(
    description="The record has changed since `expectedVersion`, or its state does not allow this mutation."
)
class Conflict(Refusal):
    current_version: int | None = strawberry.field(description="Current version of the record, if it has one.")


@strawberry.type(description="Too many requests of this kind. Send the same request again after `retryAfter` seconds.")
class RateLimited(Refusal):
    retry_after: int = strawberry.field(description="Number of seconds to wait.")


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
