"""The operators of filters: one input for each sort of value, the same everywhere."""

from datetime import date, datetime
from typing import Any

import strawberry

from models import ClosedList
from schema.kit.costs import OPERATOR, OPERATORS, cost
from schema.kit.scalars import BigInt
from schema.kit.type_registry import list_of_type, register, registered, type_ref

DESCRIPTIONS = {
    "eq": "Equal to this value.",
    "ne": "Different from this value. Records without a value match.",
    "in": "Equal to one of these values; at most 250.",
    "notIn": "Different from all of these values; at most 250. Records without a value match.",
    "lt": "Less than this value.",
    "lte": "Less than or equal to this value.",
    "gt": "Greater than this value.",
    "gte": "Greater than or equal to this value.",
    "isNull": "True matches records without a value, false records with one.",
    "contains": "Contains this text; case and accents are ignored. A text of blanks or hyphens only is refused.",
    "startsWith": "Begins with this text; case and accents are ignored. A text of blanks or hyphens only is refused.",
}
EQUALITY = ("eq", "ne", "in", "notIn")
COMPARISON = (*EQUALITY, "lt", "lte", "gt", "gte")
LISTS = frozenset({"in", "notIn"})
PYTHON = {"in": "in_", "notIn": "not_in", "isNull": "is_null", "startsWith": "starts_with"}


COMPARED = {int: "Int", BigInt: "BigInt", float: "Float", date: "Date", datetime: "DateTime"}
"""Types whose values have an order, and how their filters are named."""


def operators_for(plain: Any, *, nullable: bool) -> Any:
    """The filter input for values of a named type of the graph."""
    if plain is bool:
        return _input("BooleanFilter", bool, ("eq",), nullable=False)
    if plain in COMPARED:
        return _input(f"{COMPARED[plain]}Filter", plain, COMPARISON, nullable=True)
    if issubclass(plain, ClosedList):
        prefix = "Nullable" if nullable else ""
        return _input(f"{prefix}{plain.__name__}Filter", plain, EQUALITY, nullable=nullable)
    return _input("CodeFilter", str, EQUALITY, nullable=True)


def text_operators() -> Any:
    """The filter input for names and titles."""
    return _input("TextFilter", str, ("eq", "contains", "startsWith"), nullable=False)


def presence_operators() -> Any:
    """The filter input for running texts, of which it is asked whether there is one."""
    return _input("PresenceFilter", str, (), nullable=True)


def id_operators() -> Any:
    """The filter input for an entity's own id."""
    return _input("IDFilter", strawberry.ID, EQUALITY, nullable=False)


def given_operators(value: Any) -> dict[str, Any]:
    """The operators that a client gave, by the names it knows."""
    return {
        name: found
        for name in DESCRIPTIONS
        if (found := getattr(value, PYTHON.get(name, name), strawberry.UNSET)) is not strawberry.UNSET
    }


def _input(name: str, value: Any, operators: tuple[str, ...], *, nullable: bool) -> Any:
    if registered(name) is None:
        operators = (*operators, "isNull") if nullable else operators
        annotations = {PYTHON.get(each, each): _operand(each, value) for each in operators}
        fields = {
            PYTHON.get(each, each): strawberry.field(
                name=each,
                default=strawberry.UNSET,
                description=DESCRIPTIONS[each],
                directives=cost(OPERATORS.get(each, OPERATOR)),
            )
            for each in operators
        }
        made = type(name, (), {"__annotations__": annotations, **fields})
        register(
            name, strawberry.input(made, description="Conditions on a value. All operators that are given must hold.")
        )
    return type_ref(name)


def _operand(operator: str, value: Any) -> Any:
    if operator == "isNull":
        return bool | None
    return list_of_type(value) | None if operator in LISTS else value | None
