"""Introspection answers are graphql-core's, bounded, and cached."""

import asyncio
import time

import pytest
import strawberry
from graphql import execute_sync, get_introspection_query, parse

from execution import Limits, Schema
from execution.introspection import IntrospectionCache, IntrospectionField
from tests.execution.torture.events import Context
from tests.execution.torture.schema import ROOT, torture

TORTURE = torture("breadth-first")
NESTED = "{ __schema { types { fields { type { fields { name } } } } } }"

PARTLY = """query ($old: Boolean! = true, $no: Boolean!) {
  __schema { types { fields(includeDeprecated: $old) { name type @skip(if: $no) { name } } } }
}"""

DOCUMENTS = [
    (get_introspection_query(input_value_deprecation=True), {}),
    ('{ __type(name: "Town") { name kind fields { name args { name defaultValue } } } }', {}),
    ('{ __type(name: "Nothing") { name } other: __type(name: "Int") { kind name fields { name } } }', {}),
    ("query ($n: String!) { __type(name: $n) { ...T } } fragment T on __Type { __typename name }", {"n": "Town"}),
    (
        PARTLY,
        {"no": True},
    ),
    ("{ __schema { queryType { name } mutationType { name } directives { name locations isRepeatable } } }", {}),
    (NESTED, {}),
]


@pytest.mark.parametrize(("source", "variables"), DOCUMENTS)
async def test_it_is_what_graphql_core_tells(source, variables):
    expected = execute_sync(TORTURE._schema, parse(source), variable_values=variables)
    result = await TORTURE.execute(source, variables)
    assert (result.data, result.errors) == (expected.data, expected.errors)


async def test_it_stands_beside_other_fields_in_the_order_of_the_document():
    source = "{ __typename towns { name } __schema { queryType { name } } works { title } }"
    result = await TORTURE.execute(source, context_value=Context(), root_value=ROOT)
    assert list(result.data) == ["__typename", "towns", "__schema", "works"]
    assert result.data["__schema"] == {"queryType": {"name": "Query"}}


@strawberry.type
class Query:
    number: int = 0


def bounded(most: int) -> Schema:
    return Schema(query=Query, limits=Limits(introspected=most))


async def told(schema: Schema, source: str) -> str | None:
    result = await schema.execute(source)
    return result.errors[0].extensions["code"] if result.errors else None


async def test_it_is_bounded_over_the_whole_operation():
    one = '{ a: __type(name: "Query") { name fields { name } } }'
    two = '{ a: __type(name: "Query") { name fields { name } } b: __type(name: "Query") { name fields { name } } }'
    assert await told(bounded(7), one) is None
    assert await told(bounded(6), one) == "LIMIT_EXCEEDED"
    assert await told(bounded(14), two) is None
    assert await told(bounded(13), two) == "LIMIT_EXCEEDED"


async def test_it_is_given_up_as_soon_as_it_is_too_long():
    schema = bounded(6)
    assert await told(schema, '{ a: __type(name: "Query") { name fields { name } } }') == "LIMIT_EXCEEDED"
    assert schema._telling._kept == {}, "an answer that was finished would be kept"


async def test_a_third_more_than_tools_ask_for_is_told_unless_a_limit_is_set():
    schema = Schema(query=Query)
    full = get_introspection_query(input_value_deprecation=True, specified_by_url=True)
    assert await told(schema, full) is None
    inside = full.partition("__schema")[2].partition("fragment")[0].strip().removesuffix("}")
    rest = "fragment" + full.partition("fragment")[2]
    assert await told(schema, f"{{ a: __schema {inside} b: __schema {inside} }} {rest}") == "LIMIT_EXCEEDED"


async def test_what_is_kept_counts_as_much_as_what_is_new():
    schema = bounded(7)
    source = '{ a: __type(name: "Query") { name kind description } b: __type(name: "Int") { name kind description } }'
    assert [await told(schema, source) for _ in range(3)] == ["LIMIT_EXCEEDED"] * 3


async def test_the_usual_question_is_answered_once_for_all():
    source = get_introspection_query()
    first = (await TORTURE.execute(source)).data
    kept = dict(TORTURE._telling._kept)
    assert (await TORTURE.execute(source)).data == first
    assert dict(TORTURE._telling._kept) == kept


async def test_answers_are_kept_up_to_so_many_bytes():
    schema = bounded(50_000)
    schema._telling = IntrospectionCache(schema._schema, kept=200_000)
    for number in range(30):
        assert await told(schema, f'{{ a{number}: __type(name: "Query") {{ name kind fields {{ name }} }} }}') is None
    kept = [question.weight + len(answer.json) for question, answer in schema._telling._kept.values()]
    assert 0 < len(kept) < 30
    assert sum(kept) == schema._telling._held <= 200_000


async def test_lists_within_lists_without_end_are_refused():
    source = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
    assert await told(bounded(50_000), source) == "GRAPHQL_VALIDATION_FAILED"


NAMED = """query ($name: String! = "Query", $with: Boolean! = true, $other: String) {
  __type(name: $name) { ...T } echo(said: $other)
}
fragment T on __Type { name fields(includeDeprecated: $with) { name } }"""


@strawberry.type
class Said:
    @strawberry.field
    def echo(self, said: str | None = None) -> str | None:
        return said


@pytest.mark.parametrize(
    ("variables", "answers"),
    [({"other": "x"}, 1), ({"name": "Said"}, 2), ({"with": False}, 2), ({"name": "Nothing", "with": False}, 2)],
)
async def test_the_variables_that_a_question_uses_decide_its_answer_and_no_others(variables, answers):
    schema = Schema(query=Said)
    for each in ({}, variables, {}):
        expected = execute_sync(schema._schema, parse(NAMED), root_value=Said(), variable_values=each)
        told = await schema.execute(NAMED, each, root_value=Said())
        assert (told.data["__type"], told.errors) == (expected.data["__type"], expected.errors)
    assert len(schema._telling._kept) == answers


async def test_long_values_are_not_kept_with_an_answer():
    schema = Schema(query=Said)
    for number in range(3):
        await schema.execute(NAMED, {"name": f"{number}" + "x" * 50_000}, root_value=Said())
    assert [len(digest) for _, digest in schema._telling._kept] == [32] * 3
    weights = sum(question.weight + len(answer.json) for question, answer in schema._telling._kept.values())
    assert weights == schema._telling._held > 3 * len(NAMED) * 300


async def test_one_is_answered_at_a_time_though_clients_leave(monkeypatch):
    at_work, most, begun = 0, 0, 0
    answered = IntrospectionField.answered

    def slowly(*given):
        nonlocal at_work, most, begun
        at_work, begun = at_work + 1, begun + 1
        most = max(most, at_work)
        time.sleep(0.1)
        at_work -= 1
        return answered(*given)

    schema = bounded(50)
    monkeypatch.setattr(IntrospectionField, "answered", slowly)
    for number in range(8):
        leaving = asyncio.create_task(schema.execute(f'{{ __type(name: "A{number}") {{ name }} }}'))
        await asyncio.sleep(0.01)
        leaving.cancel()
    assert await told(schema, '{ __type(name: "Query") { name } }') is None
    assert (most, begun < 8) == (1, True)
