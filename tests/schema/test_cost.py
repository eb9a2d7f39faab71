"""Costs of the commons' own operations: as the SDL publishes them, and never less than what is read."""

import random
import time
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, get_nullable_type, is_list_type, is_object_type

from benchmarks.shapes import SHAPES
from execution import Admission
from execution.cost_weights import cost_directive, list_size_directive
from schema.kit.context import Context
from schema.kit.costs import COUNTED, LONG_TEXT, MUTATIONS, OPERATORS, SDL, WRITTEN
from tests.schema.graph_client import GRAPHQL, SCHEMA, GraphClient, opened
from tests.schema.test_costs import rows_given
from tests.support.durations import check_duration

QUERIES = {path.stem: path.read_text() for path in sorted((Path(__file__).parents[1] / "queries").glob("*.graphql"))}
COSTS = {
    "agenda": 281,
    "aids": 250,
    "codes": 34,
    "commune": 45,
    "experience-reports": 339,
    "networks": 1202,
    "next-page": 64,
    "project-pages": 293,
    "region-inside": 807,
    "search": 358,
    "topics": 306,
    "walks": 298,
}
SHAPE_COSTS = {"1-projects": 1401, "2-node": 1, "3-actors": 502, "4-participants": 2868, "5-resources": 467}
VISITOR = 10_000
"""The default limit on the cost of one operation of a visitor."""


@pytest.fixture(scope="module")
async def seeded(database_url):
    async with opened(database_url) as graph:
        yield graph


class Read:
    """The cost of an operation, the rows that it read, and the objects in its answer."""

    def __init__(self) -> None:
        self.cost = -1
        self.rows = 0
        self.objects = 0

    async def charge(self, cost: int, *, writes: bool, shown: bool) -> Admission | None:
        self.cost = cost
        return None


async def read(graph: GraphClient, document: str, variables: dict[str, Any] | None = None) -> Read:
    """Run a document and measure it."""
    found = Read()
    async with graph.snapshot() as snapshot:
        rows = rows_given(snapshot)
        result = await SCHEMA.execute(document, variables, context_value=Context(snapshot, charge=found.charge))
        found.rows = sum(rows)
    assert result.data is not None, result.errors
    found.objects = objects(result.data) - 1  # the root is none
    return found


def objects(value: Any) -> int:
    """The objects in a value, itself too."""
    if isinstance(value, dict):
        return 1 + sum(map(objects, value.values()))
    return sum(map(objects, value)) if isinstance(value, list) else 0


def cost(document: str, **variables: Any) -> int:
    """Return the cost of a document, without running it."""
    operation = SCHEMA.document(document).operation(None)
    coerced = operation.variables.values(variables)
    amount = operation.plan(SCHEMA, SCHEMA._writer, coerced, SCHEMA._limits).cost
    return amount if isinstance(amount, int) else amount(coerced.coerced)


@pytest.mark.parametrize("name", COSTS)
async def test_sample_documents_cost_what_they_did_and_no_less_than_they_read(seeded: GraphClient, name: str):
    found = await read(seeded, QUERIES[name])
    assert found.cost == COSTS[name]
    assert found.rows <= found.cost
    assert found.objects <= found.cost


def test_shapes_of_the_benchmark_are_within_a_visitors_budget():
    documents = {shape.name: shape.document() for shape in SHAPES}
    found = {name: cost(documents[name], department="84", topic="methodes", id="actor_1") for name in SHAPE_COSTS}
    assert found == SHAPE_COSTS
    assert max(found.values()) < VISITOR


def test_the_example_of_the_documentation_costs_what_it_says():
    page = (Path(__file__).parents[2] / "docs" / "limits.md").read_text()
    example = page.partition("```graphql\n")[2].partition("```")[0]
    assert f"= {cost(example)}." in page


LISTS = {
    name: field
    for name, field in GRAPHQL.query_type.fields.items()
    if get_named_type(field.type).name.endswith("Connection") and "last" in field.args
}


def generated(chance: random.Random) -> str:
    """An operation that walks from list to list."""
    names = chance.sample(sorted(LISTS), k=chance.randint(1, 3))
    return "{ " + " ".join(f"{name}{listed(LISTS[name], chance, 3)}" for name in names) + " }"


def listed(field: Any, chance: random.Random, levels: int) -> str:
    """The arguments and the selection of a connection."""
    size = chance.choice([0, 1, 2, 5, None])
    arguments = "" if size is None else f"({chance.choice(['first', 'last'])}: {size})"
    connection = get_named_type(field.type)
    node = get_named_type(connection.fields["nodes"].type)
    parts = [f"nodes {selected(node, chance, levels)}"]
    if chance.random() < 0.3:
        parts.append(f"edges {{ cursor node {selected(node, chance, levels - 1)} }}")
    if chance.random() < 0.3:
        parts.append("totalCount")
    if chance.random() < 0.3:
        parts.append("pageInfo { hasNextPage endCursor }")
    return f"{arguments} {{ {' '.join(parts)} }}"


def selected(type_: GraphQLObjectType, chance: random.Random, levels: int) -> str:
    """Return a selection on a record: its id, and some fields that lead on."""
    parts = ["id"]
    for name, field in type_.fields.items():
        below = get_named_type(field.type)
        if levels <= 0 or chance.random() > 0.25 or not is_object_type(below):
            continue
        if below.name.endswith("Connection"):
            parts.append(f"{name}{listed(field, chance, levels - 1)}")
        elif "id" in below.fields:
            parts.append(f"{name} {selected(below, chance, levels - 1)}")
    return "{ " + " ".join(parts) + " }"


async def test_no_generated_operation_reads_more_than_it_costs(seeded: GraphClient):
    chance, measured = random.Random(13), 0  # noqa: S311  no secret
    while measured < 60:
        document = generated(chance)
        if cost(document) > 5_000:
            continue
        found = await read(seeded, document)
        assert found.rows <= found.cost, document
        assert found.objects <= found.cost, document
        measured += 1


async def test_references_cost_as_many_as_there_are(seeded: GraphClient):
    found = await read(seeded, "query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }", {
        "of": [{"__typename": "Actor", "id": f"actor_{number}"} for number in range(30)]
    })  # fmt: skip
    assert found.cost == 30


def test_every_list_of_records_says_how_long_it_is():
    for type_ in GRAPHQL.type_map.values():
        if not isinstance(type_, GraphQLObjectType) or type_.name.startswith("__"):
            continue
        for name, field in type_.fields.items():
            below = get_named_type(field.type)
            if below.name.endswith("Connection"):
                sizes = [each for each in ("first", "last") if each in field.args]
                assert list(list_size_directive(field).slicing_arguments) == sizes, (type_.name, name)
            elif is_list_type(get_nullable_type(field.type)) and name not in {"nodes", "edges"}:
                record = is_object_type(below) and "createdAt" in below.fields
                assert list_size_directive(field) or not record or name == "waiting", (type_.name, name)


def test_the_figures_are_those_of_one_place():
    mutations = GRAPHQL.mutation_type.fields
    assert {name: cost_directive(field) for name, field in mutations.items()} == dict.fromkeys(
        mutations, WRITTEN
    ) | MUTATIONS
    text = GRAPHQL.type_map["TextFilter"].fields
    assert {name: cost_directive(text[name]) for name in OPERATORS} == OPERATORS
    assert cost_directive(GRAPHQL.type_map["ActorConnection"].fields["totalCount"]) == COUNTED
    assert cost_directive(GRAPHQL.type_map["Resource"].fields["body"]) == LONG_TEXT
    assert cost_directive(GRAPHQL.type_map["Actor"].fields["name"]) is None
    assert cost_directive(GRAPHQL.query_type.fields["_service"]) == SDL


def test_a_bulk_upsert_costs_by_its_items():
    document = """mutation ($items: [ActorItemInput!]!) {
      upsertActors(input: { network: { slug: "a" }, items: $items }) { __typename }
    }"""
    one, ten = (cost(document, items=[{"reference": f"{n}"} for n in range(size)]) for size in (1, 10))
    assert ten - one == 9 * (1 + WRITTEN)


WIDE = "name kind summary memberships { nodes { id } } members { nodes { id } } resources { nodes { id title } }"
ATTACKS = {
    "empty filters under many aliases": (
        "query ($f: ActorFilter) {"
        + " ".join(f"a{n}: actors(filter: $f, first: {n}) {{ totalCount }}" for n in range(30))
        + "}",
        {"f": {"and": [{}] * 60_000}},
        "LIMIT_EXCEEDED",
    ),
    "bad references under many aliases": (
        "query ($r: [_Any!]!) {"
        + " ".join(f"a{n}: _entities(representations: $r) {{ __typename }}" for n in range(60))
        + "}",
        {"r": [{}] * 1_000},
        "LIMIT_EXCEEDED",
    ),
    "the schema under many aliases": (
        "{" + " ".join(f"a{n}: _service {{ sdl }}" for n in range(60)) + "}", {}, "LIMIT_EXCEEDED",
    ),
    "many filters of many conditions": (
        "query ($f: ActorFilter) {"
        + " ".join(f"a{n}: actors(filter: $f, first: {n}) {{ totalCount }}" for n in range(60))
        + "}",
        {"f": {"and": [{"name": {"contains": "a"}}] * 49}},
        "LIMIT_EXCEEDED",
    ),
    "types within types": (
        "{ __schema { " + " ".join(f"a{n}: types {{ fields {{ type {{ fields {{ name }} }} }} }}" for n in range(50))
        + " } }",
        {},
        "LIMIT_EXCEEDED",
    ),
    "a wide document": (
        "{" + " ".join(f"a{n}: actors(first: {n}) {{ nodes {{ {WIDE} }} }}" for n in range(1, 56)) + "}", {}, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
async def test_what_asks_for_too_much_costs_us_little(seeded: GraphClient, attack: str):
    document, variables, expected = ATTACKS[attack]
    taken = []
    for number in range(3):  # the machine may be busy with something else: the quickest counts
        source = f"{document} # {number}"
        async with seeded.snapshot() as snapshot:
            began = time.process_time()
            if expected is None:
                SCHEMA.document(source)
                cost(source, **variables)
            else:
                result = await SCHEMA.execute(source, variables, context_value=Context(snapshot))
                assert {error.extensions["code"] for error in result.errors} == {expected}
            taken.append(time.process_time() - began)
    check_duration(min(taken), 0.1)
