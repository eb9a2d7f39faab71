"""Each job of the commons has a name of its own, and finds nothing left to do when it is done a second time."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

import pytest

import models
from loaders.drivers.database import Database, open_database
from loaders.tables import TOKEN, table_of
from loaders.unit_of_work import Rollback, UnitOfWork, Writer, open_writer
from models import Table
from resolvers.core.execute import UnitsOfWork
from resolvers.core.job_leases import round_of
from resolvers.core.jobs import CLOCK, JOBS, MINUTE, Job
from resolvers.core.site import Site
from resolvers.core.storage_usage import NOTE
from resolvers.security.signing_key import new_key
from tests.migrations.legacy_rows import LATER
from tests.migrations.test_legacy_rows import fill_and_migrate
from tests.permissions.declared import CAPABILITIES

GIVEN = new_key()
SITE = Site(given_keys=lambda: [GIVEN])
MOMENTS = (LATER, LATER + timedelta(days=3 * 366))
"""Soon after an earlier release, and when all that sleeps is due."""


def test_every_job_has_a_name_of_its_own():
    assert JOBS
    for name, job in JOBS.items():
        assert (job.name, re.fullmatch("[a-z]+(_[a-z]+)+", name) is not None) == (name, True)
        assert job.every >= MINUTE


async def test_every_job_finds_nothing_to_do_the_second_time(empty_database_url: str, monkeypatch: pytest.MonkeyPatch):
    await fill_and_migrate(empty_database_url, monkeypatch)
    database = await open_database(empty_database_url)
    changing = set()
    async with open_writer(empty_database_url) as writer:
        for moment in MOMENTS:
            await writer.run(lambda work, moment=moment: prepare(work, moment))
            units = UnitsOfWork(writer, CLOCK, lambda moment=moment: moment, SITE)
            for job in JOBS.values():
                before, keys = await everything(writer), await keys_of(database, job, moment)
                await do(units, job, keys)
                once = await everything(writer)
                await do(units, job, keys)
                assert await everything(writer) == once, job.name
                if once != before:
                    changing.add(job.name)
    await database.close()
    assert changing == JOBS.keys()


async def prepare(work: UnitOfWork, moment) -> None:
    """Have something to do for the jobs that the rows of an earlier release give nothing to."""
    number = MOMENTS.index(moment)
    note = {"id": f"note_{number}", "holder_id": "space_1", "records": 1, "drafts": 1, "stored_bytes": 1}
    await work.insert(NOTE, [note])
    key = {"id": f"key_{number}", "secret": "x", "created_at": moment}
    await work.insert(table_of(models.SigningKey), [key])
    await work.update(TOKEN, {"revoked_at": None}, {"expires_at": moment + timedelta(days=5)})
    for capability in (each for each in CAPABILITIES if hasattr(each, "due")):
        for model, rows in capability.due(moment):
            await work.insert(table_of(model), rows)


async def keys_of(database: Database, job: Job, moment) -> Sequence[str]:
    snapshot = database.snapshot()
    try:
        return (await round_of(snapshot, job, moment))[0]
    finally:
        await snapshot.close()


async def do(units: UnitsOfWork, job: Job, keys: Sequence[str]) -> None:
    for key in keys:
        with suppress(Rollback):  # a refusal
            while await units.run(lambda use_case, key=key: job.function(use_case, key)):
                pass


async def everything(writer: Writer) -> dict[str, list[str]]:
    """All rows of all tables."""

    async def job(work: UnitOfWork) -> dict[str, list[str]]:
        return {table.name: sorted(map(repr, await work.select(table, {}))) for table in Table.metadata.sorted_tables}

    return await writer.run(job)
