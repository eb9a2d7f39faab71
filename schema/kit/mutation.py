"""Mutations: one input, and a payload that is the result or a refusal; each declares what it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Annotated, Any

import strawberry
from strawberry.types.field import StrawberryField

from models import Scope
from resolvers.editing.edit import Saved
from resolvers.performing import Act, Request, perform
from resolvers.refusals import NotPermitted
from schema.kit.context import Context
from schema.refusals import REFUSALS, shown

NEEDS = "needs"
"""Key of a field's metadata under which a mutation's `Needs` stand."""
ASIDE = ("idempotency_key", "dry_run")

Show = Callable[[Saved], Any]
"""What makes the result's type of what an edit came to."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a viewer must have for a mutation: a scope, and a right to the object that it touches."""

    scope: Scope
    right: str
    """In words, for the mutation's description; the use case checks it."""

    def __str__(self) -> str:
        """For the SDL."""
        return f"Needs the scope {self.scope.name}, and {self.right}."


def mutation(
    name: str, needs: Needs, input_type: Any, payload: Any, act: Callable[[Context, Any], Act], show: Show, says: str
) -> StrawberryField:
    """A root field `name(input)`; `act` gives what is to be done, and `show` makes the payload of what was."""

    async def resolve(info: strawberry.Info, input: Any) -> Any:  # noqa: A002 - the argument's name
        context: Context = info.context
        if context.writer is None:
            return shown(NotPermitted(), context.viewer.language)
        request = Request(
            name,
            {each: _plain(value) for each, value in vars(input).items() if each not in ASIDE},
            input.idempotency_key or None,
            input.dry_run is True,
        )
        done = act(context, input)
        outcome = await perform(context.writer, context.viewer, context.clock, needs.scope, request, done)
        await context.snapshot.renew()
        return show(outcome) if isinstance(outcome, Saved) else shown(outcome, context.viewer.language)

    resolve.__annotations__["input"] = Annotated[input_type, strawberry.argument(description="What is to be done.")]
    resolve.__annotations__["return"] = payload
    field: StrawberryField = strawberry.field(
        resolver=resolve, name=name, graphql_type=payload, description=f"{says} {needs}", metadata={NEEDS: needs}
    )
    return field


def payload(saved: Any, type_name: str, says: str) -> Any:
    """The union of a result and all refusals."""
    union = strawberry.union(f"{type_name}Payload", description=f"{says}, or why it was not.")
    return Annotated[reduce(or_, (saved, *REFUSALS)), union]


def _plain(value: Any) -> Any:
    """An input as JSON has it, for a request's fingerprint."""
    if value is strawberry.UNSET:
        return "unset"
    if isinstance(value, str):  # members of closed lists too
        return str(value)
    if hasattr(value, "__strawberry_definition__"):
        return {name: _plain(each) for name, each in vars(value).items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value
