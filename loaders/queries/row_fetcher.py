"""The protocol of whatever sends statements: a unit of work, or a snapshot."""

from collections.abc import Awaitable, Mapping
from typing import Any, Protocol

from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement


class RowFetcher(Protocol):
    """Compiles and sends statements: a unit of work, or a snapshot."""

    dialect: Dialect

    def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Awaitable[list[Row]]:
        """The rows of a statement."""
        ...
