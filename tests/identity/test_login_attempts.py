"""Guesses are slowed down, by account and by where they come from; who knows the password is let in."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import models
from resolvers.identity.accounts.login_attempts import client_key
from tests.identity.client import EMAIL, PASSWORD, VISITOR, WRONG, AccountsClient, elsewhere


async def test_waits_grow_and_the_right_password_ends_them(client: AccountsClient):
    await client.register()
    assert await client.fails(5) == ["INVALID_CREDENTIALS"] * 5
    waits = []
    for _ in range(5):
        assert await client.fails(1) == ["INVALID_CREDENTIALS"]
        client.now -= timedelta(seconds=1)  # the client's clock goes on with each request
        refused = await client.send("logIn", email=EMAIL, password=PASSWORD)
        assert (refused["__typename"], refused["code"]) == ("RateLimited", "RATE_LIMITED")
        waits.append(refused["retryAfter"])
        client.now += timedelta(seconds=refused["retryAfter"])
    assert waits == [1, 2, 4, 8, 16]
    await client.log_in()
    assert await client.fails(5) == ["INVALID_CREDENTIALS"] * 5


async def test_an_account_that_there_is_not_is_slowed_down_alike(client: AccountsClient):
    codes = await client.fails(6, email="no@exemple.fr")
    client.now -= timedelta(seconds=1)
    assert [*codes, *await client.fails(1, email="no@exemple.fr")] == ["INVALID_CREDENTIALS"] * 6 + ["RATE_LIMITED"]


async def test_guesses_sent_at_once_do_not_find_the_door_open(client: AccountsClient):
    await client.register()
    client.now += timedelta(hours=1)
    codes = await asyncio.gather(*(client.code("logIn", elsewhere(n), email=EMAIL, password=WRONG) for n in range(12)))
    assert codes.count("INVALID_CREDENTIALS") <= 7
    assert codes.count("RATE_LIMITED") >= 5


async def test_whoever_tries_many_accounts_is_slowed_down_and_nobody_else(client: AccountsClient):
    await client.register()
    for number in range(51):
        assert await client.fails(1, email=f"{number}@exemple.fr") == ["INVALID_CREDENTIALS"]
    client.now -= timedelta(seconds=1)
    assert await client.code("logIn", email=EMAIL, password=PASSWORD) == "RATE_LIMITED"
    assert await client.code("logIn", elsewhere(1), email=EMAIL, password=PASSWORD) == "Session"


async def test_who_signs_in_between_guesses_at_others_is_slowed_down_all_the_same(client: AccountsClient):
    await client.register()
    for number in range(51):
        await client.fails(1, email=f"{number}@exemple.fr")
        if number % 10 == 0:
            client.now += timedelta(seconds=2)
            await client.log_in()
    addresses = [row["failures"] for row in await client.rows(models.Attempt) if row["key"].startswith("password addr")]
    assert addresses == [51]


async def test_a_mailbox_is_not_flooded(client: AccountsClient):
    codes = [await client.code("requestPasswordReset", elsewhere(n), email=EMAIL) for n in range(6)]
    client.now -= timedelta(seconds=1)
    codes.append(await client.code("registerAccount", email=EMAIL, password=PASSWORD))
    assert codes == ["MailRequested"] * 6 + ["RATE_LIMITED"]
    assert await client.code("logIn", email=EMAIL, password=PASSWORD) == "INVALID_CREDENTIALS"


async def test_an_address_cannot_be_read_from_what_is_counted(client: AccountsClient):
    await client.fails(1)
    text = repr(await client.rows(models.Attempt)).lower()
    assert EMAIL.lower() not in text
    assert VISITOR.address not in text


async def test_the_addresses_of_one_household_are_one():
    assert client_key("2001:db8::1") == client_key("2001:db8:0:0:ffff::2") != client_key("2001:db8:0:1::1")
    assert client_key("::ffff:192.0.2.7") == client_key("192.0.2.7") != client_key("192.0.2.8")
    assert client_key("unix socket") == "unix socket"


async def test_an_unknown_address_is_not_counted(client: AccountsClient):
    assert await client.fails(1, replace(VISITOR, address="")) == ["INVALID_CREDENTIALS"]
    assert len(await client.rows(models.Attempt)) == 1
