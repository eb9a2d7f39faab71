"""Group commit on SQLite: jobs share a transaction and one sync of the disk, and each is rolled back alone."""

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial

from loaders.drivers.sqlite_errors import PRIMARY, extended_code
from loaders.errors import DeadlineError, OutcomeUnknownError, OverloadedError, UnreachableError
from loaders.unit_of_work.interface import Result, Rollback, TransactionFunction
from loaders.unit_of_work.queued_transaction import QueuedTransaction, TransactionResult
from loaders.unit_of_work.sqlite_unit_of_work import SQLiteUnitOfWork, translate_error

STEPS = 20_000
"""Steps of SQLite's machine, of some 10 ns each, between two looks at the clock."""


class GroupCommit:
    """Runs jobs on one connection, whose `busy_timeout` is the longest that it goes without looking at the clock."""

    def __init__(self, connection: sqlite3.Connection, run_seconds: float) -> None:
        """Take the connection over; a job may run for so long."""
        self._connection = connection
        self._run_seconds = run_seconds
        self.running: QueuedTransaction | None = None
        """The job that is under way."""
        self._halted = False
        connection.set_progress_handler(self._must_end, STEPS)

    def halt(self) -> None:
        """Abort the running jobs, and do not wait for another process that holds the file."""
        self._halted = True
        if running := self.running:
            running.give_up()

    def commit(self, jobs: Sequence[QueuedTransaction]) -> None:
        """Run jobs one after the other in one transaction; each has its outcome, once that is stored.

        When the transaction itself fails, because one of them does not fit on the disk or promised what it does not
        keep, each job is run again in a transaction of its own: one job harms no other.
        """
        ready = self._begin(jobs)
        failure = self._attempt(ready) if ready else None
        if failure is None:
            return
        if len(ready) == 1:
            ready[0].outcome = ready[0].outcome or TransactionResult(error=failure)
            return
        for each in ready:
            if each.outcome is None:
                self.commit([each])

    def _begin(self, jobs: Sequence[QueuedTransaction]) -> list[QueuedTransaction]:
        """Take the lock of the file that one writer has at a time; returns the jobs that have waited in time.

        Those whose caller has gone are passed over.
        """
        _fail([each for each in jobs if each.is_late and not each.begun], OverloadedError)
        while waiting := [each for each in jobs if each.outcome is None and not each.future.done()]:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
            except sqlite3.Error as error:
                if extended_code(error) & PRIMARY != sqlite3.SQLITE_BUSY or self._halted:
                    _fail(waiting, partial(translate_error, error), error)
                    return []
                _fail([each for each in waiting if each.is_late], OverloadedError, error)
            else:
                return waiting
        return []

    def _attempt(self, jobs: Sequence[QueuedTransaction]) -> BaseException | None:
        """Try to store these jobs in one transaction; return the error that prevented it, None if it is stored."""
        in_doubt = False
        try:
            outcomes = [self._outcome(each) for each in jobs]
            in_doubt = True
            self._connection.execute("COMMIT")
        except BaseException as error:  # noqa: BLE001 - whatever it is, those who wait are told
            return self._undone(jobs, error, in_doubt=in_doubt)
        for each, outcome in zip(jobs, outcomes, strict=True):
            each.outcome = outcome
        return None

    def _undone(
        self, jobs: Sequence[QueuedTransaction], error: BaseException, *, in_doubt: bool
    ) -> BaseException | None:
        """Roll back after an error, and return our error for it.

        Where the disk does not say whether it has the last of a COMMIT, or a transaction cannot even be rolled back,
        all jobs come to that: to run them again could make their changes twice.
        """
        if in_doubt and extended_code(error) == sqlite3.SQLITE_IOERR_FSYNC:
            _fail(jobs, OutcomeUnknownError, error)
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error as failure:
            _fail(jobs, OutcomeUnknownError if in_doubt else UnreachableError, failure)
        return translate_error(error)

    def _outcome(self, queued: QueuedTransaction) -> TransactionResult:
        """Run a job and return its result; raises errors that end the whole transaction, such as a full disk on SQLite.

        One whose caller has gone while those before it ran is passed over.
        """
        self._connection.execute("SAVEPOINT job")
        self.running = queued  # before `halt` is looked for: it looks for this
        try:
            if not queued.begin(0.0 if self._halted else self._run_seconds):
                raise DeadlineError  # noqa: TRY301 - it is undone like any other
            result = queued.context.run(_driven, SQLiteUnitOfWork(self._connection, queued), queued.job)
        except Rollback as undone:
            outcome = TransactionResult(undone.result)
        except BaseException as error:
            late = queued.must_end
            outcome = TransactionResult(error=DeadlineError() if late else error)
            if not self._connection.in_transaction:
                queued.outcome = outcome if late else None  # it is not run again: it would take as long
                raise
        else:
            self._connection.execute("RELEASE SAVEPOINT job")
            return TransactionResult(result)
        finally:
            self.running = None
        self._connection.execute("ROLLBACK TO SAVEPOINT job")
        self._connection.execute("RELEASE SAVEPOINT job")
        return outcome

    def _must_end(self) -> bool:
        """True if the statement under way is to be broken off."""
        running = self.running
        return running is not None and running.must_end


def _fail(
    jobs: Sequence[QueuedTransaction], error_of: Callable[[], BaseException], cause: BaseException | None = None
) -> None:
    """Fail each job with an error of its own: an exception raised by several tasks mixes their tracebacks."""
    for each in jobs:
        error = error_of()
        if error is not cause:
            error.__cause__ = cause
        each.fail(error)


def _driven(work: SQLiteUnitOfWork, job: TransactionFunction[Result]) -> Result:
    """Run a job from its beginning to its end; on SQLite nothing that it may await ever waits."""
    running = work.perform(job)
    try:
        running.send(None)
    except StopIteration as end:
        result: Result = end.value
        return result
    running.close()
    raise RuntimeError("a job awaits its work and nothing else")
