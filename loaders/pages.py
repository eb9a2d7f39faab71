"""The SELECT of one page of a list."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, literal_column, select

from loaders.orders import Key, Order, beyond, expression, sorting
from loaders.paging import Page
from loaders.target import Target


def unique(target: Target, order: Order) -> Order:
    """The order with the columns behind it that tell any two rows apart."""
    descending = order[-1].descending if order else False
    given = {key.column for key in order}
    return (*order, *(Key(name, descending) for name in target.unique if name not in given))


def expressions(target: Target, order: Order) -> list[ColumnElement[Any]]:
    """What a list is sorted by."""
    return [expression(target.column(key.column)) for key in order]


def page_query(
    target: Target, columns: Iterable[str], order: Order, page: Page, where: Sequence[ColumnElement[bool]]
) -> Select[Any]:
    """The columns of a page's rows, in their order; a row more than asked for, where the page wants to know of it.

    The values of its cursors are bound as `a0`, `a1` ... and `b0`, `b1` ...
    """
    sorts = expressions(target, order)
    cuts = []
    if page.after is not None:
        cuts.append(beyond(sorts, order, "a", before=False))
    if page.before is not None:
        cuts.append(beyond(sorts, order, "b", before=True))
    query = select(*map(target.labelled, columns)).select_from(target.source).where(*where, *cuts)
    query = query.order_by(*sorting(sorts, order, backward=page.backward))
    # The limit stands in the text: a plan for any limit would be one for a tenth of the table.
    return query.limit(literal_column(str(page.limit + page.looks_ahead)))
