"""Size of the values of an operation, counted in one pass before they are coerced."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from graphql import ListValueNode, ObjectValueNode, ValueNode, VariableNode

CONTAINERS = dict, list
"""The containers of JSON values; written out in a loop, the union of the two would be made anew each time."""


class InputSize(NamedTuple):
    """The size of a value: each list, object and leaf in it counts, and its depth."""

    elements: int
    depth: int
    """Lists and objects within one another."""


class Literal(NamedTuple):
    """The size of a value in a document."""

    elements: int
    depth: int
    variables: list[str]
    """The variables in the value, with repetitions."""


def input_size(value: Any, most: int) -> InputSize:
    """The size of a JSON value; counting ends soon after `most` elements."""
    elements, depth, level = 1, 0, [value]
    while level and elements <= most:
        containers = [each for each in level if isinstance(each, CONTAINERS)]
        depth += bool(containers)
        level = [each for found in containers for each in (found.values() if isinstance(found, dict) else found)]
        elements += len(level)
    return InputSize(elements, depth)


def literal_size(value: ValueNode) -> Literal:
    """The size of a literal, with the variables in it, which are no elements of their own."""
    elements, depth, variables = 0, 0, []
    level = [value]
    while level:
        variables += [each.name.value for each in level if isinstance(each, VariableNode)]
        elements += sum(not isinstance(each, VariableNode) for each in level)
        depth += any(isinstance(each, ListValueNode | ObjectValueNode) for each in level)
        level = [below for each in level for below in _within(each)]
    return Literal(elements, depth, variables)


def _within(value: ValueNode) -> Iterable[ValueNode]:
    if isinstance(value, ListValueNode):
        return value.values
    return [field.value for field in value.fields] if isinstance(value, ObjectValueNode) else ()
