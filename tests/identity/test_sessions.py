"""Sessions go on by refresh tokens that are used once; whoever sends one again ends the session."""

import asyncio
from datetime import timedelta

import pytest

import models
from encommun.http.errors import HTTPError
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from resolvers.identity.accounts.signing_keys import signing_keys
from tests.identity.client import EMAIL, AccountsClient
from tests.records.client import BEGIN


async def test_a_session_goes_on_with_new_tokens(house: AccountsClient):
    await house.register()
    first = await house.log_in()
    second = await house.send("refreshSession", refreshToken=first["refreshToken"])
    third = await house.send("refreshSession", refreshToken=second["refreshToken"])
    assert len({each["refreshToken"] for each in (first, second, third)}) == 3
    assert (await house.viewer(third)).account_id == first["account"]["id"]
    house.now += timedelta(days=30)
    assert await house.code("refreshSession", refreshToken=third["refreshToken"]) == "SESSION_ENDED"


async def test_an_access_token_that_has_expired_says_so(house: AccountsClient):
    await house.register()
    session = await house.log_in()
    house.now += timedelta(minutes=11)
    with pytest.raises(HTTPError) as refused:
        await house.viewer(session)
    assert (refused.value.status, refused.value.code) == (401, "TOKEN_EXPIRED")


async def test_a_token_that_was_used_ends_its_session_and_no_other(house: AccountsClient):
    await house.register()
    first, other = await house.log_in(), await house.log_in()
    second = await house.send("refreshSession", refreshToken=first["refreshToken"])
    house.now += timedelta(seconds=10)
    assert await house.code("refreshSession", refreshToken=first["refreshToken"]) == "SESSION_ENDED"
    assert await house.code("refreshSession", refreshToken=second["refreshToken"]) == "SESSION_ENDED"
    rows = await house.rows(models.RefreshToken)
    assert len({row["family"] for row in rows if row["revoked_at"] is not None}) == 1
    assert await house.code("refreshSession", refreshToken=other["refreshToken"]) == "Session"


async def test_two_windows_that_refresh_at_once_keep_one_session(house: AccountsClient):
    await house.register()
    token = (await house.log_in())["refreshToken"]
    answers = await asyncio.gather(*(house.send("refreshSession", refreshToken=token) for _ in range(3)))
    codes = sorted(each.get("code", "") for each in answers)
    assert codes == ["", "SESSION_JUST_REFRESHED", "SESSION_JUST_REFRESHED"]
    (kept,) = (each for each in answers if "code" not in each)
    assert await house.code("refreshSession", refreshToken=kept["refreshToken"]) == "Session"


async def test_who_signs_out_is_out(house: AccountsClient):
    await house.register()
    session = await house.log_in()
    ended = await house.code("logOut", refreshToken=session["refreshToken"])
    assert ended == "SessionEnded"
    assert await house.code("refreshSession", refreshToken=session["refreshToken"]) == "SESSION_ENDED"
    assert await house.code("logOut", refreshToken="nonsense") == "SessionEnded"
    assert await house.code("refreshSession", refreshToken="nonsense") == "SESSION_ENDED"


async def test_an_access_token_is_good_for_ten_minutes(house: AccountsClient):
    await house.register()
    session = await house.log_in()
    await house.viewer(session)
    house.now += timedelta(minutes=11)
    with pytest.raises(HTTPError):
        await house.viewer(session)


async def test_roles_are_those_that_the_person_has_now(house: AccountsClient):
    account = await house.register()
    session = await house.log_in()
    assert (await house.viewer(session)).roles == {}
    await house.join(account, models.SpaceRole.EDITOR)
    viewer = await house.viewer(session)
    (role,) = (await house.ask("{ me { spaces { role since space { id } } } }", viewer))["me"]["spaces"]
    assert viewer.roles == {role["space"]["id"]: "EDITOR"} == {role["space"]["id"]: role["role"]}


async def test_keys_are_made_once_replaced_by_age_and_believed_for_a_day_longer(house: AccountsClient):
    async def keys(after: timedelta) -> list[str]:
        return [key.kid for key in await house.writer.run(lambda work: signing_keys(work, house.now + after))]

    first, *others = await asyncio.gather(*(keys(timedelta()) for _ in range(4)))
    assert others == [first] * 3
    assert len(first) == 1
    assert await keys(timedelta(days=89)) == first
    both = await keys(timedelta(days=90))
    assert len(both) == 2
    assert both[1:] == first
    assert await keys(timedelta(days=90, hours=23)) == both
    assert await keys(timedelta(days=91)) == both[:1]
    assert len(await house.rows(models.SigningKey)) == 1


async def test_a_key_that_another_process_made_is_read_when_it_is_met(house: AccountsClient):
    await house.register()
    await house.viewer(await house.log_in())
    house.now += timedelta(days=90)
    session = await house.log_in()
    assert len(await house.rows(models.SigningKey)) == 2
    assert (await house.viewer(session)).account_id == session["account"]["id"]
    head, _, signature = session["accessToken"].rpartition(".")
    with pytest.raises(HTTPError):
        await house.viewer({"accessToken": f"{head}.{signature[::-1]}"})


FAR = BEGIN + timedelta(days=36_500)


async def test_a_refresh_token_and_a_link_work_no_longer_than_their_kind_may_whatever_is_stored(house: AccountsClient):
    async def lengthen(work: UnitOfWork) -> None:
        for table in (table_of(models.RefreshToken), table_of(models.OneTimeToken)):
            await work.update(table, {}, {"expires_at": FAR})

    await house.register()
    session = await house.log_in()
    await house.send("requestPasswordReset", email=EMAIL)
    link = await house.link("reset")
    await house.writer.run(lengthen)
    house.now += timedelta(hours=1)
    new = {"token": link, "password": "girafe violon septembre"}
    assert await house.code("resetPassword", **new) == "INVALID_LINK"
    house.now += timedelta(days=30)
    assert await house.code("refreshSession", refreshToken=session["refreshToken"]) == "SESSION_ENDED"
