"""Reads the log of searches: what was looked for most between two days."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from sqlalchemy import Date, Integer, String, bindparam, func, or_, select

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import table_of
from models.search_log import LoggedSearch

LOGGED = table_of(LoggedSearch)


async def searches_between(reads: RowFetcher, since: date, until: date, most_results: int, limit: int) -> list[Row]:
    """Return `words`, `searches`, `results` and `last_day` of what was looked for, the most frequent first.

    Left out is what found more than `most_results` when it was last looked for.
    """
    values = {"since": since, "until": until, "most_results": most_results, "limit": limit}
    return await reads.fetch(_between(reads.dialect), values)


async def stored_counts(reads: RowFetcher, days: list[date], words: list[str]) -> list[Row]:
    """Return `day`, `words` and `searches` of what is logged of some words on some days."""
    return await reads.fetch(_stored(reads.dialect), {"days": days, "words": words})


async def searches_with(reads: RowFetcher, parts: Sequence[str]) -> list[Row]:
    """Return `day` and `words` of what is logged that has one of some words, or has it inside one."""
    bound = {f"part {place}": part for place, part in enumerate(parts)}
    return await reads.fetch(_with(reads.dialect, len(bound)), bound)


@lru_cache
def _between(dialect: Dialect) -> Statement:
    day, words = LOGGED.c.day, LOGGED.c.words
    within = day.between(bindparam("since", type_=Date()), bindparam("until", type_=Date()))
    totals = (
        select(words, func.sum(LOGGED.c.searches, type_=Integer()).label("searches"), func.max(day).label("last_day"))
        .where(within)
        .group_by(words)
        .subquery()
    )
    last = LOGGED.alias("last")
    query = select(totals.c.words, totals.c.searches, last.c.results, totals.c.last_day)
    query = query.join_from(totals, last, (last.c.words == totals.c.words) & (last.c.day == totals.c.last_day))
    query = query.where(last.c.results <= bindparam("most_results", type_=Integer()))
    order = totals.c.searches.desc(), totals.c.words
    return dialect.rows(query.order_by(*order).limit(bindparam("limit", type_=Integer())), LOGGED.name)


@lru_cache
def _stored(dialect: Dialect) -> Statement:
    known = dialect.is_in(LOGGED.c.day, "days") & dialect.is_in(LOGGED.c.words, "words")
    return dialect.rows(select(LOGGED.c.day, LOGGED.c.words, LOGGED.c.searches).where(known), LOGGED.name)


@lru_cache(maxsize=64)
def _with(dialect: Dialect, count: int) -> Statement:
    parts = (bindparam(f"part {place}", type_=String()) for place in range(count))
    having = or_(*(dialect.contains(LOGGED.c.words, each) for each in parts))
    return dialect.rows(select(LOGGED.c.day, LOGGED.c.words).where(having), LOGGED.name)
