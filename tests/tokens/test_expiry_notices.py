"""The responsible person is notified a month, a week and a day before a token expires, each once."""

import asyncio
from collections import Counter
from datetime import timedelta

import models
from loaders.unit_of_work import UnitOfWork, open_writer
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import VISITOR
from resolvers.spaces.tokens.expiry_notices import due_notices
from tests.records.client import account_of
from tests.tokens.client import COMMONS, HEAD, NETWORK, OTHER, STEWARD, TokensClient

DAY = timedelta(days=1)


async def mails(client: TokensClient) -> Counter[str]:
    return Counter(each["recipient"] for each in await client.rows(models.Mail))


async def days_of(client: TokensClient, days: int, times: int = 1) -> dict[int, int]:
    """By day, the mails that were queued on it."""
    found = {}
    for day in range(days):
        sent = sum([await client.notices() for _ in range(times)])
        if sent:
            found[day] = sent
        client.now += DAY
    return found


async def test_three_notices_in_forty_days_however_often_it_is_run(client: TokensClient):
    await client.create(days=40, name="Carte <b>")
    assert await days_of(client, 45, times=2) == {10: 1, 33: 1, 39: 1}
    rows = sorted(await client.rows(models.Mail), key=lambda each: each["created_at"])
    assert [each["recipient"] for each in rows] == ["head@example.org"] * 3
    assert ["30\u00a0jours" in rows[0]["body"], "7\u00a0jours" in rows[1]["body"]] == [True, True]
    assert "24\u00a0heures" in rows[2]["body"]
    (token,) = await client.rows(models.ApiToken)
    assert f"« {token['beginning'][-6:]} »" in rows[0]["subject"].replace("\u00a0", " ")
    assert "Carte" not in str(rows)  # any administrator may call a token what they like
    assert f"https://encommun.example/?apiToken={token['id']}" in rows[0]["body"]
    assert "enc_api_" not in rows[0]["body"]


async def test_what_was_missed_is_told_once(client: TokensClient):
    await client.create(days=40)
    client.now += 35 * DAY
    assert await days_of(client, 10) == {0: 1, 4: 1}


async def test_whoever_gives_a_token_for_a_few_days_is_not_told_at_once(client: TokensClient):
    await client.create(days=5)
    assert await days_of(client, 10) == {4: 1}


async def test_tokens_that_are_replaced_or_revoked_are_not_told_of(client: TokensClient):
    first, second = [(await client.create(days=40))["token"]["id"] for _ in range(2)]
    await client.act("rotateApiToken", id=first, graceDays=30)
    await client.act("revokeApiToken", id=second)
    assert await days_of(client, 40) == {10: 1, 33: 1, 39: 1}  # those of the new one


async def test_admins_and_the_giver_are_told_and_nobody_twice(client: TokensClient):
    async def job(work: UnitOfWork) -> None:
        accounts, members = models.Account.__table__, models.SpaceMember.__table__
        await work.update(accounts, {"id": account_of("steward")}, {"email_confirmed_at": client.now, "language": "en"})
        await work.update(members, {"account_id": account_of("hand")}, {"role": "ADMIN"})

    await client.run(job)
    await client.create(STEWARD, days=40)
    await client.create(STEWARD, days=40, network=OTHER)  # which has no space
    client.now += 10 * DAY
    assert await client.notices() == 4
    assert await mails(client) == {"head@example.org": 1, "hand@example.org": 1, "steward@example.org": 2}


async def test_neither_the_erased_nor_the_unconfirmed_are_written_to(client: TokensClient):
    await client.create(STEWARD, days=40, network=NETWORK)  # the steward never confirmed an address

    async def job(work: UnitOfWork) -> None:
        await work.update(models.Account.__table__, {"id": HEAD.account_id}, {"erased_at": client.now})

    await client.run(job)
    client.now += 10 * DAY
    assert await client.notices() == 0
    assert (await client.rows(models.ApiToken))[0]["noticed_days"] == 30


async def test_two_workers_write_one_notice(client: TokensClient, client_url: str):
    for _ in range(5):
        await client.create(days=40)
    client.now += 10 * DAY
    async with open_writer(client_url) as other:  # as of another process
        writers = (client.writer, other) * 2
        jobs = [each.run(lambda work: due_notices(UseCase(work, VISITOR, client.now, COMMONS))) for each in writers]
        assert sorted(await asyncio.gather(*jobs)) == [0, 0, 0, 5]
    assert await mails(client) == {"head@example.org": 5}
