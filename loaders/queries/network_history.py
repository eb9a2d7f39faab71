"""Reads what was ever public of the network: all its nodes and ties, and the journal of their publication.

No rule of visibility applies: nothing of this is shown but how many there were.
"""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String, literal_column, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.literals import literals
from loaders.sql.statement import Row, Statement
from loaders.tables import CHANGE, Table, table_of
from models import ChangeKind, Record
from models.graph import DeclaredTie

PUBLICATION = tuple(
    each for each in ChangeKind if each not in {ChangeKind.UPDATED, ChangeKind.CLAIMED, ChangeKind.HIDDEN}
)
"""Kinds of changes after which a record may be public, or no longer."""


async def records_ever(reads: RowFetcher, model: type[Record]) -> list[Row]:
    """Return all records of a type in no order: `id`, `created_at` and `state`, null where the type has no states."""
    return await reads.fetch(_records(reads.dialect, model), {})


async def ties_ever(reads: RowFetcher, declared: DeclaredTie) -> list[Row]:
    """Return all rows of a tie in no order: `id` (null where they are no records), `source` and `target`."""
    return await reads.fetch(_ties(reads.dialect, declared), {})


async def publications(reads: RowFetcher) -> list[Row]:
    """Return the journal of publication in no order: `node_id`, `version`, `kind`, `state` and `created_at`."""
    return await reads.fetch(_publications(reads.dialect), {})


@cache
def _records(dialect: Dialect, model: type[Record]) -> Statement:
    table = table_of(model)
    return dialect.rows(select(table.c.id, table.c.created_at, _or_null(table, "state")), model.__name__)


@cache
def _ties(dialect: Dialect, declared: DeclaredTie) -> Statement:
    table, tie = table_of(declared.model), declared.tie
    ends = table.c[tie.source], table.c[tie.target]
    query = select(_or_null(table, "id"), ends[0].label("source"), ends[1].label("target"))
    return dialect.rows(query.where(*(each.is_not(None) for each in ends)), declared.source_type)


@cache
def _publications(dialect: Dialect) -> Statement:
    shown = (CHANGE.c[name] for name in ("node_id", "version", "kind", "state", "created_at"))
    return dialect.rows(select(*shown).where(CHANGE.c.kind.in_(literals(PUBLICATION))), "Change")


def _or_null(table: Table, name: str) -> ColumnElement[Any]:
    return table.c[name] if name in table.c else literal_column("NULL", String()).label(name)
