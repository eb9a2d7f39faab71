"""Shapes: nullability and nesting of a field's type, decided once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLList,
    GraphQLNamedOutputType,
    GraphQLNonNull,
    GraphQLOutputType,
    GraphQLScalarType,
    Undefined,
)


@dataclass(frozen=True, slots=True)
class TypeShape:
    """Nullability and nesting of a field's type, down to what `leaf` or `of` names."""

    nullable: bool
    item: "TypeShape | None" = None
    """The shape of the items, for a list."""
    leaf: Callable[[Any], Any] | None = None
    """A function that serialises a value of a scalar or enum; it raises if it cannot."""
    of: GraphQLNamedOutputType | None = None
    """The object, interface or union type, otherwise."""

    @property
    def innermost(self) -> "TypeShape":
        """The shape below all lists."""
        return self if self.item is None else self.item.innermost

    @property
    def depth(self) -> int:
        """Return the number of lists around the innermost shape."""
        return 0 if self.item is None else 1 + self.item.depth


def type_shape(graphql_type: GraphQLOutputType) -> TypeShape:
    """The shape of an output type."""
    nullable = not isinstance(graphql_type, GraphQLNonNull)
    inner = graphql_type.of_type if isinstance(graphql_type, GraphQLNonNull) else graphql_type
    if isinstance(inner, GraphQLList):
        return TypeShape(nullable, item=type_shape(inner.of_type))
    if isinstance(inner, GraphQLScalarType | GraphQLEnumType):
        return TypeShape(nullable, leaf=_leaf(inner))
    return TypeShape(nullable, of=inner)


def _leaf(graphql_type: GraphQLScalarType | GraphQLEnumType) -> Callable[[Any], Any]:
    coerce = graphql_type.coerce_output_value

    def complete(value: Any) -> Any:
        if isinstance(value, Exception):
            message = "An error stands in place of the value: the exact way tells it."
            raise TypeError(message)  # raised itself, it would hold the frames that hold it
        result = coerce(value)
        if result is None or result is Undefined:
            message = f"{graphql_type.name} made nothing of the value {value!r}."
            raise TypeError(message)
        return result

    return complete
