"""The concrete type of values whose field has an interface or union type."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from graphql import GraphQLAbstractType, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

from execution.plan import FieldPlan

NAMED = "graphql_type"
"""Attribute by which a value, such as a row, names its own GraphQL type."""

Info = GraphQLResolveInfo[Any]
InfoOf = Callable[[FieldPlan], Info]


class TypeResolver:
    """Resolves types as graphql-core does: `resolve_type` of the abstract type, `is_type_of` of the concrete one."""

    def __init__(self, schema: GraphQLSchema, info_of: InfoOf) -> None:
        """`info_of` gives the resolve info of a field, for types that look at it."""
        self._schema = schema
        self._info_of = info_of

    def certain(self, plan: FieldPlan) -> bool:
        """True if every value has the field's own type and nothing is left to check."""
        named = plan.shape.innermost.of
        if not isinstance(named, GraphQLObjectType):
            return False
        # Rows are of the type that their batch was asked for.
        return named.is_type_of is None or plan.below[named.name].layout is not None

    def resolve(self, plan: FieldPlan, values: Iterable[Any]) -> dict[int, str | Exception]:
        """Return the name of each value's type by the value's identity, or the error in its place."""
        values = list(values)
        named: dict[type, Any] = {kind: vars(kind).get(NAMED) for kind in set(map(type, values))}
        if all(name in plan.below for name in named.values()):  # rows, whose class says what they are
            return {id(value): named[type(value)] for value in values}
        return {id(value): self._resolve(plan, value) for value in values}

    def _resolve(self, plan: FieldPlan, value: Any) -> str | Exception:
        named = plan.shape.innermost.of
        try:
            if isinstance(named, GraphQLObjectType):
                return _checked(named, value, self._info_of(plan))
            name = getattr(value, NAMED, None)
            if name is None:
                name = self._asked(cast("GraphQLAbstractType", named), value, self._info_of(plan))
            return cast("str", name) if name in plan.below else TypeError(f"{named} cannot be {name!r}.")
        except Exception as error:  # noqa: BLE001  whatever a type's own check raises is this value's error
            return error

    def _asked(self, named: GraphQLAbstractType, value: Any, info: Info) -> object:
        name = named.resolve_type(value, info, named) if named.resolve_type else None
        type_ = self._schema.get_type(name) if isinstance(name, str) else None
        return _checked(type_, value, info) if isinstance(type_, GraphQLObjectType) else name


def _checked(type_: GraphQLObjectType, value: Any, info: Info) -> str:
    if type_.is_type_of is not None and not type_.is_type_of(value, info):
        raise TypeError(f"Expected a value of type {type_.name}.")
    return type_.name
