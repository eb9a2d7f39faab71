"""Arguments of a field: coerced once when the document fixes them, at each request when variables do."""

from collections.abc import Callable
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

    __slots__ = ("_convert", "_definition", "_fixed", "_node", "_varies")

    def __init__(self, definition: GraphQLField, node: FieldNode, convert: Convert | None) -> None:
        """`convert`, if any, turns coerced GraphQL values into what the resolver takes."""
        self._definition = definition
        self._node = node
        self._convert = convert
        self._varies = any(_has_variable(argument.value) for argument in node.arguments or ())
        self._fixed: dict[str, Any] | None = None if definition.args else {}

    def values(self, variables: VariableValues) -> dict[str, Any]:
        """Keyword arguments for the resolver; raises GraphQLError where a variable does not fit."""
        values = self._fixed
        if values is None:
            values = get_argument_values(self._definition, self._node, variables)
            if not self._varies:
                self._fixed = values
        # Converted each time, so that no call sees what another did to its lists and inputs.
        return self._convert(values) if self._convert and values else values


def _has_variable(value: ValueNode) -> bool:
    if isinstance(value, VariableNode):
        return True
    if isinstance(value, ListValueNode):
        return any(map(_has_variable, value.values))
    if isinstance(value, ObjectValueNode):
        return any(_has_variable(field.value) for field in value.fields)
    return False
