"""Accounts that nobody uses go: after a warning, and never at the cost of those who work on."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

import models
from loaders.tables import table_of
from loaders.unit_of_work import open_writer
from models import SpaceRole
from tests.identity.client import EMAIL, OTHER, PASSWORD, AccountsClient
from tests.identity.test_deletion import invited
from tests.records.client import BEGIN, account_of, space_of
from tests.support.workers import run_job

DAY = timedelta(days=1)


def day(year: int, month: int, number: int, hour: int = 12) -> datetime:
    return datetime(year, month, number, hour, tzinfo=UTC)


async def told(client: AccountsClient, at: datetime) -> list[str]:
    """The subjects of the mails that are queued by what is done at a moment."""
    client.now = at
    before = await client.mails()
    await client.run_job("account_retention")
    return sorted(mail["subject"] for mail in await client.mails() if mail not in before)


async def is_there(client: AccountsClient, account: str) -> bool:
    return (await client.account(account))["erased_at"] is None


@pytest.mark.parametrize(
    ("seen", "warned", "erased", "said"),
    [
        (day(2026, 3, 15), day(2028, 2, 15), day(2028, 3, 17), "17 March 2028"),  # a February is shorter than 31 days
        (day(2026, 2, 28), day(2028, 1, 28), day(2028, 2, 28), "28 February 2028"),
        (day(2028, 2, 29), day(2030, 1, 29), day(2030, 3, 1), "1 March 2030"),
    ],
)
async def test_who_is_not_here_for_two_years_is_warned_and_then_erased(
    client: AccountsClient, seen, warned, erased, said
):
    account = await client.register()
    client.now = seen
    await client.log_in()
    assert await told(client, warned.replace(hour=0) - timedelta(seconds=1)) == []
    woken = client.woken
    assert await told(client, warned.replace(hour=0)) == [f"Your account will be erased on {said}"]
    assert client.woken == woken + 1
    assert await told(client, warned) == await told(client, erased.replace(hour=0) - timedelta(seconds=1)) == []
    assert await is_there(client, account)
    assert await told(client, erased.replace(hour=0)) == ["Your account is erased"]
    assert not await is_there(client, account)
    assert await told(client, erased + DAY) == []


async def test_who_is_warned_late_has_thirty_days_all_the_same(client: AccountsClient):
    account = await client.register()
    assert await told(client, day(2030, 6, 1, 23)) == ["Your account will be erased on 2 July 2030"]
    assert await told(client, day(2030, 7, 1, 23)) == []
    assert await is_there(client, account)
    assert await told(client, day(2030, 7, 2, 0)) == ["Your account is erased"]


async def sign_in(client: AccountsClient, _session: dict[str, str]) -> None:
    await client.log_in()


async def refresh(client: AccountsClient, session: dict[str, str]) -> None:
    assert await client.code("refreshSession", refreshToken=session["refreshToken"]) == "Session"


async def use_token(client: AccountsClient, session: dict[str, str]) -> None:
    await client.viewer(session)
    await client.usage().record()


@pytest.mark.parametrize("come", [sign_in, refresh, use_token])
async def test_who_comes_back_is_not_warned_any_more(client: AccountsClient, come):
    await client.register()
    session = await client.log_in()
    account = session["account"]["id"]
    await client.change(account, seen_at=day(2020, 1, 1, 0), warned_at=client.now - 40 * DAY)
    await come(client, session)
    row = await client.account(account)
    assert (row["seen_at"], row["warned_at"]) == (BEGIN.replace(hour=0), None)
    assert await told(client, client.now + DAY) == []


async def test_who_never_confirmed_is_erased_after_a_week_without_a_word(client: AccountsClient):
    await client.send("registerAccount", email=EMAIL, password=PASSWORD)
    (row,) = await client.rows(models.Account, email=EMAIL)
    await invited(client, EMAIL)
    assert await told(client, row["created_at"] + 7 * DAY - timedelta(seconds=1)) == []
    assert await is_there(client, row["id"])
    assert await told(client, row["created_at"] + 7 * DAY) == []
    assert not await is_there(client, row["id"])
    assert await client.rows(models.OneTimeToken) == []
    assert len(await client.rows(models.Invitation)) == 1  # which may be for whose address it is


async def test_who_registers_anew_has_a_week_again(client: AccountsClient):
    await client.send("registerAccount", email=EMAIL, password=PASSWORD)
    client.now += 6 * DAY
    await client.send("registerAccount", email=EMAIL, password=OTHER)
    assert await told(client, client.now + 2 * DAY - timedelta(hours=1)) == []
    assert await client.code("confirmEmail", token=await client.link("confirm"), password=OTHER) == "EmailConfirmed"
    await client.log_in(EMAIL, OTHER)


async def test_the_only_admin_is_kept_until_somebody_else_is_and_the_stewards_are_told(client: AccountsClient):
    account = await client.register()
    await client.join(account, SpaceRole.ADMIN, "network")
    await client.join(account_of("editor"), SpaceRole.EDITOR, "network")
    await client.change(account_of("steward"), steward=True, language="en")
    (network,) = await client.rows(models.Network, slug="anct")
    space = f"the space “{network['name']}”"
    both = [f"The space “{network['name']}” has no active administrator", f"You alone administer {space}"]
    assert await told(client, day(2028, 1, 28)) == both
    (mail,) = (mail for mail in await client.mails() if mail["subject"] == both[1])
    assert "not before 28 February 2028" in mail["body"]
    (mail,) = (mail for mail in await client.mails() if mail["subject"] == both[0])
    assert (mail["recipient"], space_of("network") in mail["body"]) == ("steward@example.org", True)
    assert await told(client, day(2028, 2, 27)) == []
    assert await told(client, day(2028, 2, 28)) == both  # each month anew
    assert await told(client, day(2028, 2, 29)) == []
    where = {"account_id": account_of("editor")}
    await client.writer.run(lambda work: work.update(table_of(models.SpaceMember), where, {"role": SpaceRole.ADMIN}))
    assert await is_there(client, account)
    assert await told(client, day(2028, 3, 30)) == ["Your account is erased"]


async def test_who_is_alone_in_a_space_is_erased(client: AccountsClient):
    account = await client.register()
    await client.join(account, SpaceRole.ADMIN)
    assert await told(client, day(2028, 6, 1)) == ["Your account will be erased on 2 July 2028"]
    assert await told(client, day(2028, 7, 2)) == ["Your account is erased"]
    assert await client.rows(models.SpaceMember, account_id=account) == []


async def test_who_has_no_address_here_is_erased_unwarned(client: AccountsClient):
    account = await client.register()
    values = {"email": "", "email_key": None, "email_confirmed_at": None}
    await client.change(account, **values, issuer="https://issuer.example", subject="zoe", password_hash=None)
    assert await told(client, day(2027, 12, 1)) == await told(client, day(2028, 6, 1)) == []
    assert await is_there(client, account)
    assert await told(client, day(2028, 7, 2)) == []
    assert not await is_there(client, account)


async def test_of_several_servers_one_warns_and_one_erases(client: AccountsClient, client_url: str):
    for number in range(3):
        await client.register(f"{number}@exemple.fr")
    async with open_writer(client_url) as other:  # as of another process
        for at, subject in ((day(2028, 6, 1), "will be erased"), (day(2028, 7, 2), "is erased")):
            client.now = at
            workers = [client.worker(writer) for writer in (client.writer, other) * 2]
            await asyncio.gather(*(run_job(worker, "account_retention") for worker in workers))
            mails = [mail["recipient"] for mail in await client.mails() if subject in mail["subject"]]
            assert sorted(mails) == [f"{number}@exemple.fr" for number in range(3)]
