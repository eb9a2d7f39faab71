"""Conditions on one column: checked for contradictions, then made a filter."""

from collections.abc import Mapping
from typing import Any

from models.folding import folded

from loaders.errors import FaultError
from loaders.filters import AllOf, Compare, Filter

LONGEST_LIST = 250
LONGEST_TEXT = 1_000


def condition_on(column: str, operators: Mapping[str, Any], name: str) -> Filter:
    """The filter that all operators given for a column make together.

    Raises FaultError: CONTRADICTORY_FILTER when no value can satisfy them all, INVALID_FILTER for
    a value that no column holds. `name` is the field of the filter as the client wrote it.
    """
    for operator, value in operators.items():
        _check_value(name, operator, value)
    _check_together(name, operators)
    return AllOf(tuple(_compare(column, operator, value) for operator, value in operators.items()))


def _compare(column: str, operator: str, value: Any) -> Compare:
    if operator == "isNull":
        return Compare(column, "isNull" if value else "isNotNull")
    return Compare(column, operator, folded(value) if column.endswith("_sort") else value)


def _check_value(name: str, operator: str, value: Any) -> None:
    if value is None:
        raise FaultError("INVALID_FILTER", f"{name}.{operator} is null; leave it out, or use isNull.")
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and (len(each) > LONGEST_TEXT or "\x00" in each):
            raise FaultError("INVALID_FILTER", f"{name}.{operator} must be text of at most {LONGEST_TEXT} characters.")
    if isinstance(value, list) and len(value) > LONGEST_LIST:
        raise FaultError("INVALID_FILTER", f"{name}.{operator} has {len(value)} values; at most {LONGEST_LIST} are taken.")


def _check_together(name: str, operators: Mapping[str, Any]) -> None:
    if operators.get("isNull") and len(operators) > 1:
        raise _contradiction(name, "isNull: true leaves no value to compare")
    if operators.get("in") == []:
        raise _contradiction(name, "in: [] admits nothing")
    candidates = [operators["eq"]] if "eq" in operators else operators.get("in")
    if candidates is not None and not any(_admitted(value, operators) for value in candidates):
        raise _contradiction(name, "no value satisfies all of its operators")
    lowest = max((operators[key] for key in ("gt", "gte") if key in operators), default=None)
    highest = min((operators[key] for key in ("lt", "lte") if key in operators), default=None)
    if lowest is not None and highest is not None:
        strict = lowest in (operators.get("gt"),) or highest in (operators.get("lt"),)
        if lowest > highest or (strict and lowest == highest):
            raise _contradiction(name, "its bounds exclude each other")


def _admitted(value: Any, operators: Mapping[str, Any]) -> bool:
    tests = {
        "in": lambda other: value in other,
        "ne": lambda other: value != other,
        "notIn": lambda other: value not in other,
        "lt": lambda other: value < other,
        "lte": lambda other: value <= other,
        "gt": lambda other: value > other,
        "gte": lambda other: value >= other,
    }
    return all(test(operators[key]) for key, test in tests.items() if key in operators)


def _contradiction(name: str, why: str) -> FaultError:
    return FaultError("CONTRADICTORY_FILTER", f"The filter on {name} contradicts itself: {why}.")
