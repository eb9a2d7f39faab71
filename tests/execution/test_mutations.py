"""Root fields of a mutation run one after the other, each with all that is selected below it."""

from typing import Any

import pytest

from tests.execution.torture.events import Context
from tests.execution.torture.schema import ROOT, torture

SCHEMAS = {"breadth-first": torture("breadth-first"), "reference": torture("reference")}


@pytest.fixture(params=SCHEMAS)
def run(request):
    async def execute(document: str, **variables: Any) -> tuple[Any, list[str]]:
        context = Context()
        result = await SCHEMAS[request.param].execute(document, variables, context_value=context, root_value=ROOT)
        return result, context.events

    return execute


async def test_in_the_order_of_the_document(run):
    result, events = await run("""
        mutation {
            a: pushLater(words: ["1", "2"]) { word }
            b: push(word: "3") { word }
            c: pushBatched(word: "4") { word }
            d: push(word: "5") { word }
        }
    """)
    assert events == ["later 1", "later 2", "push 3", "batched 4", "push 5"]
    assert list(result.data) == ["a", "b", "c", "d"]
    assert result.data["a"] == [{"word": "1"}, {"word": "2"}]


async def test_what_is_selected_below_runs_before_the_next_field(run):
    result, _ = await run('mutation { push(word: "1") { events count } pushBatched(word: "2") { events count } }')
    assert result.data["push"] == {"events": ["push 1"], "count": 1}
    assert result.data["pushBatched"] == {"events": ["push 1", "batched 2"], "count": 2}


async def test_an_error_of_a_field_that_may_be_null_stops_nothing(run):
    result, events = await run('mutation { refuse push(word: "1") { word } }')
    assert events == ["refuse", "push 1"]
    assert result.data == {"refuse": None, "push": {"word": "1"}}
    assert [(error.path, error.extensions["code"]) for error in result.errors] == [(["refuse"], "REFUSED")]


async def test_an_error_that_nulls_the_answer_stops_what_comes_after(run):
    result, events = await run("mutation { push { word } refuse collapse(load: 11) push2: push { word } }")
    assert events == ["push word", "refuse", "collapse"]
    assert result.data is None
    assert [error.path for error in result.errors] == [["refuse"], ["collapse"]]


async def test_merged_fields_and_fragments_run_once(run):
    result, events = await run("""
        mutation ($more: Boolean!) {
            push(word: "1") { word }
            ...More @include(if: $more)
            push(word: "1") { count }
        }
        fragment More on Mutation { collapse push(word: "1") { events } }
    """, more=True)  # fmt: skip
    assert events == ["push 1", "collapse"]
    assert result.data == {"push": {"word": "1", "events": ["push 1"], "count": 1}, "collapse": "still standing"}
    assert list(result.data) == ["push", "collapse"]


async def test_a_mutation_may_select_nothing_but_its_type(run):
    result, events = await run("mutation { kind: __typename }")
    assert (result.data, events) == ({"kind": "Mutation"}, [])
