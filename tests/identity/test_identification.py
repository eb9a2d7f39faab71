"""A person named by a trusted issuer has one account here, and nobody else's."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

import models
from resolvers.identity.identification import account_of_identity, account_seen_today
from resolvers.security.openid import Identity
from tests.identity.client import EMAIL, PASSWORD, AccountsClient

ZOE = Identity("https://issuer.example", "zoe", EMAIL, email_verified=True, name="Zoé Martin")
NOBODY = {"email": "", "email_key": None, "email_confirmed_at": None}


async def come(house: AccountsClient, identity: Identity = ZOE) -> str:
    """The id of the account of somebody who comes with the issuer's token."""
    return await house.writer.run(lambda work: account_of_identity(work, identity, house.now))


async def found(house: AccountsClient) -> str | None:
    """The same, where nothing has to be written."""
    snapshot = house.database.snapshot()
    try:
        return await account_seen_today(snapshot, ZOE, house.now)
    finally:
        await snapshot.close()


async def test_an_account_is_made_at_the_first_time_and_is_the_same_after(house: AccountsClient):
    first, *others = await asyncio.gather(*(come(house) for _ in range(3)))
    assert others == [first] * 2
    account = await house.account(first)
    shown = [account[name] for name in ("email", "email_key", "email_confirmed_at", "name", "password_hash")]
    assert shown == [EMAIL, EMAIL.lower(), house.now, "Zoé Martin", None]
    assert await come(house, replace(ZOE, email="else@exemple.fr", name="Other")) == first
    assert await house.account(first) == account


async def test_a_confirmed_account_with_the_address_is_theirs_and_keeps_its_password(house: AccountsClient):
    account = await house.register()
    assert await come(house) == account
    assert (await house.account(account))["name"] == "Zoé"
    assert (await house.log_in())["account"]["id"] == account


async def test_one_that_was_never_confirmed_keeps_nothing_of_who_registered_it(house: AccountsClient):
    await house.send("registerAccount", email=EMAIL, password=PASSWORD, name="Somebody")
    link = await house.link("confirm")
    await house.send("requestPasswordReset", email=EMAIL)
    account, came_at = await come(house), house.now
    assert await house.rows(models.OneTimeToken) == []
    assert await house.code("confirmEmail", token=link) == "INVALID_LINK"
    assert await house.code("logIn", email=EMAIL, password=PASSWORD) == "INVALID_CREDENTIALS"
    row = await house.account(account)
    assert (row["name"], row["password_hash"], row["email_confirmed_at"]) == ("Zoé Martin", None, came_at)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("zoe@exemple.fr", "ZOE@Exemple.FR"),
        ("zoe@évian.fr", "zoe@xn--vian-9oa.fr"),
        ("zoe@xn--vian-9oa.fr", "Zoe@ÉVIAN.fr"),
    ],
)
async def test_one_mailbox_is_one_account_however_it_is_written(house: AccountsClient, here: str, there: str):
    account = await house.register(here)
    assert await come(house, replace(ZOE, email=there)) == account
    assert (await house.account(account))["email"] == here


@pytest.mark.parametrize(
    "identity",
    [
        replace(ZOE, email_verified=False),
        replace(ZOE, email=None, email_verified=False),
        replace(ZOE, email="zoe@nulle part", email_verified=True),
    ],
)
async def test_without_an_address_that_is_vouched_for_the_account_is_another(house: AccountsClient, identity: Identity):
    account = await house.register()
    other = await come(house, identity)
    assert other != account
    assert NOBODY.items() <= (await house.account(other)).items()
    assert (await house.account(account))["issuer"] is None
    assert await come(house, identity) == other


async def test_who_has_the_address_of_somebody_else_at_the_issuer_is_not_let_into_their_account(house: AccountsClient):
    account = await come(house)
    other = await come(house, replace(ZOE, subject="another zoe"))
    assert other != account
    assert NOBODY.items() <= (await house.account(other)).items()


async def test_when_another_issuer_is_trusted_people_keep_their_accounts(house: AccountsClient):
    account = await come(house)
    assert await come(house, replace(ZOE, issuer="https://newer.example", subject="7")) == account


async def test_whoever_left_comes_back_as_somebody_new(house: AccountsClient):
    account = await house.register()
    assert await come(house) == account
    viewer = await house.viewer(await house.log_in())
    assert await house.code("deleteAccount", viewer, password=PASSWORD) == "AccountErased"
    assert await come(house) != account


async def test_who_comes_is_seen_once_a_day_and_no_longer_asleep(house: AccountsClient):
    assert await found(house) is None
    account = await come(house)
    await house.change(account, warned_at=house.now)
    for later in (timedelta(), timedelta(days=1)):
        house.now += later
        assert await found(house) is None  # there is something to write
        await come(house)
        row = await house.account(account)
        assert (row["seen_at"].date(), row["warned_at"]) == (house.now.date(), None)
        assert await found(house) == account
