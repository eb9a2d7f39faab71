"""The index of words of an engine: how documents are found that have words, which are nothing but words to it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause

BLANK = " "
Alternative = Sequence[str]
"""Words all of which are to be there; the last may be the beginning of one."""


class WordIndex(ABC):
    """Finds documents by the column `words`, where stems of letters and digits stand between blanks."""

    both: str
    either: str
    word: str
    beginning: str
    """The syntax of queries: two words that are both there, one of two, a word, and the beginning of one."""

    @abstractmethod
    def documents(self, rows: Any, name: str) -> tuple[FromClause, ColumnElement[bool]]:
        """Return what documents are selected from, and the condition that they are found by the query bound as `name`.

        `rows` is the table of documents or an alias.
        """

    @abstractmethod
    def has_word(self, rows: Any, name: str) -> ColumnElement[bool]:
        """Test that one document has the word bound as `name`, as `bound_word` returns it."""

    @abstractmethod
    def bound_word(self, stem: str, *, prefix: bool) -> str:
        """Return a word, or the beginning of one, as `has_word` compares it."""

    def all_of(self, alternative: str, *, prefix: bool) -> str:
        """Return the query for all words of an alternative, the last of which may be a beginning."""
        *first, last = alternative.split(BLANK)
        written = [*(self.word.format(each) for each in first), (self.beginning if prefix else self.word).format(last)]
        return f"({self.both.join(written)})"
