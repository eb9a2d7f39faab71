"""Arguments reach batches and resolvers as Strawberry's would, coerced once where the document fixes them."""

from collections.abc import Sequence
from typing import Annotated, Any, NewType

import pytest
import strawberry
from graphql import ValueNode, value_from_ast_untyped
from graphql.execution import values as core
from strawberry.schema.config import StrawberryConfig

from execution import BatchInfo, Schema, arguments, batched
from tests.execution.comparison import compare
from tests.execution.torture.events import Context
from tests.execution.torture.schema import ROOT, torture

BREADTH_FIRST, REFERENCE = torture("breadth-first"), torture("reference")


async def _echo(document: str, **variables: Any) -> Any:
    """Return the answer of both executors."""
    compared = await compare(BREADTH_FIRST, REFERENCE, document, variables, Context, root=ROOT)
    return compared.data


async def _refused(document: str, **variables: Any) -> tuple[str, str]:
    """Code and message of the first error of a request that both executors refuse."""
    compared = await compare(BREADTH_FIRST, REFERENCE, document, variables, Context, root=ROOT)
    assert not compared.executed
    error = (await BREADTH_FIRST.execute(document, variables, root_value=ROOT)).errors[0]
    return error.extensions["code"], error.message


@pytest.mark.parametrize("field", ["numbers", "batchedNumbers"])
@pytest.mark.parametrize(
    ("definition", "variables", "told"),
    [
        ("$c: Int", {}, "'c': '7'"),  # missing: the argument's default
        ("$c: Int", {"c": None}, "'c': 'None'"),  # null is a value
        ("$c: Int = 5", {}, "'c': '5'"),
        ("$c: Int = 5", {"c": None}, "'c': 'None'"),
        ("$c: Int!", {"c": 2}, "'c': '2'"),
        ("$c: Int! = 5", {}, "'c': '5'"),
    ],
)
async def test_a_variable_given_null_or_missing(field, definition, variables, told):
    data = await _echo(f"query ({definition}) {{ echo {{ {field}(a: 1, c: $c) }} }}", **variables)
    assert told in data["echo"][field]


@pytest.mark.parametrize("field", ["numbers", "batchedNumbers"])
async def test_null_for_an_argument_that_may_be_left_out_but_not_null_is_that_fields_error(field):
    data = await _echo(f"query ($d: [Int!]) {{ echo {{ __typename {field}(a: 1, d: $d) }} }}", d=None)
    assert data["echo"] is None
    data = await _echo(f"query ($d: [Int!]) {{ echo {{ {field}(a: 1, d: $d) }} }}")
    assert "'d': ['1', '2']" in data["echo"][field]


@pytest.mark.parametrize("field", ["filtered", "batchedFiltered"])
async def test_inputs_are_made_with_their_defaults(field):
    document = f"query ($least: Int) {{ echo {{ {field}(where: {{ atLeast: $least, inner: {{ text: null }} }}) }} }}"
    told = (await _echo(document))["echo"][field]
    assert "'at_least': '3'" in told
    assert "'colours': ['Colour.RED']" in told
    assert "'text': 'UNSET'" in told
    assert "'text': 'None'" in told


@pytest.mark.parametrize("field", ["filtered", "batchedFiltered"])
@pytest.mark.parametrize("grid", [[[1, None]], [3], 4, None])
async def test_a_single_value_stands_for_a_list_of_one(field, grid):
    data = await _echo(f"query ($grid: [[Int]!]) {{ echo {{ {field}(grid: $grid) }} }}", grid=grid)
    assert data["echo"][field].startswith("{'grid': ")


@pytest.mark.parametrize("field", ["leaves", "batchedLeaves"])
async def test_enums_and_scalars_reach_resolvers_as_python_values(field):
    document = f'{{ echo {{ {field}(colour: BLUE, day: "2026-01-02", key: 5, flags: [true, null]) }} }}'
    told = (await _echo(document))["echo"][field]
    assert "'colour': 'Colour.BLUE', 'day': '2026-01-02'" in told
    assert "'flags': ['True', 'None']" in told
    assert (await _echo(f"{{ echo {{ {field} }} }}"))["echo"][field].startswith("{'colour': 'Colour.GREEN'")


@pytest.mark.parametrize("field", ["chosen", "batchedChosen"])
@pytest.mark.parametrize("choice", ["{}", "{ number: 1, colours: [RED] }", "{ number: null }", "{ number: 1.5 }"])
async def test_one_of_takes_exactly_one_that_is_not_null(field, choice):
    code, _ = await _refused(f"{{ echo {{ {field}(choice: {choice}) }} }}")
    assert code == "GRAPHQL_VALIDATION_FAILED"


@pytest.mark.parametrize("field", ["chosen", "batchedChosen"])
async def test_a_null_that_a_variable_brings_into_one_of_is_that_fields_error(field):
    # graphql-core lets the nullable variable through where the input itself may not be null.
    document = f"query ($number: Int) {{ echo {{ {field}(choice: {{ number: $number }}) }} anything {{ __typename }} }}"
    assert "Some(1)" in (await _echo(document, number=1))["echo"][field]
    data = await _echo(document, number=None)
    assert data["echo"] is None or data["echo"][field] is None
    assert data["anything"] is not None


@pytest.mark.parametrize("field", ["chosen", "batchedChosen"])
async def test_one_of_takes_variables_inside_fragments_too(field):
    document = f"""
        fragment Chosen on Echo {{ {field}(choice: {{ number: $number }}) }}
        query ($number: Int!) {{ echo {{ ...Chosen }} }}
    """
    assert "Some(3)" in (await _echo(document, number=3))["echo"][field]


@pytest.mark.parametrize("choice", [{}, {"number": 1, "colours": ["RED"]}, {"number": None}, {"unknown": 1}])
async def test_one_of_holds_for_variables(choice):
    document = "query ($choice: Choice!) { echo { chosen(choice: $choice) batchedChosen(choice: $choice) } }"
    code, _ = await _refused(document, choice=choice)
    assert code == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (2**31, "cannot represent non 32-bit signed integer"),
        ("1", "cannot represent non-integer value"),
        (None, "expected value of non-null type"),
        (True, "cannot represent non-integer value"),
    ],
)
async def test_a_bad_variable_is_refused_with_its_name(value, told):
    code, message = await _refused("query ($a: Int!) { echo { numbers(a: $a) } }", a=value)
    assert code == "BAD_USER_INPUT"
    assert "$a" in message
    assert told.lower() in message.lower()


async def test_a_bad_value_deep_in_a_variable_is_told_with_its_place():
    where = {"inner": {"inner": {"colours": ["RED", "MAUVE"]}}}
    _, message = await _refused("query ($where: Filter) { echo { filtered(where: $where) } }", where=where)
    assert ".inner.inner.colours[1]" in message


async def test_many_bad_values_are_told_up_to_a_limit():
    document = "query ($d: [Int!]) { echo { numbers(a: 1, d: $d) } }"
    result = await BREADTH_FIRST.execute(document, {"d": ["x"] * 1000}, root_value=ROOT)
    assert len(result.errors) <= 11


async def test_values_nested_without_end_are_refused():
    where: dict[str, Any] = {}
    for _ in range(100):
        where = {"inner": where}
    code, message = await _refused("query ($where: Filter) { echo { batchedFiltered(where: $where) } }", where=where)
    assert code == "LIMIT_EXCEEDED"
    assert "nested 101, at most 40 allowed" in message


async def test_arguments_are_coerced_once_and_take_the_variables_of_each_request(monkeypatch):
    counted: list[str] = []

    def counting(definition: Any, node: Any, variables: Any) -> dict[str, Any]:
        counted.append(node.name.value)
        return core.get_argument_values(definition, node, variables)

    monkeypatch.setattr(arguments, "get_argument_values", counting)
    schema = Schema(query=Greedy)
    document = (
        "query ($of: [Int!]!, $one: Int!) { fixed: eaten(of: [1]) varies: eaten(of: $of) one: eaten(of: [$one]) }"
    )
    for given in ([2], [2, 3], []):
        result = await schema.execute(document, {"of": given, "one": 7})
        assert result.data == {"fixed": 1, "varies": len(given), "one": 1}
    assert len(counted) == 3


async def test_a_variable_within_a_literal_that_a_scalar_takes_apart_has_the_value_of_each_request():
    schema = Schema(query=Telling, config=StrawberryConfig(scalar_map={Told: TOLD}))
    document = "query ($of: Told!) { shown(value: { of: $of, others: [$of, 0] }) }"
    for given in ("x", "y"):
        result = await schema.execute(document, {"of": given})
        assert result.data == {"shown": str({"of": given, "others": [given, 0]})}


async def test_no_call_sees_what_another_did_to_its_arguments():
    schema = Schema(query=Greedy)
    for _ in range(2):
        result = await schema.execute("{ eaten(of: [1, 2, 3]) default: eaten meal(of: { dishes: [4, 5] }) }")
        assert result.data == {"eaten": 3, "default": 1, "meal": 2}


async def test_arguments_keep_their_python_names():
    result = await Schema(query=Greedy).execute('{ named(class: "x", camelCase: 1) }')
    assert result.data == {"named": "x 1"}


@strawberry.input
class Meal:
    dishes: list[int]


def _told(literal: ValueNode, variables: dict[str, Any] | None = None) -> str:
    return str(value_from_ast_untyped(literal, variables))


Told = NewType("Told", str)
TOLD = strawberry.scalar(name="Told", serialize=str, parse_value=str, parse_literal=_told)


@strawberry.type
class Greedy:
    @batched
    def eaten(parents: Sequence[Any], info: BatchInfo, of: list[int] = [0]) -> list[int]:  # noqa: B006
        """Eats up its argument."""
        return [sum(1 for _ in iter(lambda: of.pop() if of else None, None)) for _ in parents]

    @batched
    def meal(parents: Sequence[Any], info: BatchInfo, of: Meal) -> list[int]:
        number = len(of.dishes)
        of.dishes.clear()
        return [number] * len(parents)

    @batched
    def named(
        parents: Sequence[Any],
        info: BatchInfo,
        kind: Annotated[str, strawberry.argument(name="class")],
        camel_case: int = 0,
    ) -> list[str]:
        return [f"{kind} {camel_case}"]


@strawberry.type
class Telling:
    @batched
    def shown(parents: Sequence[Any], info: BatchInfo, value: Told) -> list[str]:
        return [value] * len(parents)
