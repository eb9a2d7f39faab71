"""The operator sees what is due and how jobs go, and changes nothing by looking."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

import models
from encommun.doctor import FOR_LONG, FOR_LONG_OF_FOLLOWERS, OVERDUE, findings_at
from encommun.worker_process import due_now
from loaders.tables import table_of
from resolvers.core.execute import UnitsOfWork
from resolvers.core.followers import FOLLOWERS, Follower, catch_up
from resolvers.core.job_leases import LEASE
from resolvers.core.jobs import CLOCK
from resolvers.core.journal_positions import publish_positions
from resolvers.core.mail_queue import enqueue_mails
from resolvers.core.site import Site
from tests.jobs.client import JobsClient, note
from tests.jobs.test_failures import ADDRESS, failing_at_b
from tests.mail.queued import COMPOSED
from tests.support.commands import encommun
from tests.support.journal import writing


@pytest.fixture
def client(client: JobsClient) -> JobsClient:
    """The commands go by the clock of the database."""
    client.now = datetime.now(UTC)
    return client


async def lines(client: JobsClient) -> tuple[list[str], bool]:
    findings = await client.writer.run(lambda work: findings_at(work, client.now))
    return [each.line for each in findings], all(each.is_well for each in findings)


async def test_a_dry_run_lists_what_is_due_and_writes_nothing(client: JobsClient):
    declared = client.declare(failing_at_b, timedelta(0), keys=["a", "b"])
    assert await due_now(client.url) == ["counted a", "counted b"]
    assert await client.jobs() == []
    await client.worker().attend(declared)
    await client.writer.run(lambda work: enqueue_mails(work, client.now, ("a@example.org", COMPOSED)))
    (mail,) = await client.rows(table_of(models.Mail))
    before = await everything(client)
    assert await due_now(client.url) == ["counted a", f"mail {mail.id}"]  # "b" waits for its next try
    assert await everything(client) == before


async def everything(client: JobsClient) -> str:
    tables = [table_of(each) for each in (models.Job, models.JobFailure, models.Mail, models.StorageNote)]
    return repr([sorted(map(tuple, await client.rows(each))) for each in tables])


async def test_the_doctor_is_content_with_jobs_that_are_done(client: JobsClient):
    await client.worker().attend(client.declare(note))
    (line,), well = await lines(client)
    assert well
    assert line == (
        f"counted: ok; last success {client.now:%Y-%m-%d %H:%M:%S} UTC; last error none; 0 failures in a row; "
        "held by nobody"
    )


async def test_the_doctor_tells_of_a_job_that_nobody_does(client: JobsClient):
    declared = client.declare(note, timedelta(0))
    assert await lines(client) == (["counted: was never done. Does `encommun serve` or `encommun work` run?"], False)
    await client.worker().attend(declared)
    client.now += OVERDUE
    assert (await lines(client))[1]
    client.now += timedelta(seconds=1)
    (line,), well = await lines(client)
    assert (line.startswith("counted: is overdue;"), well) == (True, False)


async def test_the_doctor_tells_who_is_at_a_job(client: JobsClient):
    client.declare(note)
    worker = client.worker()
    await client.take(worker.name)
    (line,), well = await lines(client)
    assert f"held by {worker.name} until" in line
    assert well
    client.now += LEASE + OVERDUE + timedelta(seconds=1)
    assert (await lines(client))[0][0].startswith("counted: is overdue;")


async def test_the_doctor_tells_of_a_key_that_fails_for_long(client: JobsClient):
    for tries in range(1, FOR_LONG + 1):
        await client.worker().attend(client.declare(failing_at_b, keys=["b"]))
        told, well = await lines(client)
        assert told[1].startswith(f"  b: {tries} failures in a row; last error LookupError at tests/jobs/")
        assert well is (tries < FOR_LONG)
        client.now = (await client.failures())["b"].retry_at


async def test_the_doctor_tells_of_a_job_that_fails_for_long(client: JobsClient):
    async def failing(_use_case, _key):
        raise ZeroDivisionError

    for tries in range(1, FOR_LONG + 1):
        await client.worker().attend(client.declare(failing))
        (line,), well = await lines(client)
        assert f"; {tries} failures in a row;" in line
        assert (line.startswith("counted: fails"), well) == (tries == FOR_LONG, tries < FOR_LONG)
        client.now = (await client.row()).next_run_at


async def test_the_doctor_tells_of_a_follower_that_fails_for_long(client: JobsClient, monkeypatch):
    async def failing(_use_case, _entries):
        raise LookupError(ADDRESS)

    monkeypatch.setitem(FOLLOWERS, "counted", Follower("counted", failing, from_start=True))
    units = UnitsOfWork(client.writer, CLOCK, lambda: client.now, Site())
    await client.writer.run(writing("project_1"))
    await publish_positions(client.writer)
    while await catch_up(units, FOLLOWERS["counted"]):
        pass
    for tries in range(1, FOR_LONG_OF_FOLLOWERS + 1):
        (line,), well = await lines(client)
        assert line.startswith(f"follower counted: {'ok' if tries < FOR_LONG_OF_FOLLOWERS else 'fails'}; 1 entries")
        assert (f"; {tries} failures in a row" in line, ADDRESS in line) == (True, False)
        assert well is (tries < FOR_LONG_OF_FOLLOWERS)
        client.now += timedelta(hours=1)
        await catch_up(units, FOLLOWERS["counted"])


async def test_the_doctor_tells_of_mails_that_nobody_sends(client: JobsClient):
    for age, well in ((timedelta(0), True), (OVERDUE + timedelta(minutes=1), False)):
        await client.writer.run(lambda work, age=age: enqueue_mails(work, client.now - age, ("a@b.org", COMPOSED)))
        told, is_well = await lines(client)
        assert (told[0].startswith("mail: ok" if well else "mail: is overdue"), is_well) == (True, well)


async def test_the_commands_say_so_with_their_exit_codes(client: JobsClient):
    listed = await asyncio.to_thread(encommun, "work", "--dry-run", url=client.url)
    assert (listed.returncode, "review_deadlines" in listed.stdout) == (0, False)
    assert "usage_notes\n" in listed.stdout
    told = await asyncio.to_thread(encommun, "doctor", url=client.url)
    assert (told.returncode, "usage_notes: was never done." in told.stdout) == (1, True)
