"""The scalars and enumerations of the graph, derived from what a column holds."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import UnionType
from typing import Any, NewType, Union, get_args, get_origin

import strawberry
from graphql import GraphQLError
from sqlalchemy import BigInteger
from sqlmodel import SQLModel
from strawberry.types.scalar import ScalarDefinition

from models import ClosedList

BigInt = NewType("BigInt", int)
"""Marks columns whose values may not fit into GraphQL's 32-bit Int."""

LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader keeps exact."""

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(DAY.pattern + r"T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
"""RFC 3339; Python's own readers take more, such as weeks."""

NATIVE = (str, bool, int, float, ClosedList)
"""Python types whose stored values are valid JSON."""


def _whole_number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1 or abs(value) > LARGEST:
        raise GraphQLError(f"{_quoted(value)} is not a BigInt: write a whole number from -{LARGEST} to {LARGEST}.")
    return int(value)


def _day(value: Any) -> date:
    try:
        if isinstance(value, str) and DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise GraphQLError(f"{_quoted(value)} is not a Date: write a day of the calendar like 2026-01-31.")


def _moment(value: Any) -> datetime:
    try:
        if isinstance(value, str) and MOMENT.fullmatch(value):
            moment = datetime.fromisoformat(value)
            moment.astimezone(UTC)  # which those at the end of time cannot be brought to
            return moment
    except (ValueError, OverflowError):
        pass
    advice = "write it like 2026-01-31T09:00:00+01:00, with its offset from UTC or Z"
    raise GraphQLError(f"{_quoted(value)} is not a DateTime: {advice}.")


def _quoted(value: Any) -> str:
    return json.dumps(value, default=str)[:60]


SCALARS: dict[object, ScalarDefinition] = {
    BigInt: strawberry.scalar(
        name="BigInt",
        description="A whole number of up to 53 bits, as a JSON number.",
        serialize=int,
        parse_value=_whole_number,
    ),
    date: strawberry.scalar(
        name="Date", description="A date, such as 2026-01-31.", serialize=date.isoformat, parse_value=_day
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description=(
            "A moment, such as 2026-01-31T09:00:00+01:00. Answers are in UTC; inputs may have any offset, but must"
            " have one."
        ),
        serialize=datetime.isoformat,
        parse_value=_moment,
    ),
}
"""Replacements of Strawberry's own scalars, and additional scalars."""


def graphql_enum(members: type[ClosedList]) -> Any:
    """The GraphQL enumeration of a closed list, with the descriptions of its members."""
    if "__strawberry_definition__" not in vars(members):
        strawberry.enum(members, description=members.__doc__)
        for value, member in zip(vars(members)["__strawberry_definition__"].values, members, strict=True):
            value.description = member.description
    return members


def declared_enum(name: str, says: str, members: Mapping[str, tuple[str, str]]) -> Any:
    """Return an enumeration of what models declare: by member, its value and its description."""
    of_members: Any = ClosedList
    made: type[ClosedList] = of_members(name, list(members.items()))
    made.__doc__ = says
    return graphql_enum(made)


def value_type(annotation: Any) -> tuple[Any, bool, bool]:
    """Return a column's plain type, whether it is a list, and whether it may be null, from its annotation."""
    if get_origin(annotation) in (Union, UnionType):
        (inner,) = (each for each in get_args(annotation) if each is not type(None))
        plain, listed, _ = value_type(inner)
        return plain, listed, True
    if get_origin(annotation) is list:
        return get_args(annotation)[0], True, False
    return annotation, False, False


def graphql_type(model: type[SQLModel], column: str) -> Any:
    """The annotation that Strawberry reads for a column."""
    _, listed, nullable = value_type(model.model_fields[column].annotation)
    shown = named_type(model, column)
    shown = list[shown] if listed else shown  # type: ignore[valid-type]
    return shown | None if nullable else shown


def is_native(model: type[SQLModel], column: str) -> bool:
    """True if a column's stored values go into the answer as they are."""
    plain, _, _ = value_type(model.model_fields[column].annotation)
    return issubclass(plain, NATIVE) and not issubclass(plain, date | datetime)


def named_type(model: type[SQLModel], column: str) -> Any:
    """The scalar or enumeration that a column's values have in the graph."""
    plain, _, _ = value_type(model.model_fields[column].annotation)
    if issubclass(plain, ClosedList):
        return graphql_enum(plain)
    if column == "id":
        return strawberry.ID
    stored = model.__table__.c[column].type  # type: ignore[attr-defined]
    return BigInt if isinstance(stored, BigInteger) else plain
