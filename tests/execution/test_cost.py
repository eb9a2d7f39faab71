"""Cost of an operation: computed with its plan, from the published weights, by the values of its variables."""

from collections.abc import Sequence
from typing import Annotated

import pytest
import strawberry
from graphql import GraphQLError
from strawberry.federation.schema_directives import Cost, ListSize
from strawberry.printer import print_schema

from execution import Admission, BatchInfo, Limits, RequestError, Schema, batched
from execution.admission import Charge

UNSET = strawberry.UNSET
PAGED = [
    ListSize(
        assumed_size=20, slicing_arguments=["first", "last"], sized_fields=["nodes"], require_one_slicing_argument=False
    )
]


def assumed(size: int) -> list[object]:
    return [
        ListSize(assumed_size=size, slicing_arguments=UNSET, sized_fields=UNSET, require_one_slicing_argument=False)
    ]


@strawberry.interface
class Named:
    name: str = "name"


@strawberry.type
class Leaf(Named):
    long: str = strawberry.field(default="long", directives=[Cost(weight=3)])


@strawberry.type
class Branch(Named):
    leaf: Leaf = strawberry.field(default_factory=Leaf)
    leaves: list[Leaf] = strawberry.field(default_factory=list)
    few: list[Leaf] = strawberry.field(default_factory=list, directives=assumed(3))


@strawberry.type
class Page:
    nodes: list[Branch] = strawberry.field(default_factory=list)
    total: int = strawberry.field(default=0, directives=[Cost(weight=5)])


@strawberry.input
class Where:
    eq: str | None = strawberry.field(default=UNSET, directives=[Cost(weight=1)])
    contains: str | None = strawberry.field(default=UNSET, directives=[Cost(weight=10)])
    both: "list[Where] | None" = UNSET


@batched(listed="ids", directives=assumed(50), type=list[Branch | None])
def by_ids(parents: Sequence[object], _info: BatchInfo, *, ids: list[str]) -> Sequence[object]:
    return [[None] * len(ids)] * len(parents)


def paged(first: int | None = None, last: int | None = None, where: Where | None = None) -> Page:
    return Page()


@strawberry.type
class Query:
    leaf: Leaf = strawberry.field(default_factory=Leaf)
    named: Named = strawberry.field(default_factory=Leaf)
    page: Page = strawberry.field(resolver=paged, directives=PAGED)
    byIds = by_ids  # noqa: N815  as GraphQL has it
    constant: str = strawberry.field(default="text", directives=[Cost(weight=500)])

    @strawberry.field
    def weighed(self, size: Annotated[int, strawberry.argument(directives=[Cost(weight=7)])] = 0) -> int:
        return size


@strawberry.type
class Mutation:
    @strawberry.mutation(directives=[Cost(weight=10)])
    def write(self, where: Where | None = None) -> Leaf:
        return Leaf()


SCHEMA = Schema(query=Query, mutation=Mutation, types=[Leaf, Branch], federation_version="2.9")


class Till:
    """A context that notes what is charged."""

    def __init__(self, most: int = 10**9) -> None:
        self.most = most
        self.charged: list[int] = []
        self.writes: list[bool] = []
        self.left = 0
        self.characters: list[int] = []
        self.refusals = 0

    async def charge(self, cost: int, *, writes: bool, shown: bool) -> Admission | None:
        if cost > self.most:
            raise RequestError([GraphQLError("too much", extensions={"code": "COST"})])
        self.charged.append(cost)
        self.writes.append(writes)
        return Admission({"cost": cost} if shown else None, self._leave)

    def read(self, characters: int) -> None:
        self.characters.append(characters)

    def refused(self) -> None:
        self.refusals += 1

    def _leave(self) -> None:
        self.left += 1


async def cost_of(source: str, **variables: object) -> int:
    till = Till()
    charge: Charge = till.charge
    assert charge is not None
    result = await SCHEMA.execute(source, variables, context_value=till)
    assert till.charged, result.errors
    return till.charged[0]


@pytest.mark.parametrize(
    ("source", "cost"),
    [
        ("{ __typename }", 0),
        ("{ leaf { name } }", 1),
        ("{ a: leaf { name } b: leaf { name } }", 2),
        ("{ leaf { name } leaf { name __typename } }", 1),
        ("{ leaf { name long } }", 4),
        ("{ named { name } }", 1),
        ("{ named { ... on Leaf { long } ... on Branch { leaf { name } few { name } } } }", 1 + 4),
        ("{ constant }", 500),
        ("{ weighed }", 0),
        ("{ weighed(size: 1) }", 7),
        ("{ page { total } }", 1 + 5),
        ("{ page { nodes { name } } }", 1 + 20),
        ("{ page(first: 3) { nodes { name } } }", 1 + 3),
        ("{ page(last: 4) { nodes { name leaf { long } } } }", 1 + 4 * (1 + 1 + 3)),
        ("{ page(first: 0) { nodes { name } } }", 1),
        ("{ page(first: -5) { nodes { name } } }", 1),
        ("{ page(first: null) { nodes { name } } }", 1 + 20),
        ("{ page(first: 2) { nodes { leaves { name } } } }", 1 + 2 * (1 + 10)),
        ("{ page(first: 2) { nodes { few { name } } } }", 1 + 2 * (1 + 3)),
        ('{ byIds(ids: ["a", "b"]) { name } }', 2),
        ('{ page(first: 1, where: {eq: "a"}) { total } }', 6 + 2),
        ('{ page(first: 1, where: {contains: "a", both: [{}, {eq: "a"}]}) { total } }', 6 + 1 + 10 + 1 + 2),
        ("{ page(where: null) { total } }", 6),
        ("{ page(where: {eq: null}) { total } }", 6 + 1),
        ("mutation { write { name } }", 10),
        ("mutation { a: write { name } b: write { long } }", 23),
        ("{ __schema { queryType { name } } }", 500),
        ('{ __type(name: "Leaf") { name } }', 50),
        ("{ ...F } fragment F on Query { leaf { ...G } } fragment G on Leaf { name long }", 4),
        ("{ leaf @skip(if: true) { name } }", 0),
    ],
)
async def test_what_documents_cost(source, cost):
    assert await cost_of(source) == cost


PAGE = "query ($n: Int, $w: Where) { page(first: $n, where: $w) { nodes { name } } }"


@pytest.mark.parametrize(
    ("source", "variables", "cost"),
    [
        (PAGE, {}, 21),
        (PAGE, {"n": None}, 21),
        (PAGE, {"n": 5}, 6),
        (PAGE, {"n": 5, "w": {}}, 7),
        (PAGE, {"n": 5, "w": {"both": [{"contains": "a"}, {"eq": "b"}]}}, 6 + 1 + 11 + 2),
        ("query ($n: Int = 7) { page(first: $n) { nodes { name } } }", {}, 8),
        ("query ($n: Int = 7) { page(first: $n) { nodes { name } } }", {"n": 9}, 10),
        ("query ($i: [String!]!) { byIds(ids: $i) { leaf { long } } }", {"i": ["a", "b", "c"]}, 3 * 5),
        ("query ($i: String!) { byIds(ids: [$i, $i]) { name } }", {"i": "a"}, 2),
        ("query ($w: Where!) { page(where: {both: [$w, $w]}) { total } }", {"w": {"eq": "a"}}, 6 + 1 + 2 * 2),
        ("query ($t: String) { page(where: {contains: $t}) { total } }", {"t": "a"}, 6 + 1 + 10),
        ("query ($t: String) { page(where: {contains: $t}) { total } }", {}, 6 + 1),
        ("query ($s: Boolean!) { leaf @include(if: $s) { name } }", {"s": False}, 0),
        ("mutation ($w: Where) { write(where: $w) { name } }", {"w": {"eq": "a"}}, 12),
    ],
)
async def test_what_they_cost_by_the_values_of_variables(source, variables, cost):
    assert await cost_of(source, **variables) == cost


async def test_asking_for_more_never_costs_less():
    parts = ["name", "leaf { name }", "leaf { name long }", "leaves { name }", "few { long }"]
    costs = [
        await cost_of(f"{{ page(first: {size}) {{ nodes {{ {' '.join(parts[:number])} }} }} }}")
        for size in (0, 1, 7, 100)
        for number in range(1, len(parts) + 1)
    ]
    for start in range(0, len(costs), len(parts)):
        assert sorted(costs[start : start + len(parts)]) == costs[start : start + len(parts)]
    assert sorted(costs[4 :: len(parts)]) == costs[4 :: len(parts)]


async def test_a_document_is_paid_for_by_its_length_by_who_brings_it_first():
    till, schema = Till(most=20), Schema(query=Query, types=[Leaf, Branch], federation_version="2.9")
    for source, code in (("{ page { nodes { name } } }", "COST"), ("{ nothing }", "GRAPHQL_VALIDATION_FAILED")):
        for _ in range(2):
            result = await schema.execute(source, context_value=till)
            assert [error.extensions["code"] for error in result.errors] == [code]
    # What is not valid is not kept, and has to be read each time.
    assert till.characters == [len("{ page { nodes { name } } }"), len("{ nothing }"), len("{ nothing }")]
    assert (till.charged, till.refusals) == ([], 4)


async def test_a_lane_is_left_whatever_becomes_of_the_operation():
    till = Till()
    assert (await SCHEMA.execute("{ leaf { name } }", context_value=till)).extensions is None
    told = await SCHEMA.execute("{ leaf { name } }", context_value=till, operation_extensions={"cost": True})
    assert told.extensions == {"cost": 1}
    await SCHEMA.execute("mutation { write { name } }", context_value=till)
    assert (till.left, till.writes) == (3, [False, False, True])


async def test_a_field_of_many_types_is_costed_once_for_all_of_them():
    schema = Schema(query=Query, types=[Leaf, Branch], federation_version="2.9", limits=Limits(compiled=8))
    till = Till()
    assert (await schema.execute("{ named { ... on Named { name } } }", None, till, Query())).errors is None
    wide = "{ named { " + " ".join(f"a{number}: name" for number in range(4)) + " } }"
    refused = await schema.execute(wide, context_value=till)
    assert refused.errors[0].extensions["code"] == "LIMIT_EXCEEDED"


def test_what_is_charged_stands_in_the_sdl():
    sdl = print_schema(SCHEMA)
    assert "total: Int! @cost(weight: 5)" in sdl
    assert "contains: String @cost(weight: 10)" in sdl
    assert 'sizedFields: ["nodes"]' in sdl
    assert "assumedSize: 3, requireOneSlicingArgument: false" in sdl
