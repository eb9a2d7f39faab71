"""Workers to test with, whose rounds do not wait for the clock."""

from encommun.worker import Worker
from loaders.unit_of_work import UnitOfWork
from resolvers.core.job_leases import JOB
from resolvers.core.jobs import JOBS


async def run_job(worker: Worker, name: str) -> None:
    """Have a worker do one round of a job now, whenever the last one was."""

    async def make_due(work: UnitOfWork) -> None:
        await work.update(JOB, {"name": name}, {"next_run_at": worker._clock()})

    await worker._writer.run(make_due)
    await worker.attend(JOBS[name])
