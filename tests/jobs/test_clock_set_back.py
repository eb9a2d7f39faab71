"""A clock that was ahead, and is set back, keeps no job and no key from being done until it catches up."""

from datetime import timedelta

from loaders.errors import OverloadedError
from resolvers.core.job_leases import FIRST_PAUSE, LEASE, due_jobs
from resolvers.core.jobs import HOUR
from tests.jobs.client import JobsClient, note

AHEAD = timedelta(days=30)


async def test_the_next_round_does_not_wait_for_the_clock_to_catch_up(client: JobsClient):
    declared = client.declare()
    client.now += AHEAD
    await client.worker().attend(declared)
    client.now -= AHEAD
    assert await due_jobs(client.database.single(), client.now) == [declared]
    await client.worker().attend(declared)
    await client.worker().attend(declared)
    assert await client.done() == ["", ""]
    assert (await client.row()).next_run_at == client.now + HOUR


async def test_a_round_is_not_due_again_by_a_clock_that_is_little_behind(client: JobsClient):
    declared = client.declare()
    await client.worker().attend(declared)
    client.now -= LEASE
    await client.worker().attend(declared)
    assert await client.done() == [""]


async def test_a_worker_that_fell_before_is_taken_over(client: JobsClient):
    client.now += AHEAD
    lost = await client.take("one")
    client.now -= AHEAD
    taken = await client.take("other")
    assert taken is not None
    assert taken.id != lost.id


async def test_a_job_that_failed_before_is_tried_again(client: JobsClient):
    async def failing(_use_case, _key):
        raise OverloadedError

    client.now += AHEAD
    await client.worker().attend(client.declare(failing, every=AHEAD))
    client.now -= AHEAD
    await client.worker().attend(client.declare(every=AHEAD))
    assert await client.done() == [""]


async def test_a_key_that_failed_before_is_tried_again(client: JobsClient):
    async def failing(_use_case, _key):
        raise LookupError

    client.now += AHEAD
    await client.worker().attend(client.declare(failing, keys=["a"]))
    assert (await client.failures())["a"].retry_at == client.now + FIRST_PAUSE
    client.now -= AHEAD
    await client.worker().attend(client.declare(note, keys=["a"]))
    assert await client.done() == ["a"]
    assert await client.failures() == {}
