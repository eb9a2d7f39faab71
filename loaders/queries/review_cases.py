"""Finds review cases: those that the clock decides, and what hides words of records."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cache, lru_cache

from sqlalchemy import bindparam, exists, false, func, select

from loaders.queries.lookup import Queryable
from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.literals import literals
from loaders.sql.statement import Row, Statement
from loaders.tables import CASE, REPORT
from loaders.visibility.access import Visibility
from models import Ground


async def cases_due(reads: RowFetcher, now: datetime) -> list[str]:
    """The ids of the cases whose next date has come: the longest due come first."""
    rows = await reads.fetch(_due(reads.dialect), {"now": now})
    return [row.id for row in rows]


async def redacting_cases(reads: Queryable, records: Collection[str], stages: Collection[str]) -> list[Row]:
    """The reports of personal data on some records that are in some stages.

    Rows have `id`, `node_id`, `proposed`, and whether the viewer judges the case (`judged`).
    """
    return await reads.fetch(_redacting(reads.visibility, frozenset(stages)), {"keys": sorted(records)})


async def first_reports(reads: Queryable, cases: Iterable[str], columns: Sequence[str], limit: int) -> list[Row]:
    """The earliest reports that were merged into each of some cases, at most `limit` of each, in their order."""
    return await reads.fetch(_first(reads.visibility.dialect, tuple(columns), limit), {"keys": sorted(cases)})


@cache
def _due(dialect: Dialect) -> Statement:
    query = select(CASE.c.id).where(CASE.c.next_at <= bindparam("now", type_=CASE.c.next_at.type))
    return dialect.rows(query.order_by(CASE.c.next_at, CASE.c.id), "ReviewCase")


@lru_cache
def _redacting(visibility: Visibility, stages: frozenset[str]) -> Statement:
    judged = (
        exists().where(visibility.cases_to_review.c.case_id == CASE.c.id) if visibility.access.moderates else false()
    )
    query = select(CASE.c.id, CASE.c.node_id, CASE.c.proposed, judged.label("judged"))
    waiting = CASE.c.ground == Ground.PERSONAL_DATA, CASE.c.stage.in_(literals(stages))
    return visibility.dialect.rows(
        query.where(visibility.dialect.is_in(CASE.c.node_id, "keys"), *waiting), "ReviewCase"
    )


@cache
def _first(dialect: Dialect, columns: tuple[str, ...], limit: int) -> Statement:
    order = REPORT.c.created_at, REPORT.c.id
    place = func.row_number().over(partition_by=REPORT.c.case_id, order_by=order).label("place")
    shown = [REPORT.c[name] for name in columns]
    ranked = select(*shown, place).where(dialect.is_in(REPORT.c.case_id, "keys")).subquery()
    query = select(*(ranked.c[name] for name in columns)).where(ranked.c.place <= limit)
    return dialect.rows(query.order_by(ranked.c.case_id, ranked.c.place), "ReviewCase")
