"""Finds the published records that have what no two published records have: official codes, parts in projects."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import String, literal_column, or_, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import SPACE, Table
from models import PublicationState
from models.publication import UNIQUE_IN_PUBLIC

ColumnGroup = tuple[str, ...]
"""Columns in which, taken together, no two published records have the same."""


@lru_cache
def unique_column_groups(table: Table) -> tuple[ColumnGroup, ...]:
    """The groups of columns in which no two published records have the same."""
    indexes = (each for each in table.indexes if each.info.get(UNIQUE_IN_PUBLIC))
    return tuple(sorted((tuple(column.key for column in each.columns) for each in indexes), reverse=True))


def columns_of(groups: Iterable[ColumnGroup]) -> tuple[str, ...]:
    """The columns of some groups, each once."""
    return tuple(dict.fromkeys(name for group in groups for name in group))


async def holders_of_values(
    reads: RowFetcher, table: Table, wanted: Mapping[ColumnGroup, Sequence[Sequence[str]]]
) -> list[Row]:
    """The published records that have the values wanted for one of the groups: one statement for all of them.

    A row has the record's id, whether it is known who speaks for it (`verified`), the space it is in (`space_id`), and
    then the columns of the groups.
    """
    keys = {f"wanted_{number}": list(values) for number, values in enumerate(wanted.values())}
    return await reads.fetch(_holders(reads.dialect, table, tuple(wanted)), keys)


@lru_cache
def _holders(dialect: Dialect, table: Table, groups: tuple[ColumnGroup, ...]) -> Statement:
    verified = or_(table.c.space_id.is_(None), SPACE.c.verified_at.is_not(None))
    public = table.c.state == literal_column(f"'{PublicationState.PUBLISHED}'", String())
    wanted = (
        dialect.tuple_is_in([table.c[name] for name in group], f"wanted_{number}")
        for number, group in enumerate(groups)
    )
    shown: Any = (table.c[name] for name in columns_of(groups))
    query = (
        select(table.c.id, verified.label("verified"), table.c.space_id, *shown)
        .select_from(table.outerjoin(SPACE, SPACE.c.id == table.c.space_id))
        .where(public, or_(*wanted))
    )
    return dialect.rows(query, table.name)
