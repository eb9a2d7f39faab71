"""The jobs of accounts, spaces and tokens: what one of them meets stays with it."""

from dataclasses import replace
from datetime import timedelta

import models
from loaders.tables import table_of
from models import SpaceRole
from resolvers.core.jobs import JOBS, MINUTE
from resolvers.i18n.mails import english
from resolvers.identity.accounts import cleanup
from tests.identity.client import EMAIL, PASSWORD, AccountsClient
from tests.identity.test_usage_recorder import SOON, eventually, program, running


async def test_what_was_noted_of_a_holder_is_settled_in_rounds(client: AccountsClient):
    async def note(number: int) -> None:
        row = {"id": f"note_{number}", "holder_id": "space_1", "records": 2, "drafts": 1, "stored_bytes": 10}
        await client.writer.run(lambda work: work.insert(table_of(models.StorageNote), [row]))

    await note(1)
    async with running(client.worker(poll=SOON)):
        await eventually(lambda: client.rows(models.StorageUsage, records=2))
        await note(2)
        client.now += MINUTE
        await eventually(lambda: client.rows(models.StorageUsage, records=4, drafts=2, stored_bytes=20))


async def test_a_job_that_fails_keeps_no_other_from_being_done(client: AccountsClient, caplog, monkeypatch):
    async def broken(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setitem(JOBS, "expired_rows", replace(JOBS["expired_rows"], function=broken))
    await client.send("registerAccount", email=EMAIL, password=PASSWORD)
    giver = await client.register("a@exemple.fr")
    await client.join(giver, SpaceRole.ADMIN, "network")
    secret = await program(client, expires_at=client.now + timedelta(days=10), created_by=giver)
    subject = f"The token “{secret.decode()[15:21]}” (given on {english.day(client.now.date())}) expires soon"
    client.now += timedelta(days=8)
    async with running(client.worker(poll=SOON)):
        await eventually(lambda: client.rows(models.Account, email=""))
        await eventually(lambda: client.rows(models.Mail, subject=subject))
        await eventually(lambda: client.rows(models.Job, name="expired_rows", tries=1))
    assert "out of order" in caplog.text
    assert subject in [mail["subject"] for mail in await client.mails()]


async def test_one_account_that_fails_keeps_no_other(client: AccountsClient, caplog, monkeypatch):
    ids = [await client.register(f"{number}@exemple.fr") for number in range(3)]
    client.now += timedelta(days=3 * 366)
    retention = JOBS["account_retention"]

    async def broken(use_case, account_id):
        if account_id == ids[1]:
            raise RuntimeError("out of order")
        return await retention.function(use_case, account_id)

    monkeypatch.setitem(JOBS, retention.name, replace(retention, function=broken))
    await client.run_job(retention.name)
    warned = [row["email"] for row in await client.rows(models.Account) if row["warned_at"] is not None]
    assert sorted(warned) == ["0@exemple.fr", "2@exemple.fr"]
    assert "out of order" in caplog.text


async def test_the_hour_sweeps_until_there_is_no_more(client: AccountsClient, monkeypatch):
    rounds = [True, True, False]

    async def sweep(*_: object) -> bool:
        return rounds.pop(0)

    monkeypatch.setattr(cleanup, "delete_expired", sweep)
    await client.run_job("expired_rows")
    assert rounds == []
