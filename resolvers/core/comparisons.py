"""Conditions on one column: checked for contradictions, then made a filter."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from loaders.errors import FaultError
from loaders.sql.filters import AllOf, Comparison, Filter
from loaders.sql.storable_text import UNSTORABLE
from models.folding import SORT, folded
from resolvers.core.references import normalise_value

LONGEST_LIST = 250
LONGEST_TEXT = 1_000
WHOLE = ("eq", "ne", "in", "notIn")
"""Operators whose values are what a row may have, and not a part or a bound of it."""
NULL_SATISFIES = frozenset({"isNull", "ne", "notIn"})
"""The operators that a record without a value can satisfy."""
TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "in": lambda value, others: value in others,
    "notIn": lambda value, others: value not in others,
    "ne": operator.ne,
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
}
"""The operators in Python: each tells if a value satisfies it; `eq` and `in` name the candidates."""


def column_filter(type_name: str, column: str, operators: Mapping[str, Any], name: str) -> Filter:
    """The filter that all operators given for a column of a type make together.

    Raises FaultError: CONTRADICTORY_FILTER when no value can satisfy them all, INVALID_FILTER, INVALID_ID,
    INVALID_CODE or SIRET_GIVEN for a value that no row has. `name` is the field of the filter as the client wrote it.
    """
    for each, value in operators.items():
        check_value(name, each, value)
    stored = {each: _as_stored(type_name, column, name, each, value) for each, value in operators.items()}
    _check_together(name, stored)
    return AllOf(tuple(_compare(column, each, value) for each, value in stored.items()))


def _as_stored(type_name: str, column: str, name: str, operator: str, value: Any) -> Any:
    """The value that an operator compares with, as rows have it: folded, or in normal form where it is a whole one."""
    if column.endswith(SORT):
        return _folded(name, operator, value)
    if operator not in WHOLE:
        return value
    if isinstance(value, list):
        return [normalise_value(type_name, column, each) for each in value]
    return normalise_value(type_name, column, value)


def _folded(name: str, operator: str, text: str) -> str:
    """A text as it is looked for; raises FaultError INVALID_FILTER for a part of which nothing is left: all have it."""
    found = folded(text)
    if not found and operator not in WHOLE:
        says = f"{name}.{operator} has nothing to look for: blanks, hyphens and apostrophes alone are passed over."
        raise FaultError("INVALID_FILTER", f"{says} Give a letter or a digit, or leave it out.")
    return found


def _compare(column: str, name: str, value: Any) -> Comparison:
    if name == "isNull":
        return Comparison(column, "isNull" if value else "isNotNull")
    return Comparison(column, name, value)


def check_not_null(name: str, value: Any) -> Any:
    """The value of a part of a filter; raises FaultError INVALID_FILTER for null, which is not the same as left out."""
    if value is None:
        raise FaultError("INVALID_FILTER", f"{name} is null; leave it out, or say what is wanted.")
    return value


def check_list(name: str, values: Any) -> list[Any]:
    """The values of which one suffices; raises FaultError for null, for a list of none, and for one of too many."""
    if not check_not_null(name, values):
        raise _contradiction(name, "[] admits nothing")
    if len(values) > LONGEST_LIST:
        raise FaultError("INVALID_FILTER", f"{name} has {len(values)} values; at most {LONGEST_LIST} are taken.")
    return list(values)


def check_value(name: str, each: str, value: Any) -> None:
    """Raise FaultError INVALID_FILTER or CONTRADICTORY_FILTER for a value that the operator `each` cannot have."""
    if value is None:
        raise FaultError("INVALID_FILTER", f"{name}.{each} is null; leave it out, or use isNull.")
    if value == [] and each != "notIn":
        raise _contradiction(name, f"{each}: [] admits nothing")
    if len(_listed(value)) > LONGEST_LIST:
        raise FaultError("INVALID_FILTER", f"{name}.{each} has {len(value)} values; at most {LONGEST_LIST} are taken.")
    for text in _listed(value):
        if isinstance(text, str) and (len(text) > LONGEST_TEXT or UNSTORABLE.search(text)):
            says = f"{name}.{each} must be text of at most {LONGEST_TEXT} characters, none of them NUL or half a pair."
            raise FaultError("INVALID_FILTER", says)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _check_together(name: str, operators: Mapping[str, Any]) -> None:
    if operators.get("isNull") and operators.keys() - NULL_SATISFIES:
        raise _contradiction(name, "isNull: true leaves no value to compare")
    candidates = [operators["eq"]] if "eq" in operators else operators.get("in")
    if candidates is not None and not any(_admitted(value, operators) for value in candidates):
        raise _contradiction(name, "no value satisfies all of its operators")
    lowest = max((operators[key] for key in ("gt", "gte") if key in operators), default=None)
    highest = min((operators[key] for key in ("lt", "lte") if key in operators), default=None)
    if lowest is not None and highest is not None:
        strict = lowest == operators.get("gt") or highest == operators.get("lt")
        if lowest > highest or (strict and lowest == highest):
            raise _contradiction(name, "its bounds exclude each other")


def _admitted(value: Any, operators: Mapping[str, Any]) -> bool:
    return all(test(value, operators[key]) for key, test in TESTS.items() if key in operators)


def _contradiction(name: str, why: str) -> FaultError:
    return FaultError("CONTRADICTORY_FILTER", f"The filter on {name} contradicts itself: {why}.")
