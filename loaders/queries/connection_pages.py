"""Reads lists of rows: a page for each key, or a page of the whole table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, func, null, select

from loaders.drivers.snapshot import Snapshot
from loaders.errors import FaultError
from loaders.queries.filter_sql import FilterSql
from loaders.queries.json_sql import visible_rows
from loaders.sql.dialect import CursorColumns
from loaders.sql.filters import MATCH_ALL, Filter, bound_values, without_values
from loaders.sql.json_parts import Name, required_columns
from loaders.sql.orders import Order, cursor_values, order_by_clause, order_name
from loaders.sql.page_queries import counted_page_query, page_query, sort_expressions, with_tie_breaker
from loaders.sql.pages import Page, Slice, slice_rows
from loaders.sql.statement import Row, Statement
from loaders.sql.statement_cache import STATEMENTS, statement_of, unchanged
from loaders.sql.target import Target
from loaders.visibility.access import Visibility

MOST_ROWS = 50_000
"""Rows that one list may ask for, over all its parents."""


@dataclass(frozen=True)
class ListShape:
    """The shape of a list: all that decides the text of its statement."""

    target: Target
    columns: tuple[Name, ...]
    condition: Filter
    order: Order
    page: Page
    """The page without its cursors, whose values are not part of the shape."""
    cursors: bool
    """True if rows need the values from which cursors are made."""
    counted: bool
    """True if every row carries the total number of rows."""

    def bare(self) -> "ListShape":
        """The same without the values of its condition."""
        return replace(self, condition=without_values(self.condition))

    @cached_property
    def expressions(self) -> list[ColumnElement[Any]]:
        """Return the expressions by which the list is sorted."""
        return sort_expressions(self.target, self.order)

    @cached_property
    def tail(self) -> CursorColumns:
        """Return the positions of the sort values in a row."""
        return CursorColumns(order_name(self.target.type_name, self.order), len(self.columns), len(self.order))


async def load_pages(  # noqa: PLR0913 - a list is all of this
    snapshot: Snapshot,
    target: Target,
    keys: Sequence[str | None],
    columns: Sequence[Name] | None,
    page: Page,
    *,
    order: Order,
    condition: Filter = MATCH_ALL,
    counted: bool = False,
) -> list[Slice]:
    """For n keys, n slices: each key's own page of the rows whose `target.key` is the key.

    Without `target.key` there is one list, and every key gets it. `order` is brought down to a
    unique row. `counted` says whether the slices need their total. Raises FaultError INVALID_CURSOR,
    or COST_LIMIT_EXCEEDED when the pages of all keys together are too large.
    """
    order = with_tie_breaker(target, order)
    known = list({key for key in keys if key is not None})
    if max(1, len(known)) * page.limit > MOST_ROWS:
        raise FaultError(
            "COST_LIMIT_EXCEEDED",
            f"{len(known)} lists of {page.limit} are more than {MOST_ROWS} rows at once. Ask for smaller pages.",
        )
    cuts = page.after is not None or page.before is not None
    listing = ListShape(
        target=target,
        columns=target.all_columns() if columns is None else tuple(columns),
        condition=condition,
        order=order,
        page=replace(page, after=page.after and "", before=page.before and "") if cuts else page,
        cursors=page.looks_ahead or columns is None or "cursor" in columns,
        # An empty page, of no size or behind a cursor, could not say how many there are.
        counted=counted and target.key is None and page.limit > 0 and condition != MATCH_ALL and not cuts,
    )
    values = bound_values(condition) | {"keys": known}
    apart = counted and not listing.counted
    if apart:
        snapshot.several()
    statement, tail = _list(snapshot.visibility, listing)
    asked = snapshot.fetch(statement, values | _cuts(listing, page) if cuts else values)
    counting = snapshot.fetch(_count(snapshot.visibility, target, condition), values) if apart else None
    found, counts = await asked, await counting if counting else ()
    lists: dict[str | None, list[Row]] = dict(zip(known, found, strict=False)) if target.key else {None: found}
    totals = {row[-1]: row[0] for row in counts}
    if listing.counted and found:
        totals[None] = found[0].total__
    wanted = keys if target.key else [None] * len(keys)
    return [
        slice_rows(lists.get(key, []), page, tail.cursor, totals.get(key, 0) if counted else None) for key in wanted
    ]


def _cuts(listing: ListShape, page: Page) -> dict[str, Any]:
    """The values that cut the page out of its list."""
    kinds, name, order = [each.type for each in listing.expressions], listing.tail.order, listing.order
    after = cursor_values(page.after, name, order, kinds, "a") if page.after is not None else {}
    before = cursor_values(page.before, name, order, kinds, "b") if page.before is not None else {}
    return after | before


@STATEMENTS(statement_of)
def _list(visibility: Visibility, listing: ListShape) -> tuple[Statement, CursorColumns]:
    target, tail = listing.target, listing.tail if listing.cursors else None
    if target.key is None:
        statement = visibility.dialect.rows(_page(visibility, listing), target.type_name, tail)
    else:
        kind = target.key_column.type
        statement = visibility.dialect.pages(partial(_page, visibility, listing), kind, target.type_name, tail)
    return statement, listing.tail


def _page(visibility: Visibility, listing: ListShape, key: ColumnElement[Any] | None = None) -> Select[Any]:
    """One page: of the rows of one key, or of all."""
    target, order, page = listing.target, listing.order, listing.page
    where = FilterSql(target, visibility).clauses(listing.condition)
    if key is not None:
        where.append(target.key_column == key)
    own = required_columns(listing.columns)
    query = (counted_page_query if listing.counted else page_query)(target, own, order, page, where)
    written = own != listing.columns
    if not listing.counted and (listing.cursors or written or not own):
        query = query.add_columns(*(each.label(f"sort{number}__") for number, each in enumerate(listing.expressions)))
    if not written:
        return query
    rows = visible_rows(visibility, query, target, listing.columns)
    # A text is written for each row once the page is cut; that it comes in the page's order has to be said.
    sorts = [rows.selected_columns[f"sort{number}__"] for number in range(len(order))]
    return rows.order_by(*order_by_clause(sorts, order, backward=page.backward))


@STATEMENTS(unchanged)
def _count(visibility: Visibility, target: Target, condition: Filter) -> Statement:
    """Compile the number of rows for each key, or in all; without a condition the association table suffices."""
    where = FilterSql(target, visibility).clauses(condition)
    source: FromClause = target.source
    if not where and target.link is not None and target.onward is not None:
        source, where = target.link, [target.link.c[target.onward].is_not(None)]
    key = null() if target.key is None else target.key_column
    query = select(func.count().label("total"), key.label("key__")).select_from(source).where(*where)
    if target.key is not None:
        query = query.where(visibility.dialect.is_in(key, "keys")).group_by(key)
    return visibility.dialect.rows(query, target.type_name)
