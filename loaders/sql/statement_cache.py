"""Compiled statements that are kept: together they take so many bytes, however many they are."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar

from loaders.sql.filters import without_values
from loaders.sql.statement import Statement

MOST = 64_000_000
"""Bytes of all that is kept."""
ENTRY = 12_000
"""Bytes that an entry takes besides its text."""
CHARACTER = 3
"""Bytes for each character of its text, which stands in the parts that it was made of, too."""

Made = TypeVar("Made")


class StatementCache:
    """An LRU cache: the least recently used entry goes first."""

    def __init__(self, most: int = MOST) -> None:
        """Begin empty; `most` are bytes."""
        self.held = 0
        self._most = most
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def __call__(
        self, statement_in: Callable[[Made], Statement]
    ) -> Callable[[Callable[..., Made]], Callable[..., Made]]:
        """Keep what a function makes, weighed by the statement in it."""

        def keeping(make: Callable[..., Made]) -> Callable[..., Made]:
            entries = self._entries

            @wraps(make)
            def kept(*given: Any) -> Made:
                entry = entries.get((make, given))
                if entry is None:
                    made = make(*given)
                    self._put((make, tuple(map(without_values, given))), made, len(statement_in(made).text))
                    return made
                entry.asked = True
                found: Made = entry.made
                return found

            return kept

        return keeping

    def clear(self) -> None:
        """Forget all."""
        self._entries.clear()
        self.held = 0

    def _put(self, key: Hashable, made: Any, characters: int) -> None:
        weight = ENTRY + CHARACTER * characters
        self._entries[key] = _Entry(made, weight)
        self.held += weight
        while self.held > self._most:
            oldest, entry = self._entries.popitem(last=False)
            if entry.asked:  # it has another round
                entry.asked = False
                self._entries[oldest] = entry
            else:
                self.held -= entry.weight


class _Entry:
    __slots__ = ("asked", "made", "weight")

    def __init__(self, made: Any, weight: int) -> None:
        self.made = made
        self.weight = weight
        self.asked = False


STATEMENTS = StatementCache()
"""Those of all loaders."""


def unchanged(statement: Statement) -> Statement:
    """The statement, where nothing is made with it."""
    return statement


def statement_of(made: tuple[Statement, Any]) -> Statement:
    """The statement that something else is made with."""
    return made[0]
