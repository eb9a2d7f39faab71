"""A batch is told which columns to fetch, in which order, and no more."""

from types import SimpleNamespace

import pytest
import strawberry

from execution import BatchInfo, Schema, UnsupportedError, batched, column
from execution.selection import ALL_FIELDS, RowLayout, Selection
from tests.execution.sample_schema import Calls, library

LIBRARY = library()


async def _columns(document: str, **variables: object) -> dict[str, tuple[str, ...] | None]:
    calls = Calls()
    result = await LIBRARY.execute(document, variables, context_value=calls)
    assert result.errors is None
    return calls.columns


async def test_the_columns_of_the_selected_fields_and_no_others():
    assert await _columns("{ readers { books { title } } }") == {"books": ("title",)}
    assert await _columns("{ readers { books { pages id title } } }") == {"books": ("pages", "id", "title")}


async def test_a_column_that_is_selected_twice_is_fetched_once():
    columns = await _columns("{ readers { books { a: title b: title ...Title } } } fragment Title on Book { title }")
    assert columns == {"books": ("title",)}


async def test_what_a_batch_below_needs_is_fetched_too():
    columns = await _columns("{ readers { books { title shelf { name size } } } }")
    assert columns == {"books": ("title", "shelf_id"), "shelf": ("name", "id")}


async def test_rows_that_flow_on_are_fetched_by_the_batch_above():
    columns = await _columns("{ readers { books { place { position shelfName } title } } }")
    assert columns == {"books": ("position", "shelf_name", "title")}


async def test_nothing_is_fetched_for_the_name_of_the_type():
    assert await _columns("{ readers { books { __typename } } }") == {"books": ()}


async def test_columns_that_a_condition_leaves_out_are_not_fetched():
    document = "query ($more: Boolean!) { readers { books { title pages @include(if: $more) } } }"
    assert await _columns(document, more=False) == {"books": ("title",)}
    assert await _columns(document, more=True) == {"books": ("title", "pages")}


async def test_a_batch_is_told_which_fields_stand_directly_below():
    calls = Calls()
    await LIBRARY.execute("{ readers { books { ... { number: pages } } } }", context_value=calls)
    assert calls.asked == {"pages": True, "shelf": False}


async def test_the_reference_asks_for_all_columns():
    calls = Calls()
    await library("reference").execute("{ readers { books { title } } }", context_value=calls)
    assert calls.columns == {"books": None}
    assert calls.asked == {"pages": True, "shelf": True}
    assert ALL_FIELDS.columns() is None


def test_each_type_of_an_abstract_field_has_a_layout():
    film, book = RowLayout(), RowLayout()
    book.position("pages")
    selected = Selection({"Film": film, "Book": book}, ["title"])
    assert selected.columns("Book") == ("pages",)
    assert selected.columns("Film") == ()
    with pytest.raises(ValueError, match="too many values"):
        selected.columns()


async def test_a_value_that_is_no_row_is_an_error_of_its_fields():
    result = await Schema(query=Stray).execute("{ things { name size } }")
    assert result.data == {"things": [{"name": "one", "size": 1}, {"name": None, "size": None}]}
    assert [error.path for error in result.errors] == [["things", 1, "name"], ["things", 1, "size"]]


async def test_a_row_without_the_columns_that_were_asked_for_is_an_error_of_its_fields():
    result = await Schema(query=Stray).execute("{ short { name size } }")
    assert result.data == {"short": [{"name": "one", "size": None}]}
    assert [error.path for error in result.errors] == [["short", 0, "size"]]


def test_a_column_shows_leaves_only():
    @strawberry.type
    class Wrong:
        days = column("days", type=list[str])
        things = column("things", type=list["Thing"], native=True)

    with pytest.raises(UnsupportedError) as caught:
        Schema(query=Wrong)
    assert [reason.split(",")[0] for reason in caught.value.found] == ["Query.days", "Query.things"]


@strawberry.type
class Thing:
    name = column("name", type=str | None)
    size = column("size", type=int | None)


@strawberry.type
class Stray:
    @batched
    def things(parents: list[object], info: BatchInfo) -> list[list[Thing]]:
        assert info.selected.columns() == ("name", "size")
        return [[("one", 1), SimpleNamespace(name="two", size=2)] for _ in parents]

    @batched
    def short(parents: list[object], info: BatchInfo) -> list[list[Thing]]:
        return [[("one",)] for _ in parents]
