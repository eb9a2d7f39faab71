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


async def come(client: AccountsClient, identity: Identity = ZOE) -> str:
    """The id of the account of somebody who comes with the issuer's token."""
    return await client.writer.run(lambda work: account_of_identity(work, identity, client.now))


async def found(client: AccountsClient) -> str | None:
    """The same, where nothing has to be written."""
    snapshot = client.database.snapshot()
    try:
        return await account_seen_today(snapshot, ZOE, client.now)
    finally:
        await snapshot.close()


async def test_an_account_is_made_at_the_first_time_and_is_the_same_after(client: AccountsClient):
    first, *others = await asyncio.gather(*(come(client) for _ in range(3)))
    assert others == [first] * 2
    account = await client.account(first)
    shown = [account[name] for name in ("email", "email_key", "email_confirmed_at", "name", "password_hash")]
    assert shown == [EMAIL, EMAIL.lower(), client.now, "Zoé Martin", None]
    assert await come(client, replace(ZOE, email="else@exemple.fr", name="Other")) == first
    assert await client.account(first) == account


async def test_a_confirmed_account_with_the_address_is_theirs_and_keeps_its_password(client: AccountsClient):
    account = await client.register()
    assert await come(client) == account
    assert (await client.account(account))["name"] == "Zoé"
    assert (await client.log_in())["account"]["id"] == account


async def test_one_that_was_never_confirmed_keeps_nothing_of_who_registered_it(client: AccountsClient):
    await client.send("registerAccount", email=EMAIL, password=PASSWORD, name="Somebody")
    link = await client.link("confirm")
    await client.send("requestPasswordReset", email=EMAIL)
    account, came_at = await come(client), client.now
    assert await client.rows(models.OneTimeToken) == []
    assert await client.code("confirmEmail", token=link) == "INVALID_LINK"
    assert await client.code("logIn", email=EMAIL, password=PASSWORD) == "INVALID_CREDENTIALS"
    row = await client.account(account)
    assert (row["name"], row["password_hash"], row["email_confirmed_at"]) == ("Zoé Martin", None, came_at)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("zoe@exemple.fr", "ZOE@Exemple.FR"),
        ("zoe@évian.fr", "zoe@xn--vian-9oa.fr"),
        ("zoe@xn--vian-9oa.fr", "Zoe@ÉVIAN.fr"),
    ],
)
async def test_one_mailbox_is_one_account_however_it_is_written(client: AccountsClient, here: str, there: str):
    account = await client.register(here)
    assert await come(client, replace(ZOE, email=there)) == account
    assert (await client.account(account))["email"] == here


@pytest.mark.parametrize(
    "identity",
    [
        replace(ZOE, email_verified=False),
        replace(ZOE, email=None, email_verified=False),
        replace(ZOE, email="zoe@nulle part", email_verified=True),
    ],
)
async def test_without_an_address_that_is_vouched_for_the_account_is_another(
    client: AccountsClient, identity: Identity
):
    account = await client.register()
    other = await come(client, identity)
    assert other != account
    assert NOBODY.items() <= (await client.account(other)).items()
    assert (await client.account(account))["issuer"] is None
    assert await come(client, identity) == other


async def test_who_has_the_address_of_somebody_else_at_the_issuer_is_not_let_into_their_account(client: AccountsClient):
    account = await come(client)
    other = await come(client, replace(ZOE, subject="another zoe"))
    assert other != account
    assert NOBODY.items() <= (await client.account(other)).items()


async def test_when_another_issuer_is_trusted_people_keep_their_accounts(client: AccountsClient):
    account = await come(client)
    assert await come(client, replace(ZOE, issuer="https://newer.example", subject="7")) == account


async def test_whoever_left_comes_back_as_somebody_new(client: AccountsClient):
    account = await client.register()
    assert await come(client) == account
    viewer = await client.viewer(await client.log_in())
    assert await client.code("deleteAccount", viewer, password=PASSWORD) == "AccountErased"
    assert await come(client) != account


async def test_who_comes_is_seen_once_a_day_and_no_longer_asleep(client: AccountsClient):
    assert await found(client) is None
    account = await come(client)
    await client.change(account, warned_at=client.now)
    for later in (timedelta(), timedelta(days=1)):
        client.now += later
        assert await found(client) is None  # there is something to write
        await come(client)
        row = await client.account(account)
        assert (row["seen_at"].date(), row["warned_at"]) == (client.now.date(), None)
        assert await found(client) == account
