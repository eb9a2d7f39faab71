"""A failure is kept without its words, is tried again after longer and longer pauses, and stops nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from loaders.errors import OverloadedError
from resolvers.core.error_summary import summarize_error
from resolvers.core.job_leases import FIRST_PAUSE, JOB, LONGEST_PAUSE, pause_after
from resolvers.core.jobs import HOUR, JOBS
from resolvers.core.refusals import NotFound, refuse
from resolvers.core.storage_usage import NOTE
from tests.jobs.client import JobsClient, note

ADDRESS = "zoe.martin@exemple.fr"


async def failing_at_b(use_case, key):
    if key == "b":
        await use_case.work.update(JOB, {}, {"last_error": ADDRESS})  # which is undone
        raise LookupError(ADDRESS)
    await note(use_case, key)


async def test_one_key_that_fails_stops_no_other_and_backs_off(client: JobsClient, caplog):
    declared = client.declare(failing_at_b, keys=["a", "b", "c"])
    await client.worker().attend(declared)
    assert await client.done() == ["a", "c"]
    row, failures = await client.row(), await client.failures()
    assert (row.tries, row.last_success_at, row.next_run_at) == (0, client.now, client.now + FIRST_PAUSE)
    assert (failures.keys(), failures["b"].tries) == ({"b"}, 1)
    assert row.last_error == failures["b"].last_error
    assert row.last_error.startswith("LookupError at tests/jobs/test_failures.py:")
    assert ADDRESS in caplog.text  # for the operator of this machine, as any traceback
    client.keys = ["b"]
    for tries, pause in ((2, 2), (3, 4), (4, 8)):
        client.now = failures["b"].retry_at
        await client.worker().attend(declared)
        failures = await client.failures()
        assert (failures["b"].tries, failures["b"].retry_at) == (tries, client.now + pause * FIRST_PAUSE)


async def test_while_a_key_waits_the_others_are_done(client: JobsClient):
    declared = client.declare(failing_at_b, every=timedelta(seconds=1), keys=["a", "b"])
    await client.worker().attend(declared)
    client.now += timedelta(seconds=1)
    await client.worker().attend(declared)
    assert await client.done() == ["a", "a"]
    assert (await client.failures())["b"].tries == 1


@pytest.mark.parametrize("due", [True, False])
async def test_a_failure_is_forgotten_when_its_key_is_done_or_not_due_any_more(client: JobsClient, due: bool):
    await client.worker().attend(client.declare(failing_at_b, keys=["b"]))
    client.now += FIRST_PAUSE
    await client.worker().attend(client.declare(keys=["b"] if due else ["a"]))
    assert await client.done() == (["b"] if due else ["a"])
    assert await client.failures() == {}
    assert (await client.row()).next_run_at == client.now + HOUR


async def test_a_job_without_keys_that_fails_is_tried_again_sooner_than_its_next_round(client: JobsClient):
    async def failing(_use_case, _key):
        raise OverloadedError

    declared = client.declare(failing)
    for tries in (1, 2, 3):
        await client.worker().attend(declared)
        row = await client.row()
        assert (row.tries, row.last_error, row.last_error_at) == (tries, "OVERLOADED", client.now)
        assert (row.next_run_at, row.lease, row.last_success_at) == (client.now + pause_after(tries), None, None)
        client.now = row.next_run_at
    await client.worker().attend(client.declare())
    row = await client.row()
    assert (row.tries, row.last_success_at, row.next_run_at) == (0, client.now, client.now + HOUR)


async def test_a_job_whose_due_fails_is_told_as_one_that_fails(client: JobsClient):
    async def broken(_reads, _now):
        raise ZeroDivisionError

    declared = JOBS["counted"] = replace(client.declare(keys=["a"]), due=broken)
    await client.worker().attend(declared)
    row = await client.row()
    assert (row.tries, row.next_run_at) == (1, client.now + FIRST_PAUSE)
    assert row.last_error.startswith("ZeroDivisionError at tests/jobs/test_failures.py:")


async def test_a_refusal_is_no_failure(client: JobsClient):
    async def refused(_use_case, _key):
        refuse(NotFound())

    await client.worker().attend(client.declare(refused, keys=["a"]))
    assert await client.failures() == {}
    assert (await client.row()).last_success_at == client.now


async def test_a_key_is_done_in_as_many_units_as_it_needs(client: JobsClient):
    async def thrice(use_case, key):
        await note(use_case, key)
        return len(await use_case.work.select(NOTE, {"holder_id": key})) < 3

    await client.worker().attend(client.declare(thrice, keys=["a", "b"]))
    assert await client.done() == ["a", "a", "a", "b", "b", "b"]


def test_pauses_grow_up_to_the_longest():
    pauses = [pause_after(tries) for tries in range(1, 100)]
    assert pauses[:4] == [FIRST_PAUSE * factor for factor in (1, 2, 4, 8)]
    assert set(pauses[10:]) == {LONGEST_PAUSE}


def test_an_error_is_kept_by_its_type_and_place_or_its_code():
    with pytest.raises(ValueError, match=ADDRESS) as raised:
        int(ADDRESS)
    assert summarize_error(raised.value).startswith("ValueError at tests/jobs/test_failures.py:")
    assert summarize_error(ValueError(ADDRESS)) == "ValueError"
    assert summarize_error(OverloadedError()) == "OVERLOADED"
