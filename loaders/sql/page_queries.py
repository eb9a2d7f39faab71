"""The SELECT of one page of a list."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select

from loaders.sql.orders import Order, SortKey, after_cursor, order_by_clause, sort_expression
from loaders.sql.pages import Page
from loaders.sql.target import Target


def with_tie_breaker(target: Target, order: Order) -> Order:
    """The order with the columns behind it that tell any two rows apart."""
    descending = order[-1].descending if order else False
    given = {key.column for key in order}
    return (*order, *(SortKey(name, descending) for name in target.unique if name not in given))


def sort_expressions(target: Target, order: Order) -> list[ColumnElement[Any]]:
    """Return the expressions by which a list is sorted."""
    return [sort_expression(target.column(key.column)) for key in order]


def page_query(
    target: Target, columns: Iterable[str], order: Order, page: Page, where: Sequence[ColumnElement[bool]]
) -> Select[Any]:
    """Select the columns of a page's rows, in their order, and one row more if the page looks ahead.

    The values of its cursors are bound as `a0`, `a1` ... and `b0`, `b1` ...
    """
    sorts = sort_expressions(target, order)
    cuts = []
    if page.after is not None:
        cuts.append(after_cursor(sorts, order, "a", before=False))
    if page.before is not None:
        cuts.append(after_cursor(sorts, order, "b", before=True))
    query = select(*map(target.labelled, columns)).select_from(target.source).where(*where, *cuts)
    query = query.order_by(*order_by_clause(sorts, order, backward=page.backward))
    return query.limit(_limit(page))


def counted_page_query(
    target: Target, columns: Iterable[str], order: Order, page: Page, where: Sequence[ColumnElement[bool]]
) -> Select[Any]:
    """The same for the first page of a whole table, with the sort values and the number of all rows (`total__`) behind.

    What a list's conditions cost, they cost once: the rows are found, then counted and cut, and only those of the page
    are read.
    """
    sorts = [each.label(f"sort{number}__") for number, each in enumerate(sort_expressions(target, order))]
    found = select(target.table.c.id, *sorts).where(*where).cte("found")
    by = [found.c[f"sort{number}__"] for number in range(len(order))]
    cut = (
        select(found).order_by(*order_by_clause(by, order, backward=page.backward)).limit(_limit(page)).subquery("cut")
    )
    total = select(func.count()).select_from(found).scalar_subquery()
    kept = [cut.c[each.key] for each in by]
    query = select(*map(target.labelled, columns), *kept, total.label("total__"))
    query = query.select_from(cut.join(target.table, target.table.c.id == cut.c.id))
    return query.order_by(*order_by_clause(kept, order, backward=page.backward))


def _limit(page: Page) -> ColumnElement[Any]:
    """Return the limit as a literal, since a plan for any limit would be one for a tenth of the table."""
    return literal_column(str(page.limit + page.looks_ahead))
