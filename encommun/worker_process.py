"""The worker as a process of its own, and what it would do: `encommun work`, `encommun work --dry-run`."""

import asyncio
import gc
import signal

import typer

from encommun.commons import open_commons, read_commons
from encommun.forced_shutdown import schedule_forced_shutdown
from encommun.settings import Settings
from encommun.supervision import supervised
from loaders.queries.mails import due_mails
from resolvers.core.job_leases import due_jobs, round_of

MOST_MAILS = 1_000
"""Mails that a dry run lists."""


async def run_until_stopped(settings: Settings) -> None:
    """Do the jobs and send the mails of a commons until SIGINT or SIGTERM; then give the leases back, and return."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stopped.set)
    async with open_commons(settings) as commons, supervised(**commons.tasks):
        gc.freeze()  # what is loaded stays: neither collections nor the end of the process look through it
        typer.echo("Encommun does its jobs (Ctrl-C stops it).")
        await stopped.wait()
        schedule_forced_shutdown()


async def due_now(url: str) -> list[str]:
    """A line for each key, or job without keys, that a worker would do now, and one for mails; nothing is written."""
    async with read_commons(url) as (reads, now):
        lines: list[str] = []
        for job in await due_jobs(reads, now):
            keys, _ = await round_of(reads, job, now)
            lines += [f"{job.name} {key}".rstrip() for key in keys]
        return lines + [f"mail {mail.id}" for mail in await due_mails(reads, now, ("id",), MOST_MAILS)]
