"""Compiled statements are kept up to so many bytes, without the values that they were first asked with."""

import asyncio
import gc
import weakref
from types import SimpleNamespace

import pytest

from loaders.drivers.postgresql import CHARACTERS, PostgreSQLReadConnection
from loaders.queries.connection_pages import _count
from loaders.queries.rows_by_key import _statement
from loaders.sql.filters import AllOf, AnyOf, Comparison, Not, RelatedTo, without_values
from loaders.sql.sqlite_dialect import SQLITE
from loaders.sql.statement import Statement
from loaders.sql.statement_cache import CHARACTER, ENTRY, StatementCache, unchanged
from loaders.sql.target import Target
from loaders.visibility.access import Visibility
from models import Actor


class Long(str):
    """A text that can be watched."""

    __slots__ = ("__weakref__",)


def made(most: int):
    """A function whose statements are kept, what keeps them, and what it was asked for."""
    kept, asked = StatementCache(most), []

    @kept(unchanged)
    def statement(text: str) -> Statement:
        asked.append(text)
        return Statement(text, (), {}, {}, tuple, list)

    return statement, kept, asked


def test_they_are_weighed_and_those_not_asked_for_since_go_first():
    statement, kept, asked = made(3 * (ENTRY + CHARACTER * 100))
    texts = [letter * 100 for letter in "abcd"]
    first = statement(texts[0])
    assert statement(texts[0]) is first
    for text in texts[1:]:
        statement(text)
    assert (len(kept), kept.held) == (3, 3 * (ENTRY + CHARACTER * 100))
    assert statement(texts[0]) is first, "asked for a second time, it stays"
    statement(texts[1])
    assert asked == [*texts, texts[1]]


def test_one_that_is_too_long_is_not_kept():
    statement, kept, asked = made(ENTRY + 1_000)
    for _ in range(2):
        statement("x" * 1_000)
    assert (len(kept), kept.held, len(asked)) == (0, 0, 2)


def test_nothing_holds_the_values_that_a_statement_was_first_asked_with():
    value = Long("x")
    target, visibility = Target(Actor.__table__, "Actor"), Visibility(SQLITE)
    condition = AllOf((Not(Comparison("name", "eq", value)), AnyOf((Comparison("name", "eq", value),))))
    statement = _count(visibility, target, condition)
    assert _count(visibility, target, without_values(condition)) is statement
    watched = weakref.ref(value)
    del value, condition
    gc.collect()
    assert watched() is None


@pytest.mark.parametrize(
    "part", [Comparison("name", "eq", "x"), RelatedTo("id", (), ["x"]), Not(Comparison("id", "in", ["x"]))]
)
def test_a_shape_without_values_is_the_same_shape(part):
    assert (without_values(part), hash(without_values(part))) == (part, hash(part))
    assert "'x'" not in repr(without_values(part))


def test_loaders_keep_theirs():
    target, visibility = Target(Actor.__table__, "Actor", key="id"), Visibility(SQLITE)
    assert _statement(visibility, target, ("id", "name")) is _statement(visibility, target, ("id", "name"))


async def test_what_a_connection_keeps_prepared_is_bounded_in_characters():
    class Preparing:
        """Prepares whatever it is given."""

        async def prepare(self, _text, record_class):
            return SimpleNamespace(fetch=lambda: asyncio.sleep(0, []))

    reader = PostgreSQLReadConnection(Preparing())
    for number in range(30):
        await reader._records(Statement(f"{number:02}" * 50_000, (), {}, {}, tuple, list), ())
    assert [text[:2] for text, _ in reader._prepared] == [f"{number:02}" for number in range(10, 30)]
    assert reader._characters == CHARACTERS == 20 * 100_000
