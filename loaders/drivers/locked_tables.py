"""Statements that met a locked table: until one of a kind gets through, the others take no connection to wait in."""

import time
from collections.abc import Awaitable, Callable, Sequence

from loaders.drivers.read_connection import Answers, BoundStatement
from loaders.errors import OverloadedError


class LockedTables:
    """The statements whose tables are locked, each with the moment from which one may try again.

    Each of those who wait holds a connection meanwhile: without this, all connections would soon wait for one table.
    """

    def __init__(self, seconds: float) -> None:
        """Allow one retry for each kind of statement every `seconds`: as long as a try may take."""
        self._seconds = seconds
        self._until: dict[str, float] = {}

    def __bool__(self) -> bool:
        """True if any table is known to be locked."""
        return bool(self._until)

    def met(self, asked: Sequence[BoundStatement], answers: Answers) -> None:
        """Know which statements have found that somebody has locked what they read, and which have not."""
        now = time.monotonic()
        self._until = {text: until for text, until in self._until.items() if until > now - self._seconds}
        for (statement, _), answer in zip(asked, answers, strict=True):
            if isinstance(answer, OverloadedError):
                self._until[statement.text] = now + self._seconds
            else:
                self._until.pop(statement.text, None)

    async def around(
        self, asked: Sequence[BoundStatement], run: Callable[[Sequence[BoundStatement]], Awaitable[Answers]]
    ) -> Answers:
        """Run the statements that may be sent, and return their answers; the others are refused at once."""
        let = [self._lets(statement.text) for statement, _ in asked]
        goes = [each for each, may in zip(asked, let, strict=True) if may]
        found = iter(await run(goes) if goes else ())
        return [next(found) if may else OverloadedError() for may in let]

    def _lets(self, text: str) -> bool:
        """True if a statement may be sent: if its table was locked, only one at a time tries again after a while."""
        now = time.monotonic()
        until = self._until.get(text, 0.0)
        if until > now:
            return False
        if until:
            self._until[text] = now + self._seconds
        return True
