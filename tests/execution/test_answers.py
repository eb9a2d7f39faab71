"""Answers: keys in order, values completed as the specification has it, any depth, any name."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
import strawberry

from execution import BatchInfo, Limits, Schema, batched, column, complete_fast
from tests.execution.comparison import compare
from tests.execution.torture.events import Context
from tests.execution.torture.schema import ROOT, torture
from tests.execution.torture.shapes import SPECIFIED

ROOMY = Limits(
    fields=10_000, aliases=5_000, alias=5_000, tokens=50_000, answer=5_000_000, compiled=10_000, repeats=5_000
)
BREADTH_FIRST, REFERENCE = torture("breadth-first", limits=ROOMY), torture("reference", limits=ROOMY)


async def _compared(document: str, **variables: Any) -> Any:
    return (await compare(BREADTH_FIRST, REFERENCE, document, variables, Context, root=ROOT)).data


async def test_keys_stand_in_the_order_of_the_document():
    data = await _compared(
        "{ towns { name ...T number label } } fragment T on Town { altitude label name kind: __typename }"
    )
    assert list(data["towns"][0]) == ["name", "altitude", "label", "kind", "number"]


@pytest.mark.parametrize(
    "key",
    [
        "__class__",
        "__dict__",
        "None",
        "True",
        "lambda",
        "import",
        "r",
        "rows",
        "f0",
        "v0",
        "v0s",
        "_",
        "__",
        "zip",
        "eval",
        "a" * 5_000,
    ],
)
async def test_any_name_is_only_a_key(key):
    data = await _compared(
        f"{{ {key}: towns {{ {key}: name }} works {{ {key}: mood ... on Book {{ x: sequels {{ {key}: title }} }} }} }}"
    )
    assert data[key][0] == {key: "town 0"}
    assert data["works"][0][key] == "GREEN"


async def test_every_shape_of_every_kind_on_every_odd_thing():
    def below(kind: str) -> str:
        return {"odd": " { number }", "named": " { __typename number }", "anything": " { __typename }"}.get(kind, "")

    for name, (kind, _) in SPECIFIED.items():
        field = name.replace("_", " ").title().replace(" ", "")
        await _compared(f"{{ odds(first: 7) {{ {field[0].lower()}{field[1:]}{below(kind)} }} }}")


async def test_two_thousand_fields():
    selection = " ".join(f"n{number}: number" for number in range(1_000))
    data = await _compared(f"{{ towns {{ {selection} }} works {{ {selection.replace('number', 'title')} }} }}")
    assert len(data["towns"][0]) == len(data["works"][0]) == 1_000


async def test_empty_selections_and_empty_lists():
    assert await _compared("{ people(first: 0) { name books { edges { node { title } } } } }") == {"people": []}
    assert (await _compared("{ towns { people(first: null) { name } } }"))["towns"][0] == {"people": None}


async def test_one_object_in_many_places_has_one_answer():
    result = await BREADTH_FIRST.execute("{ people(first: 6) { boss { name boss { name } } } }", root_value=ROOT)
    answers = [person["boss"] for person in result.data["people"][1:4]]
    assert answers[0] is answers[1] is answers[2]


async def test_parents_of_several_types_share_what_is_selected_below_all_of_them(monkeypatch):
    projected: list[str] = []
    original = complete_fast.complete_fast

    def counting(group: Any) -> Any:
        if group.answers is None:
            projected.append(group.plan.type.name)
        return original(group)

    monkeypatch.setattr(complete_fast, "complete_fast", counting)
    source = "{ allNamed { kin { kin { kin { name } } } } }"
    result = await BREADTH_FIRST.execute(source, context_value=Context(), root_value=ROOT)
    assert len(result.data["allNamed"]) == 12
    # One group for each type at each of the four levels, below the root, which `schema` assembled itself.
    assert sorted(projected) == ["Gadget"] * 4 + ["Person"] * 4 + ["Town"] * 4


async def test_values_of_no_known_type_are_errors_of_their_own_place():
    data = await _compared("{ works(number: 4) { __typename title } }")
    assert None in data["works"]
    data = await _compared("{ ghosts { age fears { name } } }")
    assert data is None


async def test_a_type_that_is_no_name_at_all_is_an_error_of_its_place():
    compared = await compare(
        Schema(query=Lost), Schema(query=Lost, mode="reference"), "{ lost { name } found { name } }"
    )
    assert compared.data == {"lost": None, "found": {"name": "found"}}
    assert compared.errors == 1


async def test_any_iterable_is_a_list_but_texts_and_mappings_are_none():
    result = await Schema(query=Iterables).execute(
        "{ tuple range generator text mapping breaking }", root_value=Iterables()
    )
    assert result.data == {
        "tuple": [1, 2],
        "range": [0, 1, 2],
        "generator": [5, 6],
        "text": None,
        "mapping": None,
        "breaking": None,
    }
    assert [error.path for error in result.errors] == [["text"], ["mapping"], ["breaking"]]


async def test_what_is_awaited_inside_a_list_is_an_error_and_not_left_out():
    result = await Schema(query=Iterables).execute("{ futures asynchronous }", root_value=Iterables())
    assert result.data == {"futures": [1, None], "asynchronous": None}
    assert [error.path for error in result.errors] == [["futures", 1], ["asynchronous"]]


async def test_deep_lists():
    result = await Schema(query=Iterables).execute("{ deep { name } }", root_value=Iterables())
    assert result.data == {"deep": [[[[[{"name": "deep"}, None], None]], []]]}
    broken = await Schema(query=Iterables).execute("{ broken { name } }", root_value=Iterables())
    assert broken.data == {"broken": [[None, [[{"name": "deep"}]]]]}
    assert [error.path for error in broken.errors] == [["broken", 0, 0, 1]]


async def test_columns_go_through_their_scalars_unless_they_are_native():
    result = await Schema(query=Cells).execute("{ cells { plain native } }")
    assert result.data == {"cells": [{"plain": "1", "native": 1}, {"plain": None, "native": 2}]}
    assert [error.path for error in result.errors] == [["cells", 1, "plain"]]


@strawberry.interface
class Named:
    name: str

    @classmethod
    def resolve_type(cls, value: Any, info: Any, abstract: Any) -> Any:
        return {"lost": ["not", "a", "name"], "found": "Deep"}[value.name]


@strawberry.type
class Deep(Named):
    name: str = "deep"


@strawberry.type
class Lost:
    @strawberry.field
    def lost(self) -> Named | None:
        return Deep(name="lost")

    @strawberry.field
    def found(self) -> Named | None:
        return Deep(name="found")

    @strawberry.field
    def deep(self) -> Deep:
        return Deep()


@strawberry.type
class Plain:
    name: str = "deep"


DEEP = Plain()


class Later:
    async def __aiter__(self) -> AsyncIterator[int]:
        yield 1


@strawberry.type
class Iterables:
    tuple: list[int] = strawberry.field(default=(1, 2))
    range: list[int] = strawberry.field(default=range(3))

    @strawberry.field
    def generator(self) -> list[int]:
        return (number for number in (5, 6))  # type: ignore[return-value]

    @strawberry.field
    def text(self) -> list[str] | None:
        return "text"  # type: ignore[return-value]

    @strawberry.field
    def mapping(self) -> list[str] | None:
        return {"a": 1}  # type: ignore[return-value]

    @strawberry.field
    def breaking(self) -> list[int] | None:
        return (1 // number for number in (1, 0))  # type: ignore[return-value]

    @strawberry.field
    async def futures(self) -> list[int | None]:
        return [1, asyncio.get_running_loop().create_future()]  # type: ignore[list-item]

    @strawberry.field
    def asynchronous(self) -> list[int] | None:
        return Later()  # type: ignore[return-value]

    @strawberry.field
    def deep(self) -> list[list[list[list[list[Plain | None] | None]]]]:
        return [((([DEEP, None], None),), iter(()))]  # type: ignore[list-item]

    @strawberry.field
    def broken(self) -> list[list[list[list[Plain]] | None]]:
        return [[[[DEEP], None], [[DEEP]]]]  # type: ignore[list-item]


@strawberry.type
class Cell:
    plain = column("plain", type=str | None)
    native = column("native", type=int, native=True)


@strawberry.type
class Cells:
    @batched
    def cells(parents: Sequence[Any], info: BatchInfo) -> list[list[Cell]]:
        return [[("1", 1), (object(), 2)] for _ in parents]
