"""Facets of a search: how many of the found records have each value of a property, all in one statement."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, Integer, Select, String, bindparam, cast, func, select, union_all

from loaders.queries.lookup import Queryable
from loaders.queries.search import matches, values_of
from loaders.queries.search_conditions import ConditionShape, SearchConditions
from loaders.queries.search_query import QueryShape, SearchQuery
from loaders.queries.search_ties import Tie, network_ties, territory_ties, topic_ties
from loaders.sql.literals import literal
from loaders.sql.statement import Statement
from loaders.sql.statement_cache import STATEMENTS, unchanged
from loaders.tables import SPACE, TERRITORY, table_of
from loaders.visibility.access import Visibility
from models import TerritoryInclusion, TerritoryKind, TopicInclusion
from models.search_facet import SearchFacetName

ON_DOCUMENTS = {
    SearchFacetName.TYPE: "type_name",
    SearchFacetName.KIND: "kind",
    SearchFacetName.PHASE: "phase",
    SearchFacetName.YEAR: "year",
    SearchFacetName.LICENCE: "licence",
}
"""The columns of documents that are counted."""
COLUMNS = ("number", "id", "space_id", *ON_DOCUMENTS.values())
LEVELS = {SearchFacetName.REGION: TerritoryKind.REGION, SearchFacetName.DEPARTMENT: TerritoryKind.DEPARTMENT}


class FacetValue(NamedTuple):
    """A value of a facet, and how many of the found records have it."""

    value: str
    records: int


async def facet_values(
    reads: Queryable, query: SearchQuery, conditions: SearchConditions, names: Iterable[str], first: int
) -> dict[str, list[FacetValue]]:
    """Return, by facet, its `first` values by number of records, then by value; in one statement for all facets."""
    wanted = tuple(sorted(set(names)))
    statement = _statement(reads.visibility, query.shape, conditions.shape, wanted)
    rows = await reads.fetch(statement, values_of(reads, query, conditions) | {"first_values": first})
    found: dict[str, list[FacetValue]] = {name: [] for name in wanted}
    for row in rows:
        found[row.facet].append(FacetValue(row.value, row.documents))
    for values in found.values():
        values.sort(key=lambda each: (-each.records, each.value))
    return found


@STATEMENTS(unchanged)
def _statement(
    visibility: Visibility, shape: QueryShape, conditions: ConditionShape, names: tuple[SearchFacetName, ...]
) -> Statement:
    documents, _ = matches(visibility, shape, conditions, *COLUMNS)
    found = documents.cte("found")
    parts = [_most_frequent(name, _counted(visibility, found, name)) for name in names]
    return visibility.dialect.rows(union_all(*parts), "SearchFacet")


def _most_frequent(name: str, counted: Select[Any]) -> Select[Any]:
    """The first values of a facet, from rows of `value` and `documents`."""
    rows = counted.subquery()
    order = (rows.c.documents.desc(), rows.c.value)
    cut = select(rows).order_by(*order).limit(bindparam("first_values", type_=Integer())).subquery()
    return select(literal(name).label("facet"), cast(cut.c.value, String()).label("value"), cut.c.documents)


def _counted(visibility: Visibility, found: CTE, name: SearchFacetName) -> Select[Any]:
    if name in ON_DOCUMENTS:
        column = found.c[ON_DOCUMENTS[name]]
        return (
            select(column.label("value"), func.count().label("documents")).where(column.is_not(None)).group_by(column)
        )
    return _of_ties[name](visibility, found, name)


def _topics(visibility: Visibility, found: CTE, _name: str) -> Select[Any]:
    ties, inside = _tied(visibility, found, topic_ties()), table_of(TopicInclusion).alias()
    return _distinct(inside.c.ancestor_id, ties.c.number).select_from(
        ties.join(inside, inside.c.descendant_id == ties.c.other)
    )


def _territories(visibility: Visibility, found: CTE, name: str) -> Select[Any]:
    """Count the territories of one level around those of each record."""
    ties, inside, around = _tied(visibility, found, territory_ties()), table_of(TerritoryInclusion).alias(), TERRITORY
    return (
        _distinct(around.c.id, ties.c.number)
        .select_from(
            ties.join(inside, inside.c.descendant_id == ties.c.other).join(around, around.c.id == inside.c.ancestor_id)
        )
        .where(around.c.kind == literal(LEVELS[SearchFacetName(name)]))
    )


def _levels(visibility: Visibility, found: CTE, _name: str) -> Select[Any]:
    ties = _tied(visibility, found, territory_ties())
    return _distinct(TERRITORY.c.kind, ties.c.number).select_from(ties.join(TERRITORY, TERRITORY.c.id == ties.c.other))


def _networks(visibility: Visibility, found: CTE, _name: str) -> Select[Any]:
    of_space = (
        select(found.c.number, SPACE.c.network_id.label("other"))
        .select_from(found.join(SPACE, SPACE.c.id == found.c.space_id))
        .where(SPACE.c.network_id.is_not(None))
    )
    ties = _tied(visibility, found, network_ties(), of_space)
    return _distinct(ties.c.other, ties.c.number)


_of_ties: dict[SearchFacetName, Callable[[Visibility, CTE, str], Select[Any]]] = {
    SearchFacetName.TOPIC: _topics,
    SearchFacetName.REGION: _territories,
    SearchFacetName.DEPARTMENT: _territories,
    SearchFacetName.TERRITORY_LEVEL: _levels,
    SearchFacetName.NETWORK: _networks,
}


def _distinct(value: ColumnElement[Any], number: ColumnElement[Any]) -> Select[Any]:
    """The number of documents for each value, each document once."""
    return select(value.label("value"), func.count(number.distinct()).label("documents")).group_by(value)


def _tied(visibility: Visibility, found: CTE, ties: Sequence[Tie], *more: Select[Any]) -> Any:
    """Ties of each found document: rows of `number` and `other`."""
    return union_all(*(_tie(visibility, found, each) for each in ties), *more).subquery()


def _tie(visibility: Visibility, found: CTE, tie: Tie) -> Select[Any]:
    table = tie.table.alias()
    seen = [] if tie.is_record else visibility.visible(table)
    return (
        select(found.c.number, table.c[tie.other].label("other"))
        .select_from(found.join(table, table.c[tie.record] == found.c.id))
        .where(found.c.type_name == literal(tie.type_name), table.c[tie.other].is_not(None), *seen)
    )
