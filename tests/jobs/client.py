"""A commons with one job, and workers at it as of several processes."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from encommun.worker import Worker
from loaders.drivers.database import Database
from loaders.sql.statement import Row
from loaders.unit_of_work import UnitOfWork, Writer
from resolvers.core.job_leases import FAILURE, JOB
from resolvers.core.jobs import HOUR, JOBS, Job
from resolvers.core.site import Site
from resolvers.core.storage_usage import NOTE
from resolvers.core.use_case import UseCase
from tests.records.client import BEGIN


async def note(use_case: UseCase, key: str) -> None:
    """Count a key: a row for each time that it was done."""
    number = len(await use_case.work.select(NOTE, {}, ("id",)))
    row = {"id": f"note_{number}", "holder_id": key, "records": 0, "drafts": 0, "stored_bytes": 0}
    await use_case.work.insert(NOTE, [row])


@dataclass
class JobsClient:
    """A database, and a clock that all workers go by."""

    url: str
    database: Database
    writer: Writer
    now: datetime = field(default=BEGIN)
    keys: list[str] = field(default_factory=list)
    """What is due of the job that `declare` makes."""

    def worker(self, writer: Writer | None = None) -> Worker:
        """A worker as of a process of its own; `writer` stands for its connection."""
        return Worker(self.database, writer or self.writer, Site(), lambda: self.now, 0.01)

    def declare(
        self,
        function: Callable[[UseCase, str], Awaitable[bool | None]] = note,
        every: timedelta = HOUR,
        *,
        keys: Sequence[str] | None = None,
    ) -> Job:
        """The only job of the commons: with keys if there are any."""

        async def due(_reads: Any, _now: datetime) -> Sequence[str]:
            return list(self.keys)

        self.keys = list(keys or ())
        job = JOBS["counted"] = Job("counted", function, every, None if keys is None else due)
        return job

    async def done(self) -> list[str]:
        """The keys that were done, in order, each as often as it was."""
        return [row.holder_id for row in sorted(await self._rows(NOTE), key=lambda row: int(row.id.partition("_")[2]))]

    async def row(self) -> Row:
        """The row of the job."""
        (row,) = await self._rows(JOB)
        return row

    async def failures(self) -> dict[str, Row]:
        """The keys that have failed."""
        return {row.key: row for row in await self._rows(FAILURE)}

    async def _rows(self, table: Any) -> list[Row]:
        async def job(work: UnitOfWork) -> list[Row]:
            return await work.select(table, {})

        return await self.writer.run(job)
