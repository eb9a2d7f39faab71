"""Filters, each held to a plain evaluation of the same rows."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.graph.commons import Graph
from tests.graph.conditions import conditions, criteria, values
from tests.graph.oracle import Oracle
from tests.graph.relations import TYPES

PAGE = 100
RANDOM = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
EXAMPLES = dict.fromkeys(TYPES, 60) | {"Territory": 25}


def listing(type_name: str) -> str:
    name = TYPES[type_name]
    return f"query($f: {type_name}Filter) {{ {name}(filter: $f, first: {PAGE}) {{ totalCount nodes {{ id }} }} }}"


async def found(graph: Graph, type_name: str, condition: Any) -> tuple[int, list[str]]:
    """How many records match, and the ids on the first page."""
    page = (await graph.data(listing(type_name), f=condition))[TYPES[type_name]]
    return page["totalCount"], [node["id"] for node in page["nodes"]]


async def agrees(graph: Graph, oracle: Oracle, type_name: str, condition: Any) -> None:
    """Both say the same: how many match, and which come first."""
    expected = oracle.ids(type_name, condition)
    assert await found(graph, type_name, condition) == (len(expected), expected[:PAGE]), condition


COLUMNS = [
    (type_name, name)
    for type_name in TYPES
    for name, each in criteria(type_name).items()
    if not each.name.endswith("Criterion")
]


@pytest.mark.parametrize(("type_name", "name"), COLUMNS, ids=lambda value: value)
async def test_every_operator_of_a_column(graph, oracle, type_name, name):
    known = values(oracle.world, type_name, name)
    step = len(known) // (3 if type_name == "Territory" else 12) + 1
    for operator in criteria(type_name)[name].fields:
        if operator == "isNull":
            operands: list[Any] = [True, False]
        elif operator in {"in", "notIn"}:
            operands = [known[:1], known[1:6], [*known[::step], *known[::step]]]
        else:
            operands = known[::step]
        for operand in operands:
            await agrees(graph, oracle, type_name, {name: {operator: operand}})


@pytest.mark.parametrize("type_name", TYPES)
async def test_random_filters(graph, oracle, type_name):
    examples: list[Any] = []

    @settings(RANDOM, max_examples=EXAMPLES[type_name])
    @given(conditions(oracle.world, type_name))
    def gather(condition):
        examples.append(condition)

    gather()
    for condition in examples:
        result = await graph.ask(listing(type_name), {"f": condition})
        print(condition, result.errors) if result.errors else None
