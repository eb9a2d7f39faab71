"""Another password: by a link for who forgot it, and by the present one."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher

import models
from loaders.tables import table_of
from resolvers.security.passwords import hash_password
from tests.identity.client import EMAIL, OTHER, PASSWORD, WRONG, AccountsClient


async def test_who_forgot_the_password_chooses_another_by_a_link(client: AccountsClient):
    await client.register()
    session = await client.log_in()
    await client.send("requestPasswordReset", email=EMAIL)
    token = await client.link("reset")
    await client.send("requestPasswordReset", email=EMAIL)  # anybody may ask: the link that is there goes on
    newer = await client.link("reset")
    refused = await client.send("resetPassword", token=token, password=EMAIL.lower())
    assert {each["code"] for each in refused["problems"]} == {"PASSWORD_IS_EMAIL"}
    assert (await client.fails(14))[-1] == "RATE_LIMITED"
    woken = client.woken
    done = await client.send("resetPassword", token=token, password=OTHER)
    assert (done["__typename"], done["email"]) == ("PasswordReset", EMAIL)
    assert (client.woken, (await client.mails())[-1]["subject"]) == (woken + 1, "Your password has changed")
    for each in (token, newer):
        assert await client.code("resetPassword", token=each, password=OTHER) == "INVALID_LINK"
    assert await client.code("refreshSession", refreshToken=session["refreshToken"]) == "SESSION_ENDED"
    await client.log_in(password=OTHER)
    assert await client.code("logIn", email=EMAIL, password=PASSWORD) == "INVALID_CREDENTIALS"


async def test_a_link_to_reset_works_for_an_hour_and_for_nothing_else(client: AccountsClient):
    await client.register()
    await client.send("requestPasswordReset", email=EMAIL)
    token = await client.link("reset")
    assert await client.code("confirmEmail", token=token) == "INVALID_LINK"
    client.now += timedelta(hours=1)
    assert await client.code("resetPassword", token=token, password=OTHER) == "INVALID_LINK"


async def test_to_reset_the_password_confirms_the_address(client: AccountsClient):
    await client.send("registerAccount", email=EMAIL, password=PASSWORD)
    confirming = await client.link("confirm")
    await client.send("requestPasswordReset", email=EMAIL)
    assert await client.code("resetPassword", token=await client.link("reset"), password=OTHER) == "PasswordReset"
    assert await client.code("confirmEmail", token=confirming) == "INVALID_LINK"
    await client.log_in(password=OTHER)


async def test_who_knows_the_password_changes_it_and_stays_alone(client: AccountsClient):
    await client.register()
    session = await client.log_in()
    viewer = await client.viewer(session)
    assert await client.code("changePassword", viewer, current=WRONG, password=OTHER) == "WRONG_PASSWORD"
    refused = await client.send("changePassword", viewer, current=PASSWORD, password=WRONG)
    assert refused["__typename"] == "ValidationFailed"
    changed = await client.send("changePassword", viewer, current=PASSWORD, password=OTHER)
    assert changed["__typename"] == "Session"
    assert await client.code("refreshSession", refreshToken=session["refreshToken"]) == "SESSION_ENDED"
    assert await client.code("refreshSession", refreshToken=changed["refreshToken"]) == "Session"
    assert (await client.mails())[-1]["subject"] == "Your password has changed"
    await client.log_in(password=OTHER)


async def test_who_has_a_token_cannot_guess_the_password_with_it(client: AccountsClient):
    await client.register()
    viewer = await client.viewer(await client.log_in())
    given = {"current": "wrong", "password": OTHER}
    codes = [await client.code("changePassword", viewer, **given) for _ in range(6)]
    client.now -= timedelta(seconds=1)
    codes.append(await client.code("deleteAccount", viewer, password=PASSWORD))
    assert codes == ["WRONG_PASSWORD"] * 6 + ["RATE_LIMITED"]


async def test_a_hash_of_other_days_is_made_anew(client: AccountsClient):
    account = await client.register()
    stored = await hash_password(PASSWORD, PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    await client.writer.run(
        lambda work: work.update(table_of(models.Account), {"id": account}, {"password_hash": stored})
    )
    await client.log_in()
    (row,) = await client.rows(models.Account, id=account)
    assert row["password_hash"].startswith("$argon2id$v=19$m=8,t=1,p=1$")
    await client.log_in()


@pytest.mark.parametrize("given", [{"name": "Zoé M."}, {"language": "PT-br"}, {"name": " ", "language": None}, {}])
async def test_people_say_how_they_are_addressed(client: AccountsClient, given):
    await client.register()
    viewer = await client.viewer(await client.log_in())
    saved = await client.send("updateAccount", viewer, **given)
    assert saved["name"] == {"Zoé M.": "Zoé M.", " ": ""}.get(given.get("name"), "Zoé")
    assert saved["language"] == ("pt-BR" if given.get("language") else "en")
    refused = await client.send("updateAccount", viewer, name="a\0b", language="?")
    assert [each["path"] for each in refused["problems"]] == [["name"], ["language"]]
