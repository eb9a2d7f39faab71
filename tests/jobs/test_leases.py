"""A job has one worker at a time; one that falls or hangs is taken over, and stores nothing more."""

import asyncio
from datetime import timedelta

import pytest

from loaders.unit_of_work import open_writer
from resolvers.core.job_leases import JOB, LEASE, extend_lease, release_lease
from resolvers.core.jobs import HOUR, JOBS, Job, job
from resolvers.core.refusals import NotFound, refuse
from tests.jobs.client import JobsClient, note
from tests.mail.sender_doubles import Failing

MOMENT = timedelta(microseconds=1)


async def test_of_several_workers_one_does_a_round(client: JobsClient):
    job = client.declare(keys=["a", "b"])
    async with open_writer(client.url) as other:
        for round_ in range(1, 4):
            await asyncio.gather(*(client.worker(writer).attend(job) for writer in (client.writer, other) * 3))
            assert await client.done() == ["a", "b"] * round_
            client.now += HOUR


async def test_a_lease_is_had_by_one_until_it_ends(client: JobsClient):
    first = await client.take("one")
    client.now += LEASE - MOMENT
    assert await client.take("other") is None
    client.now += MOMENT
    second = await client.take("other")
    assert second.id != first.id
    assert (await client.row()).held_by == "other"


async def test_a_heartbeat_makes_a_lease_last(client: JobsClient):
    lease = await client.take("one")
    client.now += LEASE - MOMENT
    await client.writer.run(lambda work: extend_lease(work, lease, client.now))
    client.now += LEASE - MOMENT
    assert await client.take("other") is None
    assert (await client.row()).heartbeat_at == client.now - (LEASE - MOMENT)


async def test_each_unit_of_work_of_a_job_is_a_heartbeat(client: JobsClient):
    beats = []

    async def seen(use_case, key):
        beats.append([row.heartbeat_at for row in await use_case.work.select(JOB, {}, ("heartbeat_at",))])
        client.now += LEASE - MOMENT

    begun = client.now
    await client.worker().attend(client.declare(seen, keys=["a", "b", "c"]))
    assert beats == [[begun + number * (LEASE - MOMENT)] for number in range(3)]
    assert await client.failures() == {}


async def test_a_refusal_keeps_the_lease(client: JobsClient):
    others = []

    class Watched(Failing):
        """Before each unit of work, another worker asks for the job."""

        async def run(self, job):
            if await client.jobs():
                others.append(await client.take("other"))
            return await self._writer.run(job)

    async def refused(_use_case, _key):
        client.now += LEASE - MOMENT
        refuse(NotFound())

    await client.worker(Watched(client.writer)).attend(client.declare(refused, keys=["a", "b", "c"]))
    assert set(others) == {None}
    assert (await client.row()).last_success_at == client.now


async def test_a_hung_worker_is_taken_over_and_its_late_write_does_not_count(client: JobsClient, caplog):
    hung = client.worker()
    async with open_writer(client.url) as other:

        class Hanging(Failing):
            """Hangs before the second key, until another worker has done all of it."""

            async def run(self, job):
                if await client.done() == ["a"] and (await client.row()).heartbeat_at == begun:
                    client.now += LEASE
                    await client.worker(other).attend(declared)
                return await self._writer.run(job)

        begun = client.now
        declared = client.declare(keys=["a", "b"])
        hung._writer = Hanging(client.writer)
        await hung.attend(declared)
    assert await client.done() == ["a", "a", "b"]  # the second worker's round; "b" is not done a second time
    assert "was taken over" in caplog.text
    row = await client.row()
    assert (row.lease, row.tries, row.next_run_at) == (None, 0, client.now + HOUR)


async def test_what_a_lost_lease_releases_stays_with_the_other(client: JobsClient):
    lost = await client.take("one")
    client.now += LEASE
    kept = await client.take("other")
    await client.writer.run(lambda work: release_lease(work, lost))
    assert (await client.row()).lease == kept.id


async def test_a_worker_that_is_stopped_gives_its_lease_back_and_the_next_goes_on(client: JobsClient):
    under_way = asyncio.Event()

    class Slow(Failing):
        async def run(self, job):
            if await client.done() == ["a"] and not under_way.is_set():
                under_way.set()
                await asyncio.Event().wait()
            return await self._writer.run(job)

    declared = client.declare(keys=["a", "b"])
    task = asyncio.create_task(client.worker(Slow(client.writer)).run())
    async with asyncio.timeout(20):
        await under_way.wait()
    task.cancel()
    await asyncio.wait([task])
    row = await client.row()
    assert (row.lease, row.held_by, row.leased_until) == (None, None, None)
    client.keys = ["b"]
    await client.worker().attend(declared)
    assert await client.done() == ["a", "b"]


@pytest.mark.parametrize("hours", [1, 48])
async def test_a_missed_hour_is_made_up_for_once(client: JobsClient, hours: int):
    declared = client.declare()
    await client.worker().attend(declared)
    client.now += HOUR - MOMENT
    await client.worker().attend(declared)
    assert await client.done() == [""]
    client.now += hours * HOUR
    for _ in range(3):
        await client.worker().attend(declared)
    assert await client.done() == ["", ""]


async def test_there_is_one_job_of_a_name(client: JobsClient):
    job("counted", every=HOUR)(note)
    with pytest.raises(ValueError, match="a job 'counted' already"):
        job("counted", every=HOUR)(note)
    assert isinstance(JOBS["counted"], Job)
