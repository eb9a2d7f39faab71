"""Jobs: what the server does by itself. Each is declared beside its rule, and run by one worker at a time.

    @job("review_deadlines", every=MINUTE, due=cases_due)
    async def process_deadline(use_case: UseCase, case_id: str) -> None: ...

A job may run twice for the same key, and the second run finds nothing to do: a worker can fall after any commit.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from loaders.queries.row_fetcher import RowFetcher
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
CLOCK = Viewer(request_id="clock")
"""The viewer in whose name jobs are done."""
WHOLE = ""
"""The key of a job without keys."""

Due = Callable[[RowFetcher, datetime], Awaitable[Sequence[str]]]
"""Gives the keys that are due at a moment, from what is stored and nothing else."""
JobFunction = Callable[[UseCase, str], Awaitable[bool | None]]
"""Does one key in a unit of work of its own; True where there is more to do for it, in another unit."""


@dataclass(frozen=True, slots=True)
class Job:
    """A declared job."""

    name: str
    function: JobFunction
    every: timedelta
    """The time from the end of a round to the next one. Rounds that were missed are made up for by one."""
    due: Due | None = None
    """None for a job without keys, which is done once in a round."""


JOBS: dict[str, Job] = {}
"""All jobs, by name."""


def job(name: str, *, every: timedelta, due: Due | None = None) -> Callable[[JobFunction], JobFunction]:
    """Declare the function below as a job; raises ValueError for a name that is taken."""

    def declare(function: JobFunction) -> JobFunction:
        if name in JOBS:
            raise ValueError(f"There is a job '{name}' already.")
        JOBS[name] = Job(name, function, every, due)
        return function

    return declare
