"""The relevance of a document: a whole number, computed from copies of its words, and the same on both engines.

A word in the title is over one in a name, that over one in the summary. In a relaxed query each term is worth what it
weighs. The score depends on the query, its weights and the document alone, so that a cursor which holds score and
weights stays true whatever else is written.
"""

from collections.abc import Callable, Iterator
from functools import partial, reduce
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, and_, bindparam, case, literal_column, or_

from loaders.queries.search_query import QueryShape, stem_name, weight_name, word_name
from loaders.sql.dialect import Dialect

TITLE = 120
"""Points for a term in the title."""
COVERED = 120
"""Points for a term that is the whole title, besides; for one of several words, as many times less."""
PLACES = {"named_words": 100, "summary_words": 20}
"""Points for a term in other columns."""
PHRASES = {"title_words": 60, "summary_words": 20}
"""Points for a column that has all words of the query one after the other."""
ANYWHERE = 100
"""Points for a term that a document has at all, where some may be missing."""

Test = Callable[[str], ColumnElement[bool]]
"""A function from the name of a bound stem to the test of a document."""


def score(dialect: Dialect, rows: Any, shape: QueryShape) -> ColumnElement[int]:
    """Return the score of a row of documents; 0 without terms."""
    return reduce(add, _parts(dialect, rows, shape)) if shape.stems else _number(0)


def _parts(dialect: Dialect, rows: Any, shape: QueryShape) -> Iterator[ColumnElement[int]]:
    typed = [stems[0] for stems in shape.stems]
    for term, length in enumerate(typed):
        points = partial(_points, weight=_weight(shape, term))
        titled = _number(TITLE * length) + _number(COVERED * length) // rows.c.title_size
        yield points(_has_term(shape, term, stem_name, _within(dialect, rows.c.title_words)), titled)
        for name, worth in PLACES.items():
            yield points(_has_term(shape, term, stem_name, _within(dialect, rows.c[name])), _number(worth * length))
        if shape.relaxed:
            found = _has_term(shape, term, word_name, partial(dialect.word_index.has_word, rows))
            yield points(found, _number(ANYWHERE))
    if sum(typed) > 1:
        for name, worth in PHRASES.items():
            has = _within(dialect, rows.c[name])
            # A text without the first stem is searched once, which is the case for most.
            yield _points(and_(has(stem_name(0, 0, 0)), has("phrase")), _number(worth))


def _weight(shape: QueryShape, term: int) -> ColumnElement[int] | None:
    """Return what a term is worth; None where all are worth the same."""
    return bindparam(weight_name(term), type_=Integer()) if shape.relaxed else None


def _has_term(shape: QueryShape, term: int, name: Callable[[int, int, int], str], test: Test) -> ColumnElement[bool]:
    """Test for one of the alternatives of a term: all of its stems."""
    return or_(
        *(and_(*(test(name(term, place, at)) for at in range(stems))) for place, stems in enumerate(shape.stems[term]))
    )


def _within(dialect: Dialect, words: ColumnElement[str]) -> Test:
    return lambda name: dialect.contains(words, bindparam(name, type_=String()))


def _points(
    condition: ColumnElement[bool], points: ColumnElement[int], weight: ColumnElement[int] | None = None
) -> ColumnElement[int]:
    return case((condition, points if weight is None else points * weight), else_=_number(0))


def _number(value: int) -> ColumnElement[int]:
    return literal_column(str(value), Integer())
