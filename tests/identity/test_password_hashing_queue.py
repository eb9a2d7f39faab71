"""Passwords are checked in turn, and each address has only so many turns."""

from datetime import timedelta

import pytest

import models
from resolvers.identity.accounts.login_attempts import GuessGuard, count_guess, withdraw_guess
from resolvers.security import passwords
from resolvers.security.bounded_executor import BoundedExecutor
from tests.identity.client import EMAIL, PASSWORD, VISITOR, AccountsClient

LOG_IN = "mutation ($input: LogInInput!) { logIn(input: $input) { __typename } }"
REGISTER = "mutation ($input: RegisterAccountInput!) { registerAccount(input: $input) { __typename } }"


@pytest.mark.parametrize(
    ("document", "given"),
    [
        (LOG_IN, {"email": EMAIL, "password": PASSWORD}),
        (REGISTER, {"email": EMAIL, "password": PASSWORD, "name": "Zoé"}),
    ],
)
async def test_an_address_without_a_turn_left_is_told_so(client: AccountsClient, monkeypatch, document, given):
    monkeypatch.setattr(passwords, "HASH_EXECUTOR", BoundedExecutor(passwords.THREADS, most=20, each=0, seconds=5))
    result = await client.result(document, input=given)
    assert [error.extensions["code"] for error in result.errors] == ["OVERLOADED"]
    assert await client.rows(models.Attempt) == []  # what was not looked at is not counted


async def test_who_is_turned_away_ten_times_is_no_guesser(client: AccountsClient, monkeypatch):
    await client.register()
    await client.fails(3)
    with monkeypatch.context() as patch:
        patch.setattr(passwords, "HASH_EXECUTOR", BoundedExecutor(passwords.THREADS, most=20, each=0, seconds=5))
        for _ in range(10):
            result = await client.result(LOG_IN, input={"email": EMAIL, "password": PASSWORD})
            assert result.errors[0].extensions["code"] == "OVERLOADED"
    assert {row["failures"] for row in await client.rows(models.Attempt) if row["key"].startswith("password")} == {3}
    await client.log_in()


async def test_a_wait_that_others_began_is_not_ended_by_who_was_turned_away(client: AccountsClient):
    await client.register()
    guard = GuessGuard("password", EMAIL.lower(), VISITOR.address)
    for seconds in range(7):
        client.now += timedelta(seconds=2 ** max(0, seconds - 4))
        await client.writer.run(lambda work: count_guess(work, client.now, guard))
    before = {row["key"]: row["blocked_until"] for row in await client.rows(models.Attempt)}
    await client.writer.run(lambda work: withdraw_guess(work, guard, client.now - timedelta(seconds=1)))
    after = await client.rows(models.Attempt)
    assert {row["key"]: row["blocked_until"] for row in after} == before
    assert any(before.values())
