"""Another password: by a link for who forgot it, and by the present one."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher

import models
from loaders.tables import table_of
from resolvers.security.passwords import hash_password
from tests.identity.client import EMAIL, OTHER, PASSWORD, WRONG, AccountsClient


async def test_who_forgot_the_password_chooses_another_by_a_link(house: AccountsClient):
    await house.register()
    session = await house.log_in()
    await house.send("requestPasswordReset", email=EMAIL)
    token = await house.link("reset")
    await house.send("requestPasswordReset", email=EMAIL)  # anybody may ask: the link that is there goes on
    newer = await house.link("reset")
    refused = await house.send("resetPassword", token=token, password=EMAIL.lower())
    assert {each["code"] for each in refused["problems"]} == {"PASSWORD_IS_EMAIL"}
    assert (await house.fails(14))[-1] == "RATE_LIMITED"
    woken = house.woken
    done = await house.send("resetPassword", token=token, password=OTHER)
    assert (done["__typename"], done["email"]) == ("PasswordReset", EMAIL)
    assert (house.woken, (await house.mails())[-1]["subject"]) == (woken + 1, "Your password has changed")
    for each in (token, newer):
        assert await house.code("resetPassword", token=each, password=OTHER) == "INVALID_LINK"
    assert await house.code("refreshSession", refreshToken=session["refreshToken"]) == "SESSION_ENDED"
    await house.log_in(password=OTHER)
    assert await house.code("logIn", email=EMAIL, password=PASSWORD) == "INVALID_CREDENTIALS"


async def test_a_link_to_reset_works_for_an_hour_and_for_nothing_else(house: AccountsClient):
    await house.register()
    await house.send("requestPasswordReset", email=EMAIL)
    token = await house.link("reset")
    assert await house.code("confirmEmail", token=token) == "INVALID_LINK"
    house.now += timedelta(hours=1)
    assert await house.code("resetPassword", token=token, password=OTHER) == "INVALID_LINK"


async def test_to_reset_the_password_confirms_the_address(house: AccountsClient):
    await house.send("registerAccount", email=EMAIL, password=PASSWORD)
    confirming = await house.link("confirm")
    await house.send("requestPasswordReset", email=EMAIL)
    assert await house.code("resetPassword", token=await house.link("reset"), password=OTHER) == "PasswordReset"
    assert await house.code("confirmEmail", token=confirming) == "INVALID_LINK"
    await house.log_in(password=OTHER)


async def test_who_knows_the_password_changes_it_and_stays_alone(house: AccountsClient):
    await house.register()
    session = await house.log_in()
    viewer = await house.viewer(session)
    assert await house.code("changePassword", viewer, current=WRONG, password=OTHER) == "WRONG_PASSWORD"
    refused = await house.send("changePassword", viewer, current=PASSWORD, password=WRONG)
    assert refused["__typename"] == "ValidationFailed"
    changed = await house.send("changePassword", viewer, current=PASSWORD, password=OTHER)
    assert changed["__typename"] == "Session"
    assert await house.code("refreshSession", refreshToken=session["refreshToken"]) == "SESSION_ENDED"
    assert await house.code("refreshSession", refreshToken=changed["refreshToken"]) == "Session"
    assert (await house.mails())[-1]["subject"] == "Your password has changed"
    await house.log_in(password=OTHER)


async def test_who_has_a_token_cannot_guess_the_password_with_it(house: AccountsClient):
    await house.register()
    viewer = await house.viewer(await house.log_in())
    given = {"current": "wrong", "password": OTHER}
    codes = [await house.code("changePassword", viewer, **given) for _ in range(6)]
    house.now -= timedelta(seconds=1)
    codes.append(await house.code("deleteAccount", viewer, password=PASSWORD))
    assert codes == ["WRONG_PASSWORD"] * 6 + ["RATE_LIMITED"]


async def test_a_hash_of_other_days_is_made_anew(house: AccountsClient):
    account = await house.register()
    stored = await hash_password(PASSWORD, PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    await house.writer.run(
        lambda work: work.update(table_of(models.Account), {"id": account}, {"password_hash": stored})
    )
    await house.log_in()
    (row,) = await house.rows(models.Account, id=account)
    assert row["password_hash"].startswith("$argon2id$v=19$m=8,t=1,p=1$")
    await house.log_in()


@pytest.mark.parametrize("given", [{"name": "Zoé M."}, {"language": "PT-br"}, {"name": " ", "language": None}, {}])
async def test_people_say_how_they_are_addressed(house: AccountsClient, given):
    await house.register()
    viewer = await house.viewer(await house.log_in())
    saved = await house.send("updateAccount", viewer, **given)
    assert saved["name"] == {"Zoé M.": "Zoé M.", " ": ""}.get(given.get("name"), "Zoé")
    assert saved["language"] == ("pt-BR" if given.get("language") else "en")
    refused = await house.send("updateAccount", viewer, name="a\0b", language="?")
    assert [each["path"] for each in refused["problems"]] == [["name"], ["language"]]
