"""The concrete type of values whose field has an interface or union type."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from graphql import GraphQLAbstractType, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

from execution.plan import FieldPlan

NAMED = "graphql_type"
"""Attribute by which a value, such as a row, names its own GraphQL type."""

InfoOf = Callable[[FieldPlan], GraphQLResolveInfo]


class TypeResolver:
    """Resolves types as graphql-core does: `resolve_type` of the abstract type, `is_type_of` of the concrete one."""

    def __init__(self, schema: GraphQLSchema, info_of: InfoOf) -> None:
        """`info_of` gives the resolve info of a field, for types that look at it."""
        self._schema = schema
        self._info_of = info_of

    def certain(self, plan: FieldPlan) -> bool:
        """Whether every value has the field's own type and nothing is left to check."""
        named = plan.shape.innermost.of
        if not isinstance(named, GraphQLObjectType):
            return False
        # The rows of a batch are of the type that the batch was asked for.
        return named.is_type_of is None or plan.batch is not None or plan.below[named.name].layout is not None

    def resolve(self, plan: FieldPlan, values: Iterable[Any]) -> dict[int, str | Exception]:
        """By identity of each value: the name of its type, or the error in its place."""
        return {id(value): self._resolve(plan, value) for value in values}

    def _resolve(self, plan: FieldPlan, value: Any) -> str | Exception:
        named = plan.shape.innermost.of
        try:
            if isinstance(named, GraphQLObjectType):
                return self._checked(plan, named, value)
            name = getattr(value, NAMED, None) or self._asked(plan, cast("GraphQLAbstractType", named), value)
        except Exception as error:  # noqa: BLE001  whatever a type's own check raises is this value's error
            return error
        if name not in plan.below:
            return TypeError(f"{named} cannot be {name!r}: not one of its types.")
        return cast("str", name)

    def _asked(self, plan: FieldPlan, named: GraphQLAbstractType, value: Any) -> object:
        resolve = named.resolve_type
        if resolve is None:
            return None
        name = resolve(value, self._info_of(plan), named)
        if not isinstance(name, str):
            return name
        return self._checked(plan, cast("GraphQLObjectType", self._schema.get_type(name)), value)

    def _checked(self, plan: FieldPlan, type_: GraphQLObjectType | None, value: Any) -> str | Exception:
        if type_ is not None and type_.is_type_of is not None and not type_.is_type_of(value, self._info_of(plan)):
            return TypeError(f"Expected a value of type {type_.name}.")
        return TypeError("The type is unknown.") if type_ is None else type_.name
