"""A file that is imported, and the report on it, as an import needs them; `encommun/exchange/` has both."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from resolvers.exchange.items import Item, UpsertOutcome
from resolvers.validation import Problem


class SourceEntry(NamedTuple):
    """A line of the file: an item of a type, or the reason why there is none; neither, if it must be read alone."""

    line: int
    type_name: str
    size: int
    """Bytes that it takes in the file."""
    item: Item | None = None
    problem: Problem | None = None


class ImportFile(Protocol):
    """A file that can be read again and again."""

    length: int
    """Lines."""

    def entries(self) -> Iterator[SourceEntry]:
        """Yield the entry of each line, in order, from the beginning."""


class ImportLog(Protocol):
    """A report on an import: outcomes are counted, and what is refused is told line by line."""

    counts: Counter[UpsertOutcome]

    def begin_again(self) -> None:
        """Discard the report so far."""

    def count(self, outcome: UpsertOutcome, *, archived: bool = False) -> None:
        """Count a line by its outcome; its record may be archived."""

    def pass_over(self) -> None:
        """Count a line that is there to be read alone."""

    def refuse(self, line: int, reference: str | None, problems: Sequence[Problem]) -> None:
        """Report a line that was refused."""

    def flush(self) -> None:
        """Write the report so far."""
