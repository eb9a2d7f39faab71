"""Words found by FTS5, the full-text index of SQLite."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Integer, String, bindparam, column, func, table

from loaders.sql.word_index import BLANK, WordIndex

INDEX = table("search_index", column("rowid", Integer()), column("search_index", String()))


class FTS5(WordIndex):
    """The virtual table `search_index`, whose rows have the numbers of the documents."""

    both, either, word, beginning = " AND ", " OR ", '"{}"', '"{}" *'

    def documents(self, rows: Any, name: str) -> tuple[FromClause, ColumnElement[bool]]:
        """Join the documents to the rows of the index that match."""
        found = INDEX.alias("found")
        matches = found.c.search_index.op("MATCH")(bindparam(name, type_=String()))
        return found.join(rows, rows.c.number == found.c.rowid), matches

    def has_word(self, rows: Any, name: str) -> ColumnElement[bool]:
        """Look for the word between its blanks."""
        return func.instr(rows.c.words, bindparam(name, type_=String())) > 0

    def bound_word(self, stem: str, *, prefix: bool) -> str:
        """Put blanks around it."""
        return f"{BLANK}{stem}" if prefix else f"{BLANK}{stem}{BLANK}"
