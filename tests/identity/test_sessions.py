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


async def test_a_session_goes_on_with_new_tokens(client: AccountsClient):
    await client.register()
    first = await client.log_in()
    second = await client.send("refreshSession", refreshToken=first["refreshToken"])
    third = await client.send("refreshSession", refreshToken=second["refreshToken"])
    assert len({each["refreshToken"] for each in (first, second, third)}) == 3
    assert (await client.viewer(third)).account_id == first["account"]["id"]
    client.now += timedelta(days=30)
    assert await client.code("refreshSession", refreshToken=third["refreshToken"]) == "SESSION_ENDED"


async def test_an_access_token_that_has_expired_says_so(client: AccountsClient):
    await client.register()
    session = await client.log_in()
    client.now += timedelta(minutes=11)
    with pytest.raises(HTTPError) as refused:
        await client.viewer(session)
    assert (refused.value.status, refused.value.code) == (401, "TOKEN_EXPIRED")


async def test_a_token_that_was_used_ends_its_session_and_no_other(client: AccountsClient):
    await client.register()
    first, other = await client.log_in(), await client.log_in()
    second = await client.send("refreshSession", refreshToken=first["refreshToken"])
    client.now += timedelta(seconds=10)
    assert await client.code("refreshSession", refreshToken=first["refreshToken"]) == "SESSION_ENDED"
    assert await client.code("refreshSession", refreshToken=second["refreshToken"]) == "SESSION_ENDED"
    rows = await client.rows(models.RefreshToken)
    assert len({row["family"] for row in rows if row["revoked_at"] is not None}) == 1
    assert await client.code("refreshSession", refreshToken=other["refreshToken"]) == "Session"


async def test_two_windows_that_refresh_at_once_keep_one_session(client: AccountsClient):
    await client.register()
    token = (await client.log_in())["refreshToken"]
    answers = await asyncio.gather(*(client.send("refreshSession", refreshToken=token) for _ in range(3)))
    codes = sorted(each.get("code", "") for each in answers)
    assert codes == ["", "SESSION_JUST_REFRESHED", "SESSION_JUST_REFRESHED"]
    (kept,) = (each for each in answers if "code" not in each)
    assert await client.code("refreshSession", refreshToken=kept["refreshToken"]) == "Session"


async def test_who_signs_out_is_out(client: AccountsClient):
    await client.register()
    session = await client.log_in()
    ended = await client.code("logOut", refreshToken=session["refreshToken"])
    assert ended == "SessionEnded"
    assert await client.code("refreshSession", refreshToken=session["refreshToken"]) == "SESSION_ENDED"
    assert await client.code("logOut", refreshToken="nonsense") == "SessionEnded"
    assert await client.code("refreshSession", refreshToken="nonsense") == "SESSION_ENDED"


async def test_an_access_token_is_good_for_ten_minutes(client: AccountsClient):
    await client.register()
    session = await client.log_in()
    await client.viewer(session)
    client.now += timedelta(minutes=11)
    with pytest.raises(HTTPError):
        await client.viewer(session)


async def test_roles_are_those_that_the_person_has_now(client: AccountsClient):
    account = await client.register()
    session = await client.log_in()
    assert (await client.viewer(session)).roles == {}
    await client.join(account, models.SpaceRole.EDITOR)
    viewer = await client.viewer(session)
    (role,) = (await client.ask("{ me { spaces { role since space { id } } } }", viewer))["me"]["spaces"]
    assert viewer.roles == {role["space"]["id"]: "EDITOR"} == {role["space"]["id"]: role["role"]}


async def test_keys_are_made_once_replaced_by_age_and_believed_for_a_day_longer(client: AccountsClient):
    async def keys(after: timedelta) -> list[str]:
        return [key.kid for key in await client.writer.run(lambda work: signing_keys(work, client.now + after))]

    first, *others = await asyncio.gather(*(keys(timedelta()) for _ in range(4)))
    assert others == [first] * 3
    assert len(first) == 1
    assert await keys(timedelta(days=89)) == first
    both = await keys(timedelta(days=90))
    assert len(both) == 2
    assert both[1:] == first
    assert await keys(timedelta(days=90, hours=23)) == both
    assert await keys(timedelta(days=91)) == both[:1]
    assert len(await client.rows(models.SigningKey)) == 1


async def test_a_key_that_another_process_made_is_read_when_it_is_met(client: AccountsClient):
    await client.register()
    await client.viewer(await client.log_in())
    client.now += timedelta(days=90)
    session = await client.log_in()
    assert len(await client.rows(models.SigningKey)) == 2
    assert (await client.viewer(session)).account_id == session["account"]["id"]
    head, _, signature = session["accessToken"].rpartition(".")
    with pytest.raises(HTTPError):
        await client.viewer({"accessToken": f"{head}.{signature[::-1]}"})


FAR = BEGIN + timedelta(days=36_500)


async def test_a_refresh_token_and_a_link_work_no_longer_than_their_kind_may_whatever_is_stored(client: AccountsClient):
    async def lengthen(work: UnitOfWork) -> None:
        for table in (table_of(models.RefreshToken), table_of(models.OneTimeToken)):
            await work.update(table, {}, {"expires_at": FAR})

    await client.register()
    session = await client.log_in()
    await client.send("requestPasswordReset", email=EMAIL)
    link = await client.link("reset")
    await client.writer.run(lengthen)
    client.now += timedelta(hours=1)
    new = {"token": link, "password": "girafe violon septembre"}
    assert await client.code("resetPassword", **new) == "INVALID_LINK"
    client.now += timedelta(days=30)
    assert await client.code("refreshSession", refreshToken=session["refreshToken"]) == "SESSION_ENDED"
