"""Filters and orders in plain Python over all rows: the reference for the SQL of both engines."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from models.folding import folded
from tests.schema.expected_relations import RELATIONS, TYPES, RelationTree
from tests.schema.graph_client import COMBINATIONS, TABLES, Row, criteria

Condition = Mapping[str, Any]
Test = Callable[[Row], bool]
Key = tuple[str, bool]
"""A field to sort by, as GraphQL names it, and whether from the highest."""

TEXTS = {"name": "name_sort", "title": "title_sort", "label": "label_sort"}
DEFAULT: dict[str, Key] = {
    "Actor": ("NAME", False),
    "Change": ("CREATED_AT", True),
    "Collection": ("TITLE", False),
    "Contact": ("ID", False),
    "Decision": ("CREATED_AT", True),
    "Feature": ("STARTS_AT", True),
    "Membership": ("ID", False),
    "Network": ("NAME", False),
    "Participation": ("ID", False),
    "Policy": ("ID", False),
    "Project": ("TITLE", False),
    "Resource": ("TITLE", False),
    "Seal": ("CREATED_AT", True),
    "Space": ("ID", False),
    "Territory": ("NAME", False),
    "Topic": ("LABEL", False),
    "Workshop": ("STARTS_AT", True),
}

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, other: value is not None and value == other,
    "ne": lambda value, other: value != other,
    "in": lambda value, others: value is not None and value in others,
    "notIn": lambda value, others: value not in others,
    "lt": lambda value, other: value is not None and value < other,
    "lte": lambda value, other: value is not None and value <= other,
    "gt": lambda value, other: value is not None and value > other,
    "gte": lambda value, other: value is not None and value >= other,
    "contains": lambda value, part: part in value,
    "startsWith": lambda value, part: value.startswith(part),
}
MEANT: dict[str, Callable[[Any], Any]] = {
    "TextFilter": folded,
    "DateFilter": date.fromisoformat,
    "DateTimeFilter": datetime.fromisoformat,
}
"""Functions that convert a JSON value to a column's value, by input type."""


def has_nothing_to_look_for(condition: Any) -> bool:
    """True if a part of a text is asked for of which folding leaves nothing, so that every row would have it."""
    if isinstance(condition, list):
        return any(map(has_nothing_to_look_for, condition))
    if not isinstance(condition, Mapping):
        return False
    parts = (each for name, each in condition.items() if name in ("contains", "startsWith"))
    return any(isinstance(each, str) and not folded(each) for each in parts) or any(
        map(has_nothing_to_look_for, condition.values())
    )


def column_of(type_name: str, name: str) -> str:
    """The column behind a field of a filter or, in capitals, of an order."""
    column = re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower() if name != name.upper() else name.lower()
    columns = TABLES[type_name.lower()].c
    if TEXTS.get(column, column) in columns:
        return TEXTS.get(column, column)
    return column if column in columns else f"{column}_fr"


class Oracle:
    """Evaluates filters over the rows of a world."""

    def __init__(self, world: RelationTree) -> None:
        self.world = world
        self._inside: dict[str, set[str]] = {}
        former = (row for row in world.rows["territory_alias"] if row["kind"] == "FORMER")
        self._found: dict[tuple[str, str], str] = {("formerCode", row["code"]): row["territory_id"] for row in former}
        for type_name in TYPES:
            for row in world.of(type_name):
                self._found |= dict.fromkeys(_names(type_name, row), row["id"])

    def ids(self, type_name: str, condition: Condition, order: Iterable[Key] = ()) -> list[str]:
        """The ids of all rows that match, in their order."""
        return [row["id"] for row in ordered(type_name, self.matching(type_name, condition), order)]

    def matching(self, type_name: str, condition: Condition) -> list[Row]:
        """All rows that match."""
        return list(filter(self.test(type_name, condition), self.world.of(type_name)))

    def test(self, type_name: str, condition: Condition) -> Test:
        """Return a test of whether a row of the type satisfies a condition."""
        tests = [self._test(type_name, name, value) for name, value in condition.items()]
        return lambda row: all(test(row) for test in tests)

    def _test(self, type_name: str, name: str, value: Any) -> Test:
        if name in COMBINATIONS:
            tests = [self.test(type_name, each) for each in (value if isinstance(value, list) else [value])]
            if name == "not":
                return lambda row: not tests[0](row)
            return lambda row: (all if name == "and" else any)(test(row) for test in tests)
        if (type_name, name) in RELATIONS:
            ends = self.world.ends(type_name, name)
            related = self._related(value)
            return lambda row: related({other for other, _ in ends.get(row["id"], ())})
        if name == type_name.lower():
            related = self._related(value)
            return lambda row: related({row["id"]})
        return compared(type_name, name, value)

    def _related(self, value: Condition) -> Callable[[set[str]], bool]:
        wanted = [{self.find(each) for each in value["in"]}] if "in" in value else []
        if "within" in value:
            wanted.append(set().union(*(self.inside(self.find(each)) for each in value["within"])))
        return lambda ends: all(ends & each for each in wanted)

    def find(self, reference: Mapping[str, str]) -> str:
        """The id that a reference means."""
        ((scheme, value),) = reference.items()
        return value if scheme == "id" else self._found[scheme, value]

    def inside(self, above: str) -> set[str]:
        """A territory or topic, and all that lie in it."""
        if above not in self._inside:
            table = above.partition("_")[0]
            columns: tuple[str, ...] = (
                ("broader_id",) if table == "topic" else ("region_id", "department_id", "epci_id")
            )
            found = {above}
            while more := [row["id"] for row in self.world.rows[table] if any(row[name] in found for name in columns)]:
                if found.issuperset(more):
                    break
                found.update(more)
            self._inside[above] = found
        return self._inside[above]


def _names(type_name: str, row: Row) -> Iterable[tuple[str, str]]:
    """The ways besides its id in which a row can be named."""
    if type_name == "Territory":
        yield row["kind"].lower(), row["code"]
    for scheme in ("slug", "siren", "rna"):
        if type_name != "Territory" and row.get(scheme) is not None:
            yield scheme, row[scheme]


def compared(type_name: str, name: str, operators: Condition) -> Test:
    """Return a test of whether the value of a row's column satisfies all operators."""
    column = column_of(type_name, name)
    convert = MEANT.get(criteria(type_name)[name].name, lambda value: value)
    tests = [
        (COMPARISONS[operator], list(map(convert, other)) if isinstance(other, list) else convert(other))
        for operator, other in operators.items()
        if operator != "isNull"
    ]
    null = operators.get("isNull")
    return lambda row: (
        all(test(row[column], other) for test, other in tests) and (null is None or (row[column] is None) == null)
    )


def ordered(type_name: str, rows: Iterable[Row], order: Iterable[Key] = ()) -> list[Row]:
    """The rows sorted by the keys, nulls lowest, ties by id in the direction of the last key."""
    keys = list(order) or [DEFAULT[type_name]]
    found = list(rows)
    for name, descending in reversed([*keys, ("ID", keys[-1][1])]):
        column = column_of(type_name, name)
        found.sort(key=lambda row: (row[column] is not None, row[column]), reverse=descending)
    return found
