"""A known device, a session and a mailed link go on, whatever strangers guess; strangers are slowed down."""

from datetime import timedelta

import models
from resolvers.identity.accounts.known_devices import MOST
from tests.identity.client import EMAIL, OTHER, PASSWORD, WRONG, AccountsClient, elsewhere


async def locked(house: AccountsClient) -> None:
    """Have strangers guess until they are slowed down."""
    for _ in range(10):
        await house.code("logIn", elsewhere(1), email=EMAIL, password=WRONG)
        house.now += timedelta(minutes=15)
    house.now -= timedelta(minutes=15)
    assert await house.code("logIn", elsewhere(1), email=EMAIL, password=PASSWORD) == "RATE_LIMITED"


async def test_strangers_who_guess_keep_nobody_out_of_a_known_device(house: AccountsClient):
    await house.register()
    device = (await house.log_in())["deviceToken"]
    viewer = await house.viewer(await house.log_in())
    await locked(house)
    given = {"email": EMAIL, "password": PASSWORD}
    assert await house.code("logIn", **given) == "RATE_LIMITED"
    session = await house.send("logIn", **given, deviceToken=device)
    assert (session["__typename"], session["deviceToken"]) == ("Session", None)
    assert await house.code("changePassword", viewer, current=WRONG, password=OTHER) == "WRONG_PASSWORD"
    assert await house.code("logIn", elsewhere(1), **given) == "RATE_LIMITED"  # strangers are not let in by that


async def test_a_device_is_slowed_down_for_what_is_guessed_on_it(house: AccountsClient):
    await house.register()
    device = (await house.log_in())["deviceToken"]
    given = {"email": EMAIL, "deviceToken": device}
    codes = [await house.code("logIn", elsewhere(n), **given, password=WRONG) for n in range(6)]
    house.now -= timedelta(seconds=1)
    assert [*codes, await house.code("logIn", **given, password=PASSWORD)] == ["INVALID_CREDENTIALS"] * 6 + [
        "RATE_LIMITED"
    ]
    assert await house.code("logIn", email=EMAIL, password=PASSWORD) == "Session"


async def test_a_device_of_somebody_else_is_a_stranger(house: AccountsClient):
    await house.register("eve@exemple.fr")
    theirs = (await house.log_in("eve@exemple.fr"))["deviceToken"]
    await house.register()
    await locked(house)
    for token in (theirs, theirs.replace("device", "mail"), "x", ""):
        assert await house.code("logIn", email=EMAIL, password=PASSWORD, deviceToken=token) == "RATE_LIMITED"


async def test_a_mailed_link_goes_on_and_makes_the_device_known(house: AccountsClient):
    await house.register()
    await house.send("requestPasswordReset", email=EMAIL)
    token, asked_at = await house.link("reset"), house.now
    await locked(house)
    house.now = asked_at
    device = (await house.send("resetPassword", token=token, password=OTHER))["deviceToken"]
    await locked(house)
    assert await house.code("logIn", email=EMAIL, password=OTHER, deviceToken=device) == "Session"


async def test_who_only_asks_for_mails_lets_the_owner_in_by_each_of_them(house: AccountsClient):
    """Mails that strangers ask for are slowed down, and each of them has a link that goes on."""
    await house.register()
    for number in range(6):
        given = {"email": EMAIL, "password": OTHER}
        assert await house.code("registerAccount", elsewhere(number), **given) == "MailRequested"
    house.now -= timedelta(seconds=1)
    assert await house.code("requestPasswordReset", email=EMAIL) == "RATE_LIMITED"
    assert await house.code("resetPassword", token=await house.link("reset"), password=OTHER) == "PasswordReset"


async def test_no_device_is_known_any_more_once_the_password_is_another(house: AccountsClient):
    await house.register()
    session = await house.log_in()
    viewer = await house.viewer(session)
    changed = await house.send("changePassword", viewer, current=PASSWORD, password=OTHER)
    await locked(house)
    given = {"email": EMAIL, "password": OTHER}
    assert await house.code("logIn", **given, deviceToken=session["deviceToken"]) == "RATE_LIMITED"
    assert await house.code("logIn", **given, deviceToken=changed["deviceToken"]) == "Session"


async def test_few_devices_are_known_and_none_for_ever(house: AccountsClient):
    await house.register()
    first = (await house.log_in())["deviceToken"]
    for _ in range(MOST):
        newest = (await house.log_in())["deviceToken"]
    assert len(await house.rows(models.KnownDevice)) == MOST
    given = {"email": EMAIL, "password": PASSWORD}
    assert (await house.send("logIn", **given, deviceToken=first))["deviceToken"] is not None
    house.now += timedelta(days=366)
    assert (await house.send("logIn", **given, deviceToken=newest))["deviceToken"] is not None
    assert (await house.send("refreshSession", refreshToken=(await house.log_in())["refreshToken"]))[
        "deviceToken"
    ] is None
    await house.upkeep().sweep()
    assert len(await house.rows(models.KnownDevice)) <= 3
