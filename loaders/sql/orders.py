"""Orders: by which columns a list is sorted, always down to a unique row, and where a cursor cuts it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    String,
    and_,
    bindparam,
    func,
    or_,
    tuple_,
)
from sqlalchemy.types import TypeEngine

from loaders.errors import FaultError
from loaders.sql.cursors import decode_cursor
from loaders.sql.dialect import stored_type
from models.folding import SORT, folded

KINDS: tuple[tuple[type[TypeEngine[Any]], type], ...] = (
    (DateTime, datetime),
    (Date, date),
    (Integer, int),
    (String, str),
)
"""Column types that can be sorted by, each with the Python type of its values."""

LOWEST: dict[type, Any] = {int: -1, str: "", date: date.min, datetime: datetime.min.replace(tzinfo=UTC)}
"""The value as which null is sorted: it precedes every other value."""


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column of an order."""

    column: str
    descending: bool = False


Order = tuple[SortKey, ...]


def python_type(kind: TypeEngine[Any]) -> type:
    """Return the Python type of a column's values; unlike SQLAlchemy's own, it respects decorators."""
    return next(values for base, values in KINDS if isinstance(stored_type(kind), base))


def order_name(type_name: str, order: Order) -> str:
    """The name that an order of a type has inside cursors, as in `Actor:-updated_at,id`."""
    return type_name + ":" + ",".join("-" * key.descending + key.column for key in order)


def sort_expression(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the sort expression of a column, with nulls below all values."""
    nullable = isinstance(column, Column) and column.nullable
    return func.coalesce(column, LOWEST[python_type(column.type)]) if nullable else column


def order_by_clause(
    expressions: Sequence[ColumnElement[Any]], order: Order, *, backward: bool
) -> list[ColumnElement[Any]]:
    """The ORDER BY of a page, turned round when it is cut from the end."""
    return [
        each.desc() if key.descending != backward else each.asc() for each, key in zip(expressions, order, strict=True)
    ]


def after_cursor(
    expressions: Sequence[ColumnElement[Any]], order: Order, prefix: str, *, before: bool
) -> ColumnElement[bool]:
    """Rows after a cursor (or before it), whose values are bound as `prefix0`, `prefix1` and so on."""
    values = [bindparam(f"{prefix}{n}", type_=each.type) for n, each in enumerate(expressions)]
    if len({key.descending for key in order}) == 1:
        # One comparison of row values: an index on the same columns serves it.
        left, right = tuple_(*expressions), tuple_(*values)
        return left < right if order[0].descending != before else left > right
    steps = []
    for number, key in enumerate(order):
        each, value = expressions[number], values[number]
        further = each < value if key.descending != before else each > value
        steps.append(and_(*(e == v for e, v in zip(expressions[:number], values, strict=False)), further))
    return or_(*steps)


def cursor_values(
    cursor: str, name: str, order: Order, kinds: Sequence[TypeEngine[Any]], prefix: str
) -> dict[str, Any]:
    """The values of a cursor of the order `name`, as `after_cursor` calls them; raises FaultError INVALID_CURSOR."""
    values = decode_cursor(cursor, name, len(kinds))
    typed = (_now(key, _typed(value, kind)) for key, value, kind in zip(order, values, kinds, strict=True))
    return {f"{prefix}{number}": value for number, value in enumerate(typed)}


def _now(key: SortKey, value: Any) -> Any:
    """The value as it is stored by now: a cursor may be older than the way in which texts are folded."""
    return folded(value) if key.column.endswith(SORT) else value


def _typed(value: Any, kind: TypeEngine[Any]) -> Any:
    """A cursor's value as the column's type has it, so that a forged one is refused before the database sees it."""
    try:
        if python_type(kind) is datetime:
            moment = datetime.fromisoformat(value)
            return moment.astimezone(UTC) if moment.tzinfo else _refuse()
        if python_type(kind) is date:
            return date.fromisoformat(value)
    except (TypeError, ValueError, OverflowError):
        _refuse()
    if isinstance(kind, Integer):
        largest = 2**63 if isinstance(kind, BigInteger) else 2**31
        return value if type(value) is int and -largest <= value < largest else _refuse()
    return value if type(value) is str and "\x00" not in value else _refuse()


def _refuse() -> Any:
    raise FaultError("INVALID_CURSOR", "The cursor cannot be used: its values do not fit. Start again without one.")
