"""Workers as processes of their own, at one database: together, killed, stopped; and servers that do no jobs."""

import asyncio
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.jobs.client import JobsClient
from tests.support.commands import environment
from tests.support.durations import check_duration
from tests.support.server_processes import start

WORKER = (sys.executable, "-m", "tests.jobs.counting_worker", "work")
LONG = 120
"""Seconds for what must happen, on a busy machine too."""
SOON = 2
"""Seconds within which a worker ends that is told to."""


@asynccontextmanager
async def working(client: JobsClient, folder: Path, **given: object) -> AsyncIterator[asyncio.subprocess.Process]:
    """`encommun work` with the job of the tests, at work; killed at the end unless it has stopped."""
    variables = {name.upper(): str(value) for name, value in given.items()}
    process = await asyncio.create_subprocess_exec(
        *WORKER,
        cwd=folder,
        env=environment(client.url) | variables,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(LONG):
            assert b"does its jobs" in await process.stdout.readline()
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def until(client: JobsClient, holds: Callable[[dict[str, list[int]]], bool]) -> dict[str, list[int]]:
    """The processes by which each key was counted, as soon as they are so."""
    async with asyncio.timeout(LONG):
        while True:
            found = await client.counted()
            if holds(found):
                return found


async def stop(process: asyncio.subprocess.Process) -> None:
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(LONG):
        assert await process.wait() == 0
    check_duration(time.monotonic() - begun, SOON)


async def test_two_workers_never_do_one_job_twice(client: JobsClient, tmp_path: Path):
    def both_did(found: dict[str, list[int]]) -> bool:
        by_process = Counter(process for processes in found.values() for process in processes)
        return len(by_process) == 2 and min(by_process.values()) >= 20

    async with working(client, tmp_path, counted=10**6) as one, working(client, tmp_path, counted=10**6) as other:
        found = await until(client, both_did)
        assert {len(processes) for processes in found.values()} == {1}
        await asyncio.gather(stop(one), stop(other))
    assert {len(processes) for processes in (await client.counted()).values()} == {1}
    assert (await client.row()).lease is None


async def test_what_a_killed_worker_leaves_is_done_by_the_next(client: JobsClient, tmp_path: Path):
    async with working(client, tmp_path, counted=20, fall_at=7) as fallen:
        async with asyncio.timeout(LONG):
            assert await fallen.wait() == -signal.SIGKILL
    assert sorted(await client.counted(), key=int) == [str(number) for number in range(7)]
    held = await client.row()
    assert held.lease is not None
    async with working(client, tmp_path, counted=20):
        await client.change_job(leased_until=held.heartbeat_at - timedelta(seconds=1))  # as time does
        found = await until(client, lambda found: len(found) == 20)
    assert {len(processes) for processes in found.values()} == {1}


async def test_a_worker_that_is_stopped_leaves_no_lease(client: JobsClient, tmp_path: Path):
    async with working(client, tmp_path, counted=10**6) as process:
        await until(client, lambda found: len(found) > 3)
        await stop(process)
    row = await client.row()
    assert (row.lease, row.held_by, row.leased_until, row.heartbeat_at) == (None, None, None, None)


@pytest.mark.parametrize("work", ["on", "off"])
async def test_a_server_does_jobs_unless_it_is_told_not_to(client: JobsClient, tmp_path: Path, work: str):
    server = await start(client.url, tmp_path, work=work)
    try:
        async with httpx.AsyncClient() as asking:
            parts = (await asking.get(f"{server.address}/health/ready")).json()["parts"]
        assert ({"mail", "upkeep"} <= parts.keys()) is (work == "on")
        async with asyncio.timeout(LONG):
            while work == "on" and not await client.jobs():
                pass
        code, _ = await server.leave()
    finally:
        await server.kill()
    assert code == 0
    assert (await client.jobs() == []) is (work == "off")
