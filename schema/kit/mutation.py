"""Mutations: one input, and a payload that is the result or a refusal; each declares what it needs."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Annotated, Any

import strawberry
from strawberry.types.field import StrawberryField

from loaders.unit_of_work import UnitOfWork
from models import Scope
from resolvers.core import refusals
from resolvers.core.execute import Command, IdempotentRequest, execute, idempotent, missing_scope
from resolvers.core.save_result import SaveResult
from resolvers.core.steward_reasons import reason_problems, with_reason
from schema.kit.context import Context
from schema.kit.costs import MUTATIONS, WRITTEN, cost
from schema.kit.nulls import given_or_none, null_problems
from schema.refusals import REFUSALS, refusal_type

REQUIRES = "needs"
"""Key of a field's metadata under which a mutation's `Requires` stand."""
REQUEST_FIELDS = ("idempotency_key", "dry_run")

PUBLIC_MUTATIONS: set[str] = set()
"""The names of the mutations that anybody may send, signed in or not: those that were declared without a scope."""

Show = Callable[[Any], Any]
"""What makes the result's type of what a use case came to."""
Plan = Callable[[Context, Any], Command[Any] | Awaitable[Command[Any]]]
"""By the context and the input: the use case about to run. What cannot be done within a unit of work, it does first."""


@dataclass(frozen=True, slots=True)
class Requires:
    """What a viewer must have for a mutation: a scope (None: anybody may), and a right to what it touches."""

    scope: Scope | None
    right: str
    """In words, for the mutation's description; the use case checks it."""

    def __str__(self) -> str:
        """For the SDL."""
        return f"Needs the scope {self.scope.name}, and {self.right}." if self.scope else f"Open to {self.right}."


def mutation(
    name: str, needs: Requires, input_type: Any, payload: Any, plan: Plan, show: Show, says: str
) -> StrawberryField:
    """A root field `name(input)` that runs a use case and shows what it came to, or why it did not."""
    if needs.scope is None:
        PUBLIC_MUTATIONS.add(name)

    async def resolve(info: strawberry.Info, input: Any) -> Any:  # noqa: A002 - the argument's name
        context: Context = info.context
        if context.writer is None:
            return refusal_type(refusals.NotPermitted(), context.viewer.language)
        if refused := missing_scope(context.viewer, needs.scope):
            return refusal_type(refused, context.viewer.language)  # before planning: passwords are checked there
        if problems := list(null_problems(input)):
            return refusal_type(refusals.ValidationFailed(problems), context.viewer.language)
        planned = plan(context, input)
        act = planned if callable(planned) else await planned
        await context.snapshot.release()  # whoever waits for the writer holds no reader
        outcome = await execute(context.writer, context.viewer, context.clock, needs.scope, act)
        await context.renew()
        if isinstance(outcome, refusals.Refusal):
            return refusal_type(outcome, context.viewer.language)
        return show(outcome)

    resolve.__annotations__["input"] = Annotated[input_type, strawberry.argument(description="What is to be done.")]
    resolve.__annotations__["return"] = payload
    field: StrawberryField = strawberry.field(
        resolver=resolve,
        name=name,
        graphql_type=payload,
        description=f"{says} {needs}",
        metadata={REQUIRES: needs},
        directives=cost(MUTATIONS.get(name, WRITTEN)),
    )
    return field


def record_plan(name: str, plan: Callable[[Context, Any], Command[SaveResult]]) -> Plan:
    """A use case on a record, with what every input of records has: an idempotency key, and dry runs."""

    def planned(context: Context, given: Any) -> Command[SaveResult]:
        key = given_or_none(given.idempotency_key)
        content = {} if key is None else _content(given)  # nothing else asks for it
        request = IdempotentRequest(name, content, key, given.dry_run is True)
        return idempotent(context.viewer, request, _reasoned(context, given, plan))

    return planned


def _reasoned(context: Context, given: Any, plan: Callable[[Context, Any], Command[SaveResult]]) -> Command[SaveResult]:
    """The use case of a mutation that a steward gives a reason for, if its input has a place for one."""
    reason = given_or_none(getattr(given, "reason", None))
    problems = reason_problems(reason, needed=False)

    async def refused(_work: UnitOfWork, _now: datetime) -> SaveResult:
        return refusals.refuse(refusals.ValidationFailed(problems))

    if problems:
        return refused
    viewer = with_reason(context.viewer, reason)
    return plan(context if viewer is context.viewer else replace(context, viewer=viewer), given)


def payload(saved: Any, name: str, says: str) -> Any:
    """`<name>Payload`: the union of a result and all refusals."""
    union = strawberry.union(f"{name}Payload", description=f"{says}, or why it was not.")
    return Annotated[reduce(or_, (saved, *REFUSALS)), union]


def _content(given: Any) -> dict[str, Any]:
    """What was given, besides what every input of records has."""
    return {name: _plain(value) for name, value in _given(given) if name not in REQUEST_FIELDS}


def _given(value: Any) -> Iterator[tuple[str, Any]]:
    return (each for each in vars(value).items() if each[1] is not strawberry.UNSET)


def _plain(value: Any) -> Any:
    """An input as JSON has it, for a request's fingerprint."""
    if isinstance(value, str):  # members of closed lists too
        return str(value)
    if hasattr(value, "__strawberry_definition__"):
        return {name: _plain(each) for name, each in _given(value)}
    return [_plain(each) for each in value] if isinstance(value, list) else value
