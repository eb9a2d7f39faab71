"""Finds what is said in review cases, reports and votes."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from sqlalchemy import String, bindparam, func, or_, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import CASE, REPORT, VOTE, Table

CaseText = tuple[Table, str, str]
"""A table, its column in which people say something, and the one that tells of which case."""
CASE_TEXTS: tuple[CaseText, ...] = (
    (CASE, "text", "id"),
    (CASE, "appeal", "id"),
    (REPORT, "text", "case_id"),
    (VOTE, "text", "case_id"),
)


async def texts_containing(
    reads: RowFetcher, text: CaseText, parts: Sequence[str], cases: Collection[str] | None
) -> list[Row]:
    """The texts that have one of the `parts` in them, in some cases (None: in all): `id`, and what is `said`.

    The parts are given in lower case.
    """
    bound = {f"part {place}": part for place, part in enumerate(parts)}
    statement = _containing(reads.dialect, *text, tuple(bound), everywhere=cases is None)
    return await reads.fetch(statement, {**bound, "cases": cases})


@lru_cache
def _containing(
    dialect: Dialect, table: Table, column: str, case_id: str, parts: tuple[str, ...], *, everywhere: bool
) -> Statement:
    lowered = func.lower(table.c[column], type_=String())
    having = or_(*(dialect.contains(lowered, bindparam(each, type_=String())) for each in parts))
    query = select(table.c.id, table.c[column].label("said")).where(having)
    return dialect.rows(query if everywhere else query.where(dialect.is_in(table.c[case_id], "cases")), table.name)
