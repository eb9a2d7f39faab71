"""Mutations: a decorated async function of a use case and of one input; annotations and docstring say the rest."""

import inspect
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeVar

import strawberry
from strawberry.types.field import StrawberryField

from loaders.unit_of_work import Rollback
from models import Scope
from resolvers.core.execute import UnitsOfWork, missing_scope
from resolvers.core.refusals import NotPermitted, Refusal, ValidationFailed
from resolvers.core.steward_reasons import with_reason
from resolvers.core.use_case import UseCase
from resolvers.validation.field_names import to_camel_case
from schema.kit.context import Context
from schema.kit.costs import MUTATIONS, WRITTEN, cost
from schema.kit.nulls import null_problems
from schema.kit.requests import idempotent_request, steward_reason
from schema.kit.results import shown_result
from schema.refusals import refusal_type

REQUIRES = "needs"
"""The key of a field's metadata with a mutation's `Requires`."""
DECLARED: defaultdict[str, list[StrawberryField]] = defaultdict(list)
"""The mutations of each module, by its name, in the order of their declarations."""
PUBLIC_MUTATIONS: set[str] = set()
"""The names of the mutations that anybody may send, signed in or not: those that were declared without a scope."""

MutationFunction = TypeVar("MutationFunction", bound=Callable[..., Awaitable[Any]])


@dataclass(frozen=True, slots=True)
class Requires:
    """Requirements of a mutation: a scope (None: anybody may), and a right to its object."""

    scope: Scope | None
    right: str
    """The right in words, for the mutation's description; the use case checks it."""

    def __str__(self) -> str:
        """Return the requirements as the SDL describes them."""
        return f"Needs the scope {self.scope.name}, and {self.right}." if self.scope else f"Open to {self.right}."


def mutation(
    *, scope: Scope | None, right: str, payload: str = "", name: str = "", description: str = ""
) -> Callable[[MutationFunction], MutationFunction]:
    """Declare a root field by an async function `(use_case: UseCase, input: SomeInput) -> SomeResult`.

    The function runs in one unit of work; one whose first parameter is `UnitsOfWork` opens its units itself. `payload`
    describes a payload of the mutation's own, for a result that other mutations have as well. `name` and `description`
    are for functions that are made for each type: other mutations have the function's name and its docstring.
    """

    def declare(function: MutationFunction) -> MutationFunction:
        field_name = name or to_camel_case(function.__name__)
        field = _field(function, field_name, Requires(scope, right), payload)
        field.description = f"{description or ' '.join((function.__doc__ or '').split())} {field.metadata[REQUIRES]}"
        DECLARED[function.__module__].append(field)
        if scope is None:
            PUBLIC_MUTATIONS.add(field_name)
        return function

    return declare


def declared_mutations() -> list[StrawberryField]:
    """All declared mutations, in the order of the names of their modules."""
    return [field for module in sorted(DECLARED) for field in DECLARED[module]]


def _field(function: Callable[..., Awaitable[Any]], name: str, requires: Requires, payload: str) -> StrawberryField:
    annotations = inspect.get_annotations(function)
    (_, first), (_, input_type) = list(annotations.items())[:2]
    result = shown_result(annotations["return"], payload, name)
    opens_units = first is UnitsOfWork
    if not opens_units and first is not UseCase:
        raise TypeError(f"{name}: the first parameter is a UseCase, or UnitsOfWork.")

    async def resolve(info: strawberry.Info, input: Any) -> Any:
        context: Context = info.context
        if context.writer is None:
            return refusal_type(NotPermitted(), context.viewer.language)
        if refused := _refusal(context, requires, input):  # before anything costs: passwords are hashed below
            return refusal_type(refused, context.viewer.language)
        await context.snapshot.release()  # whoever waits for the writer holds no reader
        request = idempotent_request(name, input)
        units = UnitsOfWork(context.writer, context.viewer, context.clock, context.site, request)
        try:
            outcome = result.show(
                await (function(units, input) if opens_units else _in_one_unit(units, input, function))
            )
        except Rollback as rolled_back:
            outcome = refusal_type(rolled_back.result, context.viewer.language)
        await context.renew()
        return outcome

    resolve.__annotations__["input"] = Annotated[input_type, strawberry.argument(description="Input of the mutation.")]
    resolve.__annotations__["return"] = result.union
    field: StrawberryField = strawberry.field(
        resolver=resolve,
        name=name,
        graphql_type=result.union,
        metadata={REQUIRES: requires},
        directives=cost(MUTATIONS.get(name, WRITTEN)),
    )
    field.python_name = name
    return field


def _refusal(context: Context, requires: Requires, given: Any) -> Refusal | None:
    if refused := missing_scope(context.viewer, requires.scope):
        return refused
    problems = list(null_problems(given))
    return ValidationFailed(problems) if problems else None


async def _in_one_unit(units: UnitsOfWork, given: Any, function: Callable[[UseCase, Any], Awaitable[Any]]) -> Any:
    """Run a function in a unit of work and return its result; with a reason in the input, a steward acts as one."""

    async def act(use_case: UseCase) -> Any:
        viewer = with_reason(use_case.viewer, steward_reason(given))
        return await function(replace(use_case, viewer=viewer), given)

    return await units.run(act)
