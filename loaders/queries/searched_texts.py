"""Reads what is indexed of records: their texts, names of their topics and territories, and what narrows a search."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, exists, literal_column, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import SEARCH_DOCUMENT, TERRITORY, TOPIC, Table, table_of
from models import Record, Searched

COPIED = ("id", "state", "space_id", "updated_at")
"""The columns of every record that its document needs."""
FACETS = ("kind", "phase", "licence", "year")
"""The facets that a document has, each in a column of its name, empty where the type does not have it."""


def searched_by(model: type[Record]) -> Searched:
    """Return what is searched of a model; raises TypeError for one that is not."""
    if model.searched is None:
        raise TypeError(f"{model.__name__} declares nothing to search for.")
    return model.searched


async def searched_texts(reads: RowFetcher, model: type[Record], ids: Collection[str]) -> list[Row]:
    """Return of each record: `COPIED`, `title`, `acronym`, `summary`, `FACETS`, the texts of its body, and names.

    Labels of topics are the last, for models that have any: see `has_topics`.
    """
    return await reads.fetch(_texts(reads.dialect, model), {"keys": list(ids)})


def has_topics(model: type[Record]) -> bool:
    """Return whether the texts of a record end with the labels of its topics."""
    return bool(_lists_of(model, TOPIC))


async def unindexed_ids(reads: RowFetcher, model: type[Record], analyser: int, after: str, limit: int) -> list[str]:
    """Return the next `limit` ids of records without a document, or with one of an older analyser, behind an id."""
    values = {"analyser": analyser, "after": after}
    return [row.id for row in await reads.fetch(_unindexed(reads.dialect, model, limit), values)]


@cache
def _unindexed(dialect: Dialect, model: type[Record], limit: int) -> Statement:
    record, document = table_of(model), SEARCH_DOCUMENT
    known = exists().where(document.c.id == record.c.id, document.c.analyser >= bindparam("analyser"))
    query = select(record.c.id).where(record.c.id > bindparam("after"), ~known).order_by(record.c.id)
    return dialect.rows(query.limit(literal_column(str(limit))), model.__name__)


@cache
def _texts(dialect: Dialect, model: type[Record]) -> Statement:
    searched, record = searched_by(model), table_of(model)
    source: Any = record
    details = [each for each in record.metadata.sorted_tables if _is_detail(each, record)]
    for each in details:
        source = source.outerjoin(each, next(iter(each.primary_key)) == record.c.id)
    places = (record, *details)
    columns = (_column(places, name) for name in (*searched.body, *searched.names))
    texts = [*columns, *_territories(dialect, model, record), *_topics(dialect, model, record)]
    query = select(
        *(record.c[name] for name in COPIED),
        record.c[searched.title].label("title"),
        _column(places, searched.acronym).label("acronym"),
        _column(places, searched.summary).label("summary"),
        *(_column(places, searched.facets.get(name)).label(name) for name in FACETS),
        *(text.label(f"text{number}") for number, text in enumerate(texts)),
    )
    return dialect.rows(query.select_from(source).where(dialect.is_in(record.c.id, "keys")), model.__name__)


def _is_detail(table: Table, record: Table) -> bool:
    """True if a table has one row beside some of the records, found by its key."""
    key = list(table.primary_key.columns)
    return len(key) == 1 and key[0].references(record.c.id)


def _column(places: tuple[Table, ...], name: str | None) -> ColumnElement[Any]:
    """Return a column of the record, or of one of its details; null without a name."""
    if name is None:
        return literal_column("NULL", String())
    return next(each.c[name] for each in places if name in each.c)


def _territories(dialect: Dialect, model: type[Record], record: Table) -> Iterator[ColumnElement[str]]:
    """Yield the names of the record's territories, as one text."""
    for through in _lists_of(model, TERRITORY):
        yield _listed(dialect, record, through, TERRITORY, TERRITORY.c.name)
    if "territory_id" in record.c:
        found = select(TERRITORY.c.name).where(TERRITORY.c.id == record.c.territory_id)
        yield found.correlate(record).scalar_subquery()


def _topics(dialect: Dialect, model: type[Record], record: Table) -> Iterator[ColumnElement[str]]:
    """Yield the labels of the record's topics in both languages, as one text."""
    for through in _lists_of(model, TOPIC):
        yield _listed(dialect, record, through, TOPIC, TOPIC.c.label_fr.concat(" ").concat(TOPIC.c.label_en))


def _lists_of(model: type[Record], target: Table) -> list[Table]:
    """Return the tables that tie records of a model to rows of another table."""
    tables = map(table_of, getattr(model, "lists", {}).values())
    return [each for each in tables if list(each.primary_key.columns)[1].references(target.c.id)]


def _listed(
    dialect: Dialect, record: Table, through: Table, target: Table, name: ColumnElement[str]
) -> ColumnElement[str]:
    own, other = through.primary_key.columns
    found = select(dialect.concatenate(name)).select_from(through.join(target, other == target.c.id))
    return found.where(own == record.c.id).correlate(record).scalar_subquery()
