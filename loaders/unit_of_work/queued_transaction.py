"""A job that waits for the writer's thread, and its result."""

import asyncio
from collections.abc import Sequence
from contextvars import Context
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from loaders.errors import OutcomeUnknownError, OverloadedError
from loaders.unit_of_work.interface import TransactionFunction


@dataclass(frozen=True, slots=True)
class TransactionResult:
    """The result of a job, or the error that it raised."""

    result: Any = None
    error: BaseException | None = None


@dataclass(slots=True, eq=False)
class QueuedTransaction:
    """A job, its future, and the context in which it was submitted."""

    job: TransactionFunction[Any]
    future: asyncio.Future[Any]
    context: Context
    begin_by: float
    """When it is too late to begin, by the monotonic clock."""
    end_by: float = field(default=0.0, init=False)
    """When it is to be given up, once it has begun."""
    begun: bool = field(default=False, init=False)
    given_up: bool = field(default=False, init=False)
    """True if the job is to end, or not to begin. It stays true whatever the thread that runs it does meanwhile."""
    outcome: TransactionResult | None = field(default=None, init=False)

    @property
    def is_late(self) -> bool:
        """True if it has waited for as long as it may."""
        return self.begin_by < monotonic()

    def begin(self, seconds: float) -> bool:
        """Mark the job as running for `seconds`; return False if nobody waits for it any more, so that it must not run.

        It is marked as begun before that is looked at, and `tell` does the reverse: whoever was told that it has not
        begun can ask again, without it being done twice.
        """
        self.begun = True
        self.end_by = monotonic() + seconds
        return not self.given_up and not self.future.done()

    def give_up(self) -> None:
        """Cancel the job, running or not: nobody waits for it, or the writer closes."""
        self.given_up = True

    @property
    def must_end(self) -> bool:
        """True if it is to be given up."""
        return self.given_up or monotonic() > self.end_by

    def fail(self, error: BaseException) -> None:
        """Set the job's error."""
        self.outcome = TransactionResult(error=error)

    def tell(self) -> None:
        """Resolve the job's future, in the loop's thread; its caller may have gone.

        Without an outcome, the thread died, or does not answer.
        """
        if self.future.done():
            return
        if self.outcome is None:
            self.give_up()
            self.fail(OutcomeUnknownError() if self.begun else OverloadedError())
            self.tell()
        elif self.outcome.error is None:
            self.future.set_result(self.outcome.result)
        else:
            self.future.set_exception(self.outcome.error)


def deliver_results(jobs: Sequence[QueuedTransaction]) -> None:
    """Resolve the futures of all jobs."""
    for each in jobs:
        each.tell()
