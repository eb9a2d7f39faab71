"""The search: documents that match a query, in the order of their relevance, the same on both engines.

The index of an engine only finds documents; `search_score.py` ranks them, and of those alike, the newest are first.
"""

from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from loaders.queries.lookup import Queryable
from loaders.queries.search_conditions import ConditionShape, SearchConditions
from loaders.queries.search_query import QueryShape, SearchQuery
from loaders.queries.search_score import score
from loaders.sql.statement import Statement
from loaders.sql.statement_cache import STATEMENTS, unchanged
from loaders.tables import SEARCH_DOCUMENT
from loaders.visibility.access import Visibility

TYPE_NAME = "SearchDocument"


class Rank(NamedTuple):
    """The place of a document in the order of its search, which a cursor holds."""

    score: int
    fresh_day: int
    id: str


class Hit(NamedTuple):
    """A document that was found."""

    number: int
    id: str
    """The record."""
    type_name: str
    score: int
    fresh_day: int
    """Days since 1970."""

    @property
    def rank(self) -> Rank:
        """Return its place in the order."""
        return Rank(self.score, self.fresh_day, self.id)


async def search_page(
    reads: Queryable, query: SearchQuery, conditions: SearchConditions | None, after: Rank | None, limit: int
) -> list[Hit]:
    """Return the best `limit` documents that the viewer sees, those behind the rank `after`."""
    statement = _page(reads.visibility, query.shape, _shape(conditions), after is not None)
    cut = {} if after is None else {f"after_{name}": value for name, value in after._asdict().items()}
    rows = await reads.fetch(statement, values_of(reads, query, conditions) | cut | {"limit": limit})
    return [Hit(*row) for row in rows]


async def search_count(reads: Queryable, query: SearchQuery, conditions: SearchConditions | None) -> int:
    """Return the number of documents that match, and that the viewer sees."""
    statement = _count(reads.visibility, query.shape, _shape(conditions))
    ((found,),) = await reads.fetch(statement, values_of(reads, query, conditions))
    return int(found)


def values_of(reads: Queryable, query: SearchQuery, conditions: SearchConditions | None) -> dict[str, Any]:
    """Return the values that a statement on `matches` binds."""
    return query.values(reads.dialect.word_index) | (conditions.values if conditions else {})


def matches(
    visibility: Visibility, shape: QueryShape, conditions: ConditionShape | None, *shown: str
) -> tuple[Select[Any], Any]:
    """Return the statement of the documents that match and the viewer sees, with the columns `shown`; and its rows."""
    rows: Any = SEARCH_DOCUMENT.alias("document")
    source, where = rows, list(visibility.visible(rows))
    if shape.stems:
        source, found = visibility.dialect.word_index.documents(rows, "query")
        where.insert(0, found)
    if conditions is not None:
        where += conditions.clauses(visibility, rows)
    return select(*(rows.c[name] for name in shown)).select_from(source).where(*where), rows


def _shape(conditions: SearchConditions | None) -> ConditionShape | None:
    return None if conditions is None else conditions.shape


@STATEMENTS(unchanged)
def _page(
    visibility: Visibility,
    shape: QueryShape,
    conditions: ConditionShape | None,
    continued: bool,  # noqa: FBT001 - the cache takes no names
) -> Statement:
    query, rows = matches(visibility, shape, conditions, "number", "id", "type_name", "fresh_day")
    found = query.add_columns(score(visibility.dialect, rows, shape).label("score")).subquery("ranked")
    page = select(found.c.number, found.c.id, found.c.type_name, found.c.score, found.c.fresh_day)
    if continued:
        page = page.where(_behind(found))
    order = found.c.score.desc(), found.c.fresh_day.desc(), found.c.id
    return visibility.dialect.rows(page.order_by(*order).limit(bindparam("limit", type_=Integer())), TYPE_NAME)


@STATEMENTS(unchanged)
def _count(visibility: Visibility, shape: QueryShape, conditions: ConditionShape | None) -> Statement:
    query, _ = matches(visibility, shape, conditions)
    return visibility.dialect.rows(query.with_only_columns(func.count().label("total")), TYPE_NAME)


def _behind(found: Any) -> ColumnElement[bool]:
    """Test that a document comes behind the rank that is bound."""
    score, day = (bindparam(f"after_{name}", type_=Integer()) for name in ("score", "fresh_day"))
    later = and_(found.c.fresh_day == day, found.c.id > bindparam("after_id", type_=String()))
    return or_(found.c.score < score, and_(found.c.score == score, or_(found.c.fresh_day < day, later)))
