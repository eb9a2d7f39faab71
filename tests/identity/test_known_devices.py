"""A known device, a session and a mailed link go on, whatever strangers guess; strangers are slowed down."""

from datetime import timedelta

import models
from resolvers.identity.accounts.known_devices import MOST
from tests.identity.client import EMAIL, OTHER, PASSWORD, WRONG, AccountsClient, elsewhere


async def locked(client: AccountsClient) -> None:
    """Have strangers guess until they are slowed down."""
    for _ in range(10):
        await client.code("logIn", elsewhere(1), email=EMAIL, password=WRONG)
        client.now += timedelta(minutes=15)
    client.now -= timedelta(minutes=15)
    assert await client.code("logIn", elsewhere(1), email=EMAIL, password=PASSWORD) == "RATE_LIMITED"


async def test_strangers_who_guess_keep_nobody_out_of_a_known_device(client: AccountsClient):
    await client.register()
    device = (await client.log_in())["deviceToken"]
    viewer = await client.viewer(await client.log_in())
    await locked(client)
    given = {"email": EMAIL, "password": PASSWORD}
    assert await client.code("logIn", **given) == "RATE_LIMITED"
    session = await client.send("logIn", **given, deviceToken=device)
    assert (session["__typename"], session["deviceToken"]) == ("Session", None)
    assert await client.code("changePassword", viewer, current=WRONG, password=OTHER) == "WRONG_PASSWORD"
    assert await client.code("logIn", elsewhere(1), **given) == "RATE_LIMITED"  # strangers are not let in by that


async def test_a_device_is_slowed_down_for_what_is_guessed_on_it(client: AccountsClient):
    await client.register()
    device = (await client.log_in())["deviceToken"]
    given = {"email": EMAIL, "deviceToken": device}
    codes = [await client.code("logIn", elsewhere(n), **given, password=WRONG) for n in range(6)]
    client.now -= timedelta(seconds=1)
    assert [*codes, await client.code("logIn", **given, password=PASSWORD)] == ["INVALID_CREDENTIALS"] * 6 + [
        "RATE_LIMITED"
    ]
    assert await client.code("logIn", email=EMAIL, password=PASSWORD) == "Session"


async def test_a_device_of_somebody_else_is_a_stranger(client: AccountsClient):
    await client.register("eve@exemple.fr")
    theirs = (await client.log_in("eve@exemple.fr"))["deviceToken"]
    await client.register()
    await locked(client)
    for token in (theirs, theirs.replace("device", "mail"), "x", ""):
        assert await client.code("logIn", email=EMAIL, password=PASSWORD, deviceToken=token) == "RATE_LIMITED"


async def test_a_mailed_link_goes_on_and_makes_the_device_known(client: AccountsClient):
    await client.register()
    await client.send("requestPasswordReset", email=EMAIL)
    token, asked_at = await client.link("reset"), client.now
    await locked(client)
    client.now = asked_at
    device = (await client.send("resetPassword", token=token, password=OTHER))["deviceToken"]
    await locked(client)
    assert await client.code("logIn", email=EMAIL, password=OTHER, deviceToken=device) == "Session"


async def test_who_only_asks_for_mails_lets_the_owner_in_by_each_of_them(client: AccountsClient):
    """Mails that strangers ask for are slowed down, and each of them has a link that goes on."""
    await client.register()
    for number in range(6):
        given = {"email": EMAIL, "password": OTHER}
        assert await client.code("registerAccount", elsewhere(number), **given) == "MailRequested"
    client.now -= timedelta(seconds=1)
    assert await client.code("requestPasswordReset", email=EMAIL) == "RATE_LIMITED"
    assert await client.code("resetPassword", token=await client.link("reset"), password=OTHER) == "PasswordReset"


async def test_no_device_is_known_any_more_once_the_password_is_another(client: AccountsClient):
    await client.register()
    session = await client.log_in()
    viewer = await client.viewer(session)
    changed = await client.send("changePassword", viewer, current=PASSWORD, password=OTHER)
    await locked(client)
    given = {"email": EMAIL, "password": OTHER}
    assert await client.code("logIn", **given, deviceToken=session["deviceToken"]) == "RATE_LIMITED"
    assert await client.code("logIn", **given, deviceToken=changed["deviceToken"]) == "Session"


async def test_few_devices_are_known_and_none_for_ever(client: AccountsClient):
    await client.register()
    first = (await client.log_in())["deviceToken"]
    for _ in range(MOST):
        newest = (await client.log_in())["deviceToken"]
    assert len(await client.rows(models.KnownDevice)) == MOST
    given = {"email": EMAIL, "password": PASSWORD}
    assert (await client.send("logIn", **given, deviceToken=first))["deviceToken"] is not None
    client.now += timedelta(days=366)
    assert (await client.send("logIn", **given, deviceToken=newest))["deviceToken"] is not None
    assert (await client.send("refreshSession", refreshToken=(await client.log_in())["refreshToken"]))[
        "deviceToken"
    ] is None
    await client.run_job("expired_rows")
    assert len(await client.rows(models.KnownDevice)) <= 3
