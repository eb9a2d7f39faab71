"""Reads the network as everyone sees it: its ties and its nodes, a statement for each declaration of the models.

The rule of each table applies, for a viewer without any rights. A tie is shown only with both of its nodes, which the
caller looks at: it reads them all the same.
"""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, literal_column, or_, select, type_coerce

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import QUOTED, Dialect, stored_type
from loaders.sql.literals import literals
from loaders.sql.statement import Row, Statement
from loaders.tables import CHANGE, TERRITORY, Table, table_of
from loaders.visibility.access import Visibility
from models import ChangeKind, Record, TerritoryKind
from models.graph import DeclaredTie, graph_node

HIDING = (ChangeKind.ARCHIVED, ChangeKind.ERASED, ChangeKind.RETURNED)
"""Kinds of changes after which a record is no longer public."""


async def ties_in_public(reads: RowFetcher, declared: DeclaredTie) -> list[Row]:
    """Return the rows of a tie, in no order: `source` and `target`, `role`, `since` and `until`, which may be null."""
    return await reads.fetch(_ties(reads.dialect, declared), {})


async def nodes_in_public(reads: RowFetcher, model: type[Record], ids: Collection[str] | None) -> list[Row]:
    """Return the nodes of a type in no order, all (None) or those among `ids`: `id`, `kind` (may be null)."""
    statement = _nodes(reads.dialect, model, every=ids is None, shown=graph_node(model).kind)
    return await reads.fetch(statement, {} if ids is None else {"keys": sorted(ids)})


async def labels_in_public(reads: RowFetcher, model: type[Record], ids: Collection[str]) -> list[Row]:
    """Return the names of nodes of a type in no order: `id`, and the name as `kind`."""
    statement = _nodes(reads.dialect, model, every=False, shown=graph_node(model).label)
    return await reads.fetch(statement, {"keys": sorted(ids)})


async def containers(reads: RowFetcher, step: tuple[str, str, str], ids: Collection[str]) -> list[Row]:
    """Return what contains some records, themselves included: `ancestor` and `descendant`.

    `step` has the name of the table that says so, and its columns of both.
    """
    return await reads.fetch(_containers(reads.dialect, *step), {"keys": sorted(ids)})


async def places(reads: RowFetcher, ids: Collection[str]) -> list[Row]:
    """Return the official codes of the `department` and `region` of territories by `id`; null where there is none."""
    return await reads.fetch(_places(reads.dialect), {"keys": sorted(ids)})


async def anything_hidden_since(reads: RowFetcher, position: int) -> bool:
    """Return True if a record may have left the public after a position; entries without one count."""
    return bool(await reads.fetch(_hidden(reads.dialect), {"position": position}))


@cache
def _ties(dialect: Dialect, declared: DeclaredTie) -> Statement:
    table, tie = table_of(declared.model), declared.tie
    query = select(
        table.c[tie.source].label("source"),
        table.c[tie.target].label("target"),
        _shown(dialect, table, tie.role).label("role"),
        _shown(dialect, table, tie.since).label("since"),
        _shown(dialect, table, tie.until).label("until"),
    ).where(*(table.c[name].is_not(None) for name in (tie.source, tie.target)), *Visibility(dialect).visible(table))
    return dialect.rows(query, declared.source_type)


@cache
def _nodes(dialect: Dialect, model: type[Record], *, every: bool, shown: str | None) -> Statement:
    table = table_of(model)
    query = select(table.c.id, _shown(dialect, table, shown).label("kind")).where(*Visibility(dialect).visible(table))
    return dialect.rows(query if every else query.where(dialect.is_in(table.c.id, "keys")), model.__name__)


@cache
def _containers(dialect: Dialect, table_name: str, above: str, below: str) -> Statement:
    table = Record.metadata.tables[table_name]
    query = select(table.c[above].label("ancestor"), table.c[below].label("descendant"))
    return dialect.rows(query.where(dialect.is_in(table.c[below], "keys")), table_name)


@cache
def _places(dialect: Dialect) -> Statement:
    department, region = TERRITORY.alias(), TERRITORY.alias()
    within = TERRITORY.outerjoin(department, _is_or_has(department, "department_id", TerritoryKind.DEPARTMENT))
    joined = within.outerjoin(region, _is_or_has(region, "region_id", TerritoryKind.REGION))
    query = select(TERRITORY.c.id, department.c.code.label("department"), region.c.code.label("region"))
    return dialect.rows(query.select_from(joined).where(dialect.is_in(TERRITORY.c.id, "keys")), "Territory")


def _is_or_has(above: Any, column: str, kind: TerritoryKind) -> ColumnElement[bool]:
    """Test that a territory lies in another one of a kind, or is that one."""
    itself = (above.c.id == TERRITORY.c.id) & TERRITORY.c.kind.in_(literals([kind]))
    return or_(above.c.id == TERRITORY.c[column], itself)


@cache
def _hidden(dialect: Dialect) -> Statement:
    later = CHANGE.c.position > bindparam("position", type_=CHANGE.c.position.type)
    since = or_(CHANGE.c.position.is_(None), later)
    return dialect.rows(select(CHANGE.c.id).where(since, CHANGE.c.kind.in_(literals(HIDING))).limit(1), "Change")


def _shown(dialect: Dialect, table: Table, name: str | None) -> ColumnElement[Any]:
    """A column as text, or null."""
    if name is None:
        return literal_column("NULL", String())
    column = table.c[name]
    is_quoted = isinstance(stored_type(column.type), QUOTED)
    return type_coerce(dialect.json(column, column.type) if is_quoted else column, String())
