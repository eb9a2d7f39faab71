"""Obsolete rows are deleted, and none before their time."""

from datetime import timedelta

import pytest

import models
from loaders.tables import table_of
from resolvers.core.idempotency import KEPT_FOR
from resolvers.identity.accounts import cleanup
from resolvers.identity.accounts.cleanup import delete_expired
from tests.identity.client import EMAIL, AccountsClient

TABLES = (models.Attempt, models.OneTimeToken, models.RefreshToken, models.Mail)


@pytest.mark.parametrize(
    ("after", "left"),
    [
        (timedelta(minutes=59), [1, 1, 1, 1]),
        (timedelta(hours=25), [0, 1, 1, 1]),
        (timedelta(hours=48), [0, 0, 1, 1]),
        (timedelta(days=31), [0, 0, 0, 0]),
    ],
)
async def test_each_thing_goes_in_its_time(client: AccountsClient, after: timedelta, left: list[int]):
    await client.register()
    for code in await client.fails(1):
        assert code == "INVALID_CREDENTIALS"
    assert not await client.writer.run(lambda work: delete_expired(work, client.now + after))
    assert [bool(await client.rows(model)) for model in TABLES] == [bool(each) for each in left]


async def test_much_is_swept_in_several_units_of_work(client: AccountsClient, monkeypatch):
    monkeypatch.setattr(cleanup, "AT_ONCE", 2)
    for number in range(3):
        await client.fails(1, email=f"{number}{EMAIL}")
    later = client.now + timedelta(days=2)
    assert [await client.writer.run(lambda work: delete_expired(work, later)) for _ in range(3)] == [True, True, False]
    assert await client.rows(models.Attempt) == []


async def test_an_outcome_goes_a_day_after_it_and_none_of_the_same_viewer_with_it(client: AccountsClient):
    for key, created_at in (("old", client.now), ("new", client.now + timedelta(seconds=1))):
        row = {"viewer": "account", "key": key, "request_hash": "x", "result": {}, "created_at": created_at}
        await client.writer.run(lambda work, row=row: work.insert(table_of(models.Outcome), [row]))
    for after, left in ((KEPT_FOR - timedelta(seconds=1), ["new", "old"]), (KEPT_FOR, ["new"])):
        now = client.now + after
        assert not await client.writer.run(lambda work, now=now: delete_expired(work, now))
        assert sorted(row["key"] for row in await client.rows(models.Outcome)) == left
