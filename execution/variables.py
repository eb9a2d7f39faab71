"""Variables of an operation: their types found once, values of leaf types and lists of them coerced on a short way.

All else, and whatever does not fit, goes to graphql-core, which says what is wrong.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLInputType,
    GraphQLSchema,
    Undefined,
    VariableDefinitionNode,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource, get_variable_values

MOST_ERRORS = 10
Coerce = Callable[[Any], Any]


class Variables:
    """The variables of one operation of a valid document."""

    def __init__(self, schema: GraphQLSchema, nodes: Sequence[VariableDefinitionNode]) -> None:
        """Find out their types."""
        self._schema = schema
        self._nodes = nodes
        signatures = [get_variable_signature(schema, node) for node in nodes]
        self._known = [(each, _coercion(each.type)) for each in signatures if not isinstance(each, GraphQLError)]

    def values(self, given: dict[str, Any]) -> VariableValues | list[GraphQLError]:
        """The coerced values, or what is wrong with some of them."""
        try:
            return _quick(self._known, given)
        except _NotQuickError:
            return get_variable_values(self._schema, self._nodes, given, max_errors=MOST_ERRORS)


class _NotQuickError(Exception):
    """A value is not of the simple kind, or does not fit."""


def _quick(known: Sequence[tuple[GraphQLVariableSignature, Coerce | None]], given: Mapping[str, Any]) -> VariableValues:
    found = VariableValues({}, {})
    for signature, coerce in known:
        name = signature.name
        if name in given:
            value = given[name]
            if value is None or coerce is None:
                raise _NotQuickError
            found.sources[name] = VariableValueSource(signature, value)
            found.coerced[name] = coerce(value)
        elif signature.default is None and not is_non_null_type(signature.type):
            found.sources[name] = VariableValueSource(signature)
        else:
            raise _NotQuickError
    return found


def _coercion(type_: GraphQLInputType) -> Coerce | None:
    """Return a function that coerces a non-null value of a type without input objects; raises _NotQuickError."""
    expected: Any = get_nullable_type(type_)
    if is_leaf_type(expected):
        return _leaf(expected.coerce_input_value)
    item = _coercion(expected.of_type) if is_list_type(expected) else None
    return None if item is None else _list(item)


def _leaf(coerce_leaf: Coerce) -> Coerce:
    def coerce(value: Any) -> Any:
        try:
            found = coerce_leaf(value)
        except Exception as error:
            raise _NotQuickError from error
        if found is Undefined:
            raise _NotQuickError
        return found

    return coerce


def _list(item: Coerce) -> Coerce:
    def coerce(values: Any) -> list[Any]:
        if not isinstance(values, list) or None in values:
            raise _NotQuickError
        return list(map(item, values))

    return coerce
