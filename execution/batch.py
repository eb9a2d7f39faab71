"""Batched fields: one call resolves a field for all parents of a level."""

import inspect
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, get_args, get_origin, overload

import strawberry
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import Parameter

from execution.dataloading import load
from execution.fields import MARK, columns_of
from execution.json_fragments import Related
from execution.selection import BatchInfo

PARENTS_AND_INFO = 2
BatchFunction = Callable[..., Awaitable[Sequence[Any]] | Sequence[Any]]
Most = Callable[[dict[str, Any]], int | None]
"""A function from a field's arguments to the maximum number of rows for one parent; None if it gives only an error."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A field resolved for all parents at once; `needs` are the columns that it reads of each parent."""

    function: BatchFunction
    needs: tuple[str, ...]
    name: str
    related: Related | None = None
    """A function that writes the batch's values into the rows of its parents."""
    most: Most | None = None
    """The maximum number of rows for one parent; one if there is no function."""
    listed: str | None = None
    """The GraphQL name of the argument for each of whose elements it gives one, if there is one."""

    async def resolve(self, parents: Sequence[Any], info: BatchInfo, arguments: dict[str, Any]) -> Sequence[Any]:
        """One value or exception for each parent, in their order; all else is a fault of the resolver."""
        values = self.function(parents, info, **arguments)
        if inspect.isawaitable(values):
            values = await values
        if not isinstance(values, (list, tuple)) or len(values) != len(parents):
            raise BatchMismatchError(self.name, len(parents), values)
        return values


class BatchMismatchError(TypeError):
    """A batch function did not answer with one value for each parent."""

    def __init__(self, name: str, expected: int, values: object) -> None:
        """Name the function, and what it gave instead."""
        found = f"{len(values)} values" if isinstance(values, (list, tuple)) else type(values).__name__
        super().__init__(f"{name} must answer with a list of {expected} values, one for each parent; it gave {found}.")


@overload
def batched(function: BatchFunction, **options: Any) -> StrawberryField: ...


@overload
def batched(**options: Any) -> Callable[[BatchFunction], StrawberryField]: ...


def batched(
    function: BatchFunction | None = None,
    *,
    needs: Iterable[str] = (),
    related: Related | None = None,
    most: Most | None = None,
    listed: str | None = None,
    type: Any = None,  # noqa: A002
    **options: Any,
) -> Any:
    """Make a field of `async def function(parents, info, **arguments) -> list[T]`.

    The function gets the parents of a whole level and answers with a list of the same length
    and order, in which an exception stands for the error of that one parent. The field's type
    is `T`, or `type` where the annotation cannot say it. `needs` names the columns that the
    function reads of each parent when the parents are rows. With `related`, rows may be asked for
    the text that it makes instead; the function is not called then. `most` bounds the rows for one parent;
    `listed` names the argument for each of whose elements there is one.
    """
    if function is None:
        return lambda decorated: batched(
            decorated, needs=needs, related=related, most=most, listed=listed, type=type, **options
        )
    name = getattr(function, "__qualname__", repr(function))
    batch = Batch(function, columns_of(needs), name, related, most, listed)
    graphql_type = type if type is not None else _element_type(function)
    field: StrawberryField = strawberry.field(
        resolver=_single(batch, graphql_type), graphql_type=graphql_type, metadata={MARK: batch}, **options
    )
    return field


def _element_type(function: BatchFunction) -> Any:
    annotation = inspect.get_annotations(function, eval_str=True).get("return")
    if get_origin(annotation) not in (list, Sequence):
        message = f"{function.__qualname__} needs a return annotation list[T], or batched(type=T)."
        raise TypeError(message)
    return get_args(annotation)[0]


def _single(batch: Batch, graphql_type: Any) -> Callable[..., Any]:
    """The resolver of one object, for graphql-core: a DataLoader gathers its calls into a batch."""

    async def resolve(root: Any, info: strawberry.Info, **arguments: Any) -> Any:
        return await load(batch.resolve, root, info, arguments)

    signature = inspect.signature(batch.function, eval_str=True)
    given = list(signature.parameters.values())[PARENTS_AND_INFO:]
    resolve.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            Parameter("root", Parameter.POSITIONAL_OR_KEYWORD),
            Parameter("info", Parameter.POSITIONAL_OR_KEYWORD, annotation=strawberry.Info),
            *(Parameter(p.name, Parameter.KEYWORD_ONLY, default=p.default, annotation=p.annotation) for p in given),
        ],
    )
    resolve.__annotations__ = {"info": strawberry.Info, "return": graphql_type} | {p.name: p.annotation for p in given}
    resolve.__module__ = batch.function.__module__
    return resolve
