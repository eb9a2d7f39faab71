"""One connection that a database is read through: what both engines' readers promise."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from loaders.errors import UnavailableError
from loaders.sql.statement import Row, Statement

BoundStatement = tuple[Statement, list[Any]]
Answers = Sequence[list[Row] | Exception]
"""The rows of each statement, or the exception of one that failed by itself."""


class LostConnectionError(Exception):
    """A connection is of no use any more; on another one, the same may succeed at once."""

    def __init__(self, reason: UnavailableError) -> None:
        """Keep the error for callers if no other connection can be made; the driver's error is its cause."""
        super().__init__(str(reason.__cause__))
        self.reason = reason


class ReadConnection(ABC):
    """One connection, used by one operation at a time."""

    @abstractmethod
    async def fetch(self, asked: Sequence[BoundStatement], *, begin: bool, end: bool = False) -> Answers:
        """The rows of each statement in one trip, in a transaction that is to `begin` or has begun before.

        It is to `end` with them, where that costs nothing; `end` follows in any case.

        Raises LostError where the connection is of no use any more. Whatever it raises, or when it is cancelled,
        nothing but `recover` and `drop` may follow.
        """

    @abstractmethod
    async def end(self) -> None:
        """End the transaction, soon; raises LostError, or is cancelled, as `fetch` is."""

    @abstractmethod
    async def recover(self) -> None:
        """Stop what is still going on, and end the transaction if there is one; raises whatever keeps it from that."""

    @abstractmethod
    async def close(self) -> None:
        """Disconnect."""

    @abstractmethod
    def drop(self) -> None:
        """Disconnect without waiting for anything."""

    @property
    @abstractmethod
    def lost(self) -> bool:
        """True if the connection is known to be unusable."""
