"""The relevance of a document: a whole number, computed from copies of its words, and the same on both engines.

A word in the title is over one in the summary, that over one that the body repeats. The score depends on the query and
the document alone, so that a cursor which holds it stays true whatever else is written.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial, reduce
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, and_, bindparam, case, literal_column, or_

from loaders.queries.search_query import QueryShape, stem_name, word_name
from loaders.sql.dialect import Dialect

PLACES = {"title_words": 12, "summary_words": 4, "frequent_words": 2}
"""Points for a term in each of the columns."""
PHRASES = {"title_words": 6, "summary_words": 2}
"""Points for a column that has all words of the query one after the other."""
COVERED = 12
"""Points for a title that has nothing but the terms; a part of them for the part that it has."""
ANYWHERE = 1_000
"""Points for a term that a document has at all, where some may be missing: more than for all else."""

Test = Callable[[str], ColumnElement[bool]]
"""A function from the name of a bound stem to the test of a document."""


def score(dialect: Dialect, rows: Any, shape: QueryShape) -> ColumnElement[int]:
    """Return the score of a row of documents; 0 without terms."""
    return _sum(list(_parts(dialect, rows, shape))) if shape.stems else literal_column("0", Integer())


def _parts(dialect: Dialect, rows: Any, shape: QueryShape) -> Iterator[ColumnElement[int]]:
    typed = [stems[0] for stems in shape.stems]
    for name, worth in PLACES.items():
        for term, length in enumerate(typed):
            yield _points(_has_term(shape, term, stem_name, _within(dialect, rows.c[name])), worth * length)
    titled = [_has_term(shape, term, stem_name, _within(dialect, rows.c.title_words)) for term in range(len(typed))]
    yield _sum([_points(has, COVERED * length) for has, length in zip(titled, typed, strict=True)]) // rows.c.title_size
    if sum(typed) > 1:
        for name, worth in PHRASES.items():
            yield _points(_within(dialect, rows.c[name])("phrase"), worth)
    if shape.relaxed:
        has_word = partial(dialect.word_index.has_word, rows)
        for term in range(len(typed)):
            yield _points(_has_term(shape, term, word_name, has_word), ANYWHERE)


def _has_term(shape: QueryShape, term: int, name: Callable[[int, int, int], str], test: Test) -> ColumnElement[bool]:
    """Test for one of the alternatives of a term: all of its stems."""
    return or_(
        *(and_(*(test(name(term, place, at)) for at in range(stems))) for place, stems in enumerate(shape.stems[term]))
    )


def _within(dialect: Dialect, words: ColumnElement[str]) -> Test:
    return lambda name: dialect.contains(words, bindparam(name, type_=String()))


def _points(condition: ColumnElement[bool], worth: int) -> ColumnElement[int]:
    return case((condition, literal_column(str(worth), Integer())), else_=literal_column("0", Integer()))


def _sum(parts: Sequence[ColumnElement[int]]) -> ColumnElement[int]:
    return reduce(add, parts)
