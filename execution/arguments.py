"""Arguments of a field: coerced once for each plan; what variables give is put in its places at each request."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInputType,
    ListValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
    get_nullable_type,
    is_input_object_type,
    is_list_type,
)
from graphql.execution.values import VariableValues, get_argument_values

Convert = Callable[[dict[str, Any]], dict[str, Any]]
Fill = Callable[[Mapping[str, Any]], Any]
"""A function that makes the coerced value of a template, with values for all of its variables."""


class Arguments:
    """The arguments of one field of a plan."""

    __slots__ = ("_convert", "_definition", "_filled", "_named", "_node", "_placed")

    def __init__(self, definition: GraphQLField, node: FieldNode, convert: Convert | None) -> None:
        """`convert`, if any, turns coerced GraphQL values into what the resolver takes."""
        self._definition = definition
        self._node = node
        self._convert = convert
        self._named = frozenset(name for argument in node.arguments or () for name in variables_in(argument.value))
        self._filled: Fill | None = None if definition.args else lambda _given: {}
        self._placed = all(_placed(each.value, definition.args[each.name.value].type) for each in node.arguments or ())

    def values(self, variables: VariableValues) -> dict[str, Any]:
        """Keyword arguments for the resolver; raises GraphQLError where a variable does not fit."""
        given = variables.coerced
        if not self._placed or not all(given.get(name) is not None for name in self._named):
            values = get_argument_values(self._definition, self._node, variables)
        else:
            if self._filled is None:
                # graphql-core takes over what a variable has, as it is, and asks only whether it is null.
                places = VariableValues(variables.sources, {name: _Place(name) for name in self._named})
                self._filled = _fill(get_argument_values(self._definition, self._node, places))
            values = self._filled(given)
        # Converted each time, so that no call sees what another did to its lists and inputs.
        return self._convert(values) if self._convert and values else values

    def known(self, decided: Container[str], variables: VariableValues) -> dict[str, Any] | None:
        """Return the arguments if they have no variables but the `decided` ones, else None."""
        return self.values(variables) if all(name in decided for name in self._named) else None


def variables_in(value: ValueNode) -> Iterator[str]:
    """Yield the names of the variables in a value."""
    if isinstance(value, VariableNode):
        yield value.name.value
    elif isinstance(value, ListValueNode):
        for each in value.values:
            yield from variables_in(each)
    elif isinstance(value, ObjectValueNode):
        for field in value.fields:
            yield from variables_in(field.value)


def _placed(value: ValueNode, type_: GraphQLInputType) -> bool:
    """True if variables stand for whole values only, and not within a literal that a scalar parses."""
    expected: Any = get_nullable_type(type_)
    if isinstance(value, VariableNode):
        return True
    if is_list_type(expected):
        return all(
            _placed(each, expected.of_type) for each in (value.values if isinstance(value, ListValueNode) else [value])
        )
    if is_input_object_type(expected) and isinstance(value, ObjectValueNode):
        return all(_placed(each.value, expected.fields[each.name.value].type) for each in value.fields)
    return not any(variables_in(value))


@dataclass(frozen=True, slots=True)
class _Place:
    """Placeholder for the value of a variable."""

    variable: str


def _fill(value: Any) -> Fill:
    """Return a function that makes a coerced value again, with the values of variables in their places."""
    if isinstance(value, _Place):
        return itemgetter(value.variable)
    if isinstance(value, dict):
        fields = [(name, _fill(each)) for name, each in value.items()]
        return lambda given: {name: fill(given) for name, fill in fields}
    if isinstance(value, list):
        items = list(map(_fill, value))
        return lambda given: [fill(given) for fill in items]
    return lambda _given: value
