"""Rows of a commons of revision 0016 are written: by plain SQL, as either engine stores them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Connection, DateTime, inspect, types

from models import ids

BEFORE = "0016"
BEGIN = datetime(2026, 3, 1, 9, tzinfo=UTC)
"""The moment when everything began."""
LATER = datetime.now(UTC) + timedelta(days=400)
"""A moment when all deadlines are over."""
FALLBACKS: tuple[tuple[type[types.TypeEngine[Any]], Any], ...] = (
    *((types.Boolean, False), (types.Integer, 1), (DateTime, BEGIN), (types.JSON, [])),
    (types.String, ""),
)
"""Values of the columns of which a row says nothing, and that must have one."""
WORDS = {None: "NULL", True: "true", False: "false"}


def at(hours: float) -> datetime:
    """So many hours after the beginning."""
    return BEGIN + timedelta(hours=hours)


def key(name: str) -> str:
    """The id that stands for a name, such as `actor town`."""
    return ids.derived(name.partition(" ")[0], name, BEGIN)


class Writing:
    """Rows written with what is said of them, and whatever else a row must have."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._inspector = inspect(connection)

    def add(self, table: str, **values: Any) -> None:
        """Add a row."""
        columns = self._inspector.get_columns(table)
        row = {each["name"]: values.pop(each["name"], self._fallback(each)) for each in columns}
        assert not values, values
        said = ", ".join(map(self._literal, row.values()))
        self._connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({said})")  # noqa: S608

    def _fallback(self, column: Mapping[str, Any]) -> Any:
        if column["nullable"]:
            return None
        return next(value for kind, value in FALLBACKS if isinstance(column["type"], kind))

    def _literal(self, value: Any) -> str:
        if value is None or isinstance(value, bool):
            return WORDS[value]
        if isinstance(value, int):
            return str(value)
        if isinstance(value, datetime):
            stored = value.replace(tzinfo=None).isoformat(" ", "microseconds")
            value = stored if self._connection.dialect.name == "sqlite" else f"{stored}+00"
        elif isinstance(value, list | dict):
            value = orjson.dumps(value).decode()
        return "'" + str(value).replace("'", "''") + "'"
