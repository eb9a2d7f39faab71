"""The fields that the executor reads without calling Python for each object: columns and flows.

Both are ordinary Strawberry fields as well, so that graphql-core can run the same schema.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import GraphQLField
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField

MARK = "execution"
"""Key of a field's metadata under which the executor finds its mark."""


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf read by position from its parent, which is a row laid out by the plan.

    `native` says that the stored value is what goes into the answer, and that it is null
    only where the type allows it: the executor then neither checks nor converts it.
    """

    name: str
    native: bool


@dataclass(frozen=True, slots=True)
class SameRow:
    """An object field whose rows were fetched by a batch further up, which lays them out for both.

    Without `attribute` the value is the parent row itself, seen as another type.
    """

    attribute: str | None


def column(name: str, *, type: Any, native: bool = False, **options: Any) -> StrawberryField:  # noqa: A002
    """A leaf field of GraphQL type `type` that shows the column `name` of a row."""

    def read(root: Any) -> Any:
        return getattr(root, name)

    return _marked(Column(name, native), read, type, options)


def same_row(attribute: str | None = None, *, type: Any, **options: Any) -> StrawberryField:  # noqa: A002
    """An object field of GraphQL type `type` whose rows are already there."""

    def read(root: Any) -> Any:
        return root if attribute is None else getattr(root, attribute)

    return _marked(SameRow(attribute), read, type, options)


def _marked(
    mark: Column | SameRow, read: Callable[[Any], Any], graphql_type: Any, options: dict[str, Any]
) -> StrawberryField:
    read.__annotations__ = {"return": graphql_type}
    field: StrawberryField = strawberry.field(
        resolver=read, graphql_type=graphql_type, metadata={MARK: mark}, **options
    )
    return field


def strawberry_field(definition: GraphQLField) -> StrawberryField:
    """The Strawberry field that a field of graphql-core was made of."""
    field: StrawberryField = definition.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
    return field


def execution_mark(field: StrawberryField) -> Any:
    """The executor's mark on a Strawberry field: Column, Flow, Batch, or None for any other field."""
    return field.metadata.get(MARK)


def columns_of(needs: Iterable[str]) -> tuple[str, ...]:
    """Column names in a fixed order, without repetition."""
    return tuple(dict.fromkeys(needs))
