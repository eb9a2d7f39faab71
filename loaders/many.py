"""Reads lists of rows: a page for each key, or a page of the whole table."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, null, select

from loaders.dialect import Dialect, Tail
from loaders.errors import FaultError
from loaders.filters import EVERYTHING, Filter, Where, values_of
from loaders.orders import Key, Order, beyond, cut, expression, named, sorting
from loaders.paging import Page, Slice, sliced
from loaders.snapshot import Snapshot
from loaders.statement import Row, Statement
from loaders.target import Target

MOST_ROWS = 50_000
"""Rows that one list may ask for, over all its parents."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The shape of a list: all that decides the text of its statement."""

    target: Target
    columns: tuple[str, ...]
    condition: Filter
    order: Order
    backward: bool
    after: bool
    before: bool


async def many(  # noqa: PLR0913 - a list is all of this
    snapshot: Snapshot,
    target: Target,
    keys: Sequence[str | None],
    columns: Sequence[str] | None,
    page: Page,
    *,
    order: Order,
    condition: Filter = EVERYTHING,
    counted: bool = False,
) -> list[Slice]:
    """For n keys, n slices: each key's own page of the rows whose `target.key` is the key.

    Without `target.key` there is one list, and every key gets it. `order` is brought down to a
    unique row. Raises FaultError INVALID_CURSOR, or COST_LIMIT_EXCEEDED when the pages of all
    keys together are too large.
    """
    order = unique(target, order)
    known = list({key for key in keys if key is not None})
    if max(1, len(known)) * page.limit > MOST_ROWS:
        raise FaultError(
            "COST_LIMIT_EXCEEDED",
            f"{len(known)} lists of {page.limit} are more than {MOST_ROWS} rows at once. Ask for smaller pages.",
        )
    listing = Listing(
        target=target,
        columns=target.all_columns() if columns is None else tuple(columns),
        condition=condition,
        order=order,
        backward=page.backward,
        after=page.after is not None,
        before=page.before is not None,
    )
    values = values_of(condition) | {"keys": known}
    asked = [snapshot.fetch(_list(snapshot.dialect, listing), values | _window(listing, page))]
    if counted:
        asked.append(snapshot.fetch(_count(snapshot.dialect, target, condition), values))
    found, *counts = await asyncio.gather(*asked)
    rows = _by_key(found)
    totals = {row[-1]: row[0] for count in counts for row in count}
    cursor = _tail(listing).cursor
    wanted = keys if target.key else [None] * len(keys)
    return [sliced(rows.get(key, []), page, cursor, totals.get(key, 0) if counted else None) for key in wanted]


def unique(target: Target, order: Order) -> Order:
    """The order with the columns behind it that tell any two rows apart."""
    descending = order[-1].descending if order else False
    given = {key.column for key in order}
    return (*order, *(Key(name, descending) for name in target.unique if name not in given))


def _by_key(rows: Sequence[Row]) -> dict[str | None, list[Row]]:
    grouped: dict[str | None, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row[-1], []).append(row)
    return grouped


def _window(listing: Listing, page: Page) -> dict[str, Any]:
    """The values that cut the page out of its list."""
    kinds = [each.type for each in _expressions(listing)]
    name = named(listing.target.type_name, listing.order)
    after = cut(page.after, name, kinds, "a") if page.after is not None else {}
    before = cut(page.before, name, kinds, "b") if page.before is not None else {}
    return {"limit": page.limit + 1, **after, **before}


def _tail(listing: Listing) -> Tail:
    return Tail(named(listing.target.type_name, listing.order), len(listing.order), behind=1)


def _expressions(listing: Listing) -> list[ColumnElement[Any]]:
    return [expression(listing.target.column(key.column)) for key in listing.order]


@lru_cache(maxsize=2048)
def _list(dialect: Dialect, listing: Listing) -> Statement:
    target, order = listing.target, listing.order
    sorts = _expressions(listing)
    by = sorting(sorts, order, backward=listing.backward)
    shown = [target.labelled(name) for name in listing.columns]
    tail = [each.label(f"sort{number}__") for number, each in enumerate(sorts)]
    where = [Where(target, dialect).clause(listing.condition)]
    if listing.after:
        where.append(beyond(sorts, order, "a", before=False))
    if listing.before:
        where.append(beyond(sorts, order, "b", before=True))
    if target.key is None:
        nothing = null().label("key__")
        query = select(*shown, *tail, nothing).where(*where).order_by(*by).limit(bindparam("limit"))
    else:
        query = _ranked(dialect, target, [*shown, *tail], where, by)
    return dialect.statement(query, target.type_name, _tail(listing))


def _ranked(
    dialect: Dialect,
    target: Target,
    shown: list[ColumnElement[Any]],
    where: list[ColumnElement[bool]],
    by: list[ColumnElement[Any]],
) -> Select[Any]:
    """Each key's own first rows: numbered within their key, so that no key's page is cut short by another's."""
    key = target.key_column.label("key__")
    rank = func.row_number().over(partition_by=target.key_column, order_by=by).label("rank__")
    ranked = (
        select(*shown, key, rank)
        .select_from(target.source)
        .where(dialect.among(target.key_column, "keys"), *where)
        .subquery()
    )
    columns = [column for column in ranked.c if column.key != "rank__"]
    return (
        select(*columns).where(ranked.c["rank__"] <= bindparam("limit")).order_by(ranked.c["key__"], ranked.c["rank__"])
    )


@lru_cache(maxsize=2048)
def _count(dialect: Dialect, target: Target, condition: Filter) -> Statement:
    where = Where(target, dialect).clause(condition)
    if target.key is None:
        query: Any = select(func.count().label("total"), null().label("key__")).select_from(target.source)
        return dialect.statement(query.where(where), target.type_name)
    key = target.key_column.label("key__")
    query = select(func.count().label("total"), key).select_from(target.source)
    query = query.where(dialect.among(target.key_column, "keys"), where).group_by(target.key_column)
    return dialect.statement(query, target.type_name)
