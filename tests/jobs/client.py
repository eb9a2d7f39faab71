"""A commons with one job, and workers at it as of several processes."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from encommun.worker import Worker
from loaders.drivers.database import Database
from loaders.sql.statement import Row
from loaders.tables import Table
from loaders.unit_of_work import UnitOfWork, Writer
from resolvers.core.job_leases import FAILURE, JOB, Lease, new_lease, take_job
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
    """The keys that are due of the job that `declare` makes."""

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
        return [row.holder_id for row in sorted(await self.rows(NOTE), key=lambda row: int(row.id.partition("_")[2]))]

    async def counted(self) -> dict[str, list[int]]:
        """By key, the processes that have counted it."""
        found: dict[str, list[int]] = {}
        for row in await self.rows(NOTE):
            found.setdefault(row.holder_id, []).append(row.records)
        return found

    async def take(self, worker: str, writer: Writer | None = None) -> Lease | None:
        """Have a worker take the job, without doing it."""
        lease = new_lease("counted")
        taken = await (writer or self.writer).run(lambda work: take_job(work, lease, HOUR, worker, self.now))
        return lease if taken else None

    async def change_job(self, **values: Any) -> None:
        """Have the row of the job as it might have become."""
        await self.writer.run(lambda work: work.update(JOB, {}, values))

    async def jobs(self) -> list[Row]:
        """The rows of all jobs."""
        return await self.rows(JOB)

    async def row(self) -> Row:
        """The row of the job."""
        (row,) = await self.jobs()
        return row

    async def failures(self) -> dict[str, Row]:
        """The keys that have failed."""
        return {row.key: row for row in await self.rows(FAILURE)}

    async def rows(self, table: Table) -> list[Row]:
        """All rows of a table."""

        async def job(work: UnitOfWork) -> list[Row]:
            return await work.select(table, {})

        return await self.writer.run(job)
