"""Arguments of a field: coerced once when the document fixes them, at each request when variables do."""

from collections.abc import Callable, Container, Iterator
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    ListValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
)
from graphql.execution.values import VariableValues, get_argument_values

Convert = Callable[[dict[str, Any]], dict[str, Any]]


class Arguments:
    """The arguments of one field of a plan."""

    __slots__ = ("_convert", "_definition", "_fixed", "_named", "_node")

    def __init__(self, definition: GraphQLField, node: FieldNode, convert: Convert | None) -> None:
        """`convert`, if any, turns coerced GraphQL values into what the resolver takes."""
        self._definition = definition
        self._node = node
        self._convert = convert
        self._named = frozenset(name for argument in node.arguments or () for name in variables_in(argument.value))
        self._fixed: dict[str, Any] | None = None if definition.args else {}

    def values(self, variables: VariableValues) -> dict[str, Any]:
        """Keyword arguments for the resolver; raises GraphQLError where a variable does not fit."""
        values = self._fixed
        if values is None:
            values = get_argument_values(self._definition, self._node, variables)
            if not self._named:
                self._fixed = values
        # Converted each time, so that no call sees what another did to its lists and inputs.
        return self._convert(values) if self._convert and values else values

    def known(self, decided: Container[str], variables: VariableValues) -> dict[str, Any] | None:
        """The same for arguments in which none but the `decided` variables stand; None where others do."""
        return self.values(variables) if all(name in decided for name in self._named) else None


def variables_in(value: ValueNode) -> Iterator[str]:
    """The names of the variables that stand in a value."""
    if isinstance(value, VariableNode):
        yield value.name.value
    elif isinstance(value, ListValueNode):
        for each in value.values:
            yield from variables_in(each)
    elif isinstance(value, ObjectValueNode):
        for field in value.fields:
            yield from variables_in(field.value)
