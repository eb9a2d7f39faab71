"""Filters, each held to a plain evaluation of the same rows."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.graph.commons import Graph, criteria
from tests.graph.conditions import conditions, values
from tests.graph.oracle import Condition, Oracle
from tests.graph.relations import TYPES

PAGE = 100
CORSICA = {"territory": {"within": [{"region": "94"}]}}
BOUNDS: dict[str, Condition] = {"Territory": CORSICA}
"""What is asked besides, where there are too many records for a plain evaluation of each."""


def listing(type_name: str) -> str:
    name = TYPES[type_name]
    return f"query($f: {type_name}Filter) {{ {name}(filter: $f, first: {PAGE}) {{ totalCount nodes {{ id }} }} }}"


async def agrees(graph: Graph, oracle: Oracle, type_name: str, condition: Any) -> None:
    """Both say the same: how many match, and which come first; nothing does where a condition is refused."""
    bounds = BOUNDS.get(type_name)
    expected = oracle.ids(type_name, condition)
    result = await graph.ask(listing(type_name), {"f": condition if bounds is None else {"and": [bounds, condition]}})
    if result.errors:
        (error,) = result.errors
        assert error.extensions == {"code": "CONTRADICTORY_FILTER"}, (condition, error)
        assert any(not oracle.matching(type_name, each) for each in leaves(condition)), condition
        return
    page = result.data[TYPES[type_name]]
    assert (page["totalCount"], [node["id"] for node in page["nodes"]]) == (len(expected), expected[:PAGE]), condition


def leaves(condition: Any) -> list[Condition]:
    """The conditions on single fields, wherever they stand."""
    found: list[Condition] = []
    for name, value in condition.items():
        if name in {"and", "or", "not"}:
            inner = value if isinstance(value, list) else [value]
            found += [leaf for each in inner for leaf in leaves(each)]
        else:
            found.append({name: value})
    return found


COLUMNS = [
    (type_name, name)
    for type_name in TYPES
    for name, each in criteria(type_name).items()
    if not each.name.endswith("Criterion")
]


@pytest.mark.parametrize(("type_name", "name"), COLUMNS)
async def test_every_operator_of_a_column(graph, bounded, type_name, name):
    known = values(bounded.world, type_name, name)
    step = len(known) // (30 if criteria(type_name)[name].name == "TextFilter" else 4) + 1
    for operator in criteria(type_name)[name].fields:
        if operator == "isNull":
            operands: list[Any] = [True, False]
        elif operator in {"in", "notIn"}:
            operands = [known[:1], known[1:6], [*known[::step], *known[::step]]]
        else:
            operands = known[::step]
        for operand in operands:
            await agrees(graph, bounded, type_name, {name: {operator: operand}})


@pytest.mark.parametrize("type_name", TYPES)
async def test_random_filters(graph, bounded, type_name):
    for condition in generated(bounded, type_name):
        await agrees(graph, bounded, type_name, condition)


def generated(oracle: Oracle, type_name: str) -> list[Condition]:
    """Always the same filters for the same rows."""
    found: list[Condition] = []

    @settings(max_examples=80, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(conditions(oracle.world, type_name))
    def gather(condition):
        found.append(condition)

    gather()
    return found
