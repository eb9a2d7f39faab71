"""A batched field is called once for all parents of its level, and answers for each of them."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
import strawberry

from execution import BatchInfo, BatchMismatchError, Schema, batched
from tests.execution.sample_schema import Calls, library
from tests.execution.torture.events import Context
from tests.execution.torture.schema import ROOT, torture

LIBRARY = library()


async def test_one_call_a_level_whatever_the_number_of_parents():
    calls = Calls()
    result = await LIBRARY.execute("{ readers { books { title shelf { name size } } } }", context_value=calls)
    assert result.errors is None
    assert calls.made == [("readers", 1), ("books", 3), ("shelf", 6), ("size", 1)]
    assert result.data["readers"][2]["books"][1] == {"title": "Waves", "shelf": {"name": "north", "size": 2}}


async def test_each_key_of_the_answer_is_a_call_of_its_own():
    calls = Calls()
    await LIBRARY.execute("{ readers { one: books(first: 1) { id } two: books { id } } }", context_value=calls)
    assert sorted(calls.made) == [("books", 3), ("books", 3), ("readers", 1)]


async def test_an_object_that_stands_in_many_places_is_resolved_once():
    calls = Calls()
    result = await LIBRARY.execute("{ readers { friend { greeting books { id } } } }", context_value=calls)
    assert sorted(calls.made) == [("books", 1), ("greeting", 1), ("readers", 1)]
    friends = [reader["friend"]["greeting"] for reader in result.data["readers"]]
    assert friends == ["reader 9"] * 3


async def test_no_parents_no_call():
    calls = Calls()
    result = await LIBRARY.execute("{ readers { books(first: 0) { shelf { id } } } }", context_value=calls)
    assert calls.made == [("readers", 1), ("books", 3)]
    assert result.data == {"readers": [{"books": []}] * 3}


async def test_the_reference_gathers_the_same_calls_in_a_dataloader():
    calls = Calls()
    await library("reference").execute("{ readers { books { shelf { name } } } }", context_value=calls)
    assert calls.made == [("readers", 1), ("books", 3), ("shelf", 6)]


async def test_an_exception_among_the_values_is_the_error_of_its_parent_alone():
    result = await torture("breadth-first").execute(
        "{ towns { mayor { partner { number } } people { partner { number } } } }"
    )
    assert {tuple(error.path) for error in result.errors} >= {("towns", 0, "people", 2, "partner")}
    assert result.data["towns"][0]["people"][1]["partner"] == {"number": 0}


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("short", "Town.short must answer with a list of 3 values, one for each parent; it gave 2 values."),
        ("shapeless", "Town.shapeless must answer with a list of 3 values, one for each parent; it gave NoneType."),
    ],
)
async def test_a_batch_of_another_length_is_an_error_that_names_it(field, told):
    result = await torture("breadth-first").execute(
        f"{{ towns {{ {field} }} }}", context_value=Context(), root_value=ROOT
    )
    assert {error.message for error in result.errors} == {told}
    assert isinstance(result.errors[0].original_error, BatchMismatchError)


async def test_a_batch_that_raises_is_the_error_of_every_parent():
    result = await torture("breadth-first").execute(
        "{ towns { name broken } }", context_value=Context(), root_value=ROOT
    )
    assert [error.path for error in result.errors] == [["towns", index, "broken"] for index in range(3)]
    assert result.data["towns"][1] == {"name": "town 1", "broken": None}


async def test_two_batches_of_a_level_run_at_the_same_time():
    result = await Schema(query=Meeting).execute("{ left right }", context_value=asyncio.Barrier(2))
    assert result.errors is None
    assert result.data == {"left": "met", "right": "met"}


def test_a_batch_must_say_its_type():
    with pytest.raises(TypeError, match="untold needs a return annotation"):

        @batched
        def untold(parents, info):
            """Say nothing of what is returned."""


def test_lists_may_be_defaults_of_a_batch():
    schema = Schema(query=Defaults)
    assert "numbers(of: [Int!]! = [1, 2]): [Int!]!" in schema.as_str()


async def _met(info: BatchInfo) -> str:
    """Waits for the other batch; alone it would wait for ever."""
    await asyncio.wait_for(info.context.wait(), timeout=5)
    return "met"


@strawberry.type
class Meeting:
    @batched
    async def left(parents: Sequence[Any], info: BatchInfo) -> list[str]:
        return [await _met(info) for _ in parents]

    @batched
    async def right(parents: Sequence[Any], info: BatchInfo) -> list[str]:
        return [await _met(info) for _ in parents]


@strawberry.type
class Defaults:
    @batched
    def numbers(
        parents: Sequence[Any],
        info: BatchInfo,
        of: list[int] = [1, 2],  # noqa: B006
    ) -> list[list[int]]:
        return [of for _ in parents]
