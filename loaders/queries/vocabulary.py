"""Reads the vocabulary: what is to be counted, words that are known, near a spelling, or begin with some letters."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    union,
    union_all,
)

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import SEARCH_DOCUMENT, TERRITORY, table_of
from loaders.visibility.access import Visibility
from models.vocabulary import CountedRecord, SearchWord, UncountedRecord

WORD, COUNTED, UNCOUNTED = table_of(SearchWord), table_of(CountedRecord), table_of(UncountedRecord)
BEHIND = literal_column("'\U0010ffff'", String())
"""It stands behind all that a text goes on with."""


class Spelling(NamedTuple):
    """A spelling, and what words near it have in common with it."""

    word: str
    edits: int
    letters: int
    """A bit for each of its letters."""
    kept: int
    """Letters at its beginning or at its end that stay."""


async def uncounted_records(reads: RowFetcher, limit: int) -> list[Row]:
    """Return at most `limit` records to count, the first that were written: `number` and `record_id`."""
    return await reads.fetch(_uncounted(reads.dialect), {"limit": limit})


async def public_records(reads: RowFetcher, ids: Collection[str]) -> set[str]:
    """Return those of some searched records that everyone sees."""
    return {row.id for row in await reads.fetch(_public(reads.dialect), {"keys": list(ids)})}


async def lost_records(reads: RowFetcher, limit: int) -> list[str]:
    """Return at most `limit` records that count in the vocabulary and are no more."""
    return [row.id for row in await reads.fetch(_lost(reads.dialect), {"limit": limit})]


async def known_words(reads: RowFetcher, words: Sequence[str], stems: Sequence[str], begun: str) -> list[Row]:
    """Return `word` and `stem` of the words that are some words, or have one of the stems, or begin with `begun`.

    Of those that begin with it, one alone. The name of a territory is known as well.
    """
    return await reads.fetch(_known(reads.dialect), {"words": list(words), "stems": list(stems), "begun": begun})


async def words_near(reads: RowFetcher, spellings: Sequence[Spelling]) -> list[Row]:
    """Return `slot` (the number of a spelling), `word`, `shown` and `documents` of words that may be near spellings."""
    values: dict[str, Any] = {}
    for slot, each in enumerate(spellings):
        values |= {
            f"begin{slot}": each.word[: each.kept],
            f"end{slot}": each.word[::-1][: each.kept],
            f"letters{slot}": each.letters,
            f"shortest{slot}": len(each.word) - each.edits,
            f"longest{slot}": len(each.word) + each.edits,
        }
    return await reads.fetch(_near(reads.dialect, tuple(each.edits for each in spellings)), values)


async def words_beginning(reads: RowFetcher, begun: str, limit: int) -> list[Row]:
    """Return `word`, `shown` and `documents` of the words of most records that begin with some letters."""
    return await reads.fetch(_beginning(reads.dialect), {"begun": begun, "limit": limit})


@lru_cache
def _uncounted(dialect: Dialect) -> Statement:
    query = select(UNCOUNTED).order_by(UNCOUNTED.c.number).limit(bindparam("limit", type_=Integer()))
    return dialect.rows(query, UNCOUNTED.name)


@lru_cache
def _public(dialect: Dialect) -> Statement:
    rows = SEARCH_DOCUMENT.alias("document")
    query = select(rows.c.id).where(dialect.is_in(rows.c.id, "keys"), *Visibility(dialect).visible(rows))
    return dialect.rows(query, SEARCH_DOCUMENT.name)


@lru_cache
def _lost(dialect: Dialect) -> Statement:
    document = select(SEARCH_DOCUMENT.c.id).where(SEARCH_DOCUMENT.c.id == COUNTED.c.id)
    query = select(COUNTED.c.id).where(~document.exists()).limit(bindparam("limit", type_=Integer()))
    return dialect.rows(query, COUNTED.name)


@lru_cache
def _known(dialect: Dialect) -> Statement:
    begun = select(WORD.c.word, WORD.c.stem).where(begins(WORD.c.word, "begun")).limit(literal_column("1")).subquery()
    known = or_(dialect.is_in(WORD.c.word, "words"), dialect.is_in(WORD.c.stem, "stems"))
    place = TERRITORY.c.name_sort
    places = select(place.label("word"), place.label("stem")).where(dialect.is_in(place, "words"))
    query = union_all(select(WORD.c.word, WORD.c.stem).where(known), select(begun.c.word, begun.c.stem), places)
    return dialect.rows(query, WORD.name)


@lru_cache(maxsize=64)
def _near(dialect: Dialect, edits: tuple[int, ...]) -> Statement:
    parts = [
        _candidates(slot, each, column, bound)
        for slot, each in enumerate(edits)
        for column, bound in ((WORD.c.word, f"begin{slot}"), (WORD.c.backwards, f"end{slot}"))
    ]
    return dialect.rows(union(*parts), WORD.name)


def _candidates(slot: int, edits: int, column: ColumnElement[str], bound: str) -> Select[Any]:
    """Select words that begin (or end) like a spelling, are about as long, and have about the same letters.

    What differs in letters is compared bit by bit, which spares most of the work that the distance takes.
    """
    shortest, longest, given = (
        bindparam(f"{name}{slot}", type_=Integer()) for name in ("shortest", "longest", "letters")
    )
    common = WORD.c.letters.op("&")(given)
    return select(
        literal_column(str(slot), Integer()).label("slot"), WORD.c.word, WORD.c.shown, WORD.c.documents
    ).where(
        begins(column, bound),
        func.length(WORD.c.word).between(shortest, longest),
        _at_most_bits(WORD.c.letters - common, edits),
        _at_most_bits(given - common, edits),
    )


def _at_most_bits(number: ColumnElement[int], most: int) -> ColumnElement[bool]:
    """Test that a whole number has at most so many bits, each of which a subtraction of 1 takes away."""
    for _ in range(most):
        number = number.op("&")(number - literal_column("1", Integer()))
    return number == literal_column("0", Integer())


@lru_cache
def _beginning(dialect: Dialect) -> Statement:
    query = select(WORD.c.word, WORD.c.shown, WORD.c.documents).where(begins(WORD.c.word, "begun"))
    order = WORD.c.documents.desc(), WORD.c.word
    return dialect.rows(query.order_by(*order).limit(bindparam("limit", type_=Integer())), WORD.name)


def begins(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Test that a column begins with a bound text: a range, which an index serves."""
    given: ColumnElement[str] = bindparam(name, type_=String())
    return (column >= given) & (column < given.concat(BEHIND))
