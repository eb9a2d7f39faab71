"""Words found by `tsvector`, the full-text type of PostgreSQL."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, String, bindparam, cast
from sqlalchemy.dialects.postgresql import TSQUERY

from loaders.sql.word_index import WordIndex


class TSVector(WordIndex):
    """The column `words` itself, with its index in GIN."""

    both, either, word, beginning = " & ", " | ", "'{}'", "'{}':*"

    def documents(self, rows: Any, name: str) -> tuple[FromClause, ColumnElement[bool]]:
        """Match the column."""
        return rows, self.has_word(rows, name)

    def has_word(self, rows: Any, name: str) -> ColumnElement[bool]:
        """Match the column."""
        matches: ColumnElement[bool] = rows.c.words.op("@@")(cast(bindparam(name, type_=String()), TSQUERY()))
        return matches

    def bound_word(self, stem: str, *, prefix: bool) -> str:
        """Write it as a query."""
        return (self.beginning if prefix else self.word).format(stem)
