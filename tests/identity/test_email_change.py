"""An account gets another address once both mailboxes have agreed, and by nothing less."""

import re
from datetime import timedelta

import pytest

import models
from resolvers.core.viewer import Viewer
from tests.identity.client import EMAIL, OTHER, PASSWORD, WRONG, AccountsClient

NEW, KEY = "zoe@nouvelle.fr", EMAIL.lower()


async def links(house: AccountsClient) -> tuple[str, str]:
    """The tokens in the latest links to the present mailbox and to the one to come."""
    found = {}
    for mail in await house.mails():
        for token in re.findall(r"\?change-email=(\S+)\n", mail["body"]):
            found[mail["recipient"].lower()] = token
    return found.get(KEY, ""), found.get(NEW, "")


async def somebody(house: AccountsClient) -> Viewer:
    await house.register()
    return await house.viewer(await house.log_in())


@pytest.mark.parametrize("first", [0, 1])
async def test_both_mailboxes_agree_in_either_order(house: AccountsClient, first: int):
    viewer = await somebody(house)
    await house.send("requestPasswordReset", email=EMAIL)
    reset = await house.link("reset")
    asked = await house.send("requestEmailChange", viewer, email="Zoe@Nouvelle.fr", password=PASSWORD)
    assert asked == {"__typename": "MailRequested", "email": "Zoe@Nouvelle.fr"}
    tokens = await links(house)
    assert all(tokens)
    mails = await house.mails()
    assert "Zoé" not in mails[-1]["body"]  # the mailbox to come is nobody's yet
    assert "nouvelle.fr" not in mails[-2]["body"].lower()
    assert await house.send("confirmEmailChange", viewer, token=tokens[first]) == {
        "__typename": "EmailChangeConfirmed",
        "changed": False,
    }
    await house.log_in()
    assert (await house.send("confirmEmailChange", viewer, token=tokens[1 - first]))["changed"] is True
    assert await house.code("logIn", email=EMAIL, password=PASSWORD) == "INVALID_CREDENTIALS"
    assert (await house.log_in(NEW))["account"]["email"] == "Zoe@Nouvelle.fr"
    told = [mail["recipient"] for mail in await house.mails() if mail["subject"].startswith("The address of")]
    assert {each.lower() for each in told} == {KEY, NEW}
    for token in tokens:
        assert await house.code("confirmEmailChange", viewer, token=token) == "INVALID_LINK"
    assert await house.code("resetPassword", token=reset, password=OTHER) == "INVALID_LINK"


async def test_it_takes_the_password_and_ends_with_it(house: AccountsClient):
    viewer = await somebody(house)
    assert await house.code("requestEmailChange", viewer, email=NEW, password=WRONG) == "WRONG_PASSWORD"
    assert await house.code("requestEmailChange", viewer, email="zoe", password=PASSWORD) == "VALIDATION_FAILED"
    assert await house.rows(models.EmailChange) == []
    await house.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    await house.send("changePassword", viewer, current=PASSWORD, password=OTHER)
    for token in await links(house):
        assert await house.code("confirmEmailChange", token=token) == "INVALID_LINK"


async def test_a_right_password_is_no_wrong_guess_where_too_many_mails_are_asked_for(house: AccountsClient):
    viewer = await somebody(house)
    codes = []
    for _ in range(12):
        house.now -= timedelta(seconds=1)  # the house's clock goes on with each request
        codes.append(await house.code("requestEmailChange", viewer, email=NEW, password=PASSWORD))
    assert codes == ["MailRequested"] * 6 + ["RATE_LIMITED"] * 6
    assert not [each for each in await house.rows(models.Attempt) if each["key"].startswith("password known")]


async def test_a_newer_request_takes_the_place_of_an_older_one_and_both_end(house: AccountsClient):
    viewer = await somebody(house)
    await house.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    older = await links(house)
    await house.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    newer = await links(house)
    assert await house.code("confirmEmailChange", token=older[0]) == "INVALID_LINK"
    assert await house.code("confirmEmailChange", token=newer[0]) == "EmailChangeConfirmed"
    house.now += timedelta(hours=48)
    assert await house.code("confirmEmailChange", token=newer[1]) == "INVALID_LINK"
    await house.upkeep().sweep()
    assert await house.rows(models.EmailChange) == []


async def test_an_address_that_somebody_has_is_not_taken_and_nobody_learns_of_it(house: AccountsClient):
    await house.register(NEW)
    viewer = await somebody(house)
    asked = await house.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    assert asked == {"__typename": "MailRequested", "email": NEW}
    old, new = await links(house)
    assert not new
    assert (await house.mails())[-1]["subject"] == "You already have an account"
    assert (await house.send("confirmEmailChange", token=old))["changed"] is False


@pytest.mark.parametrize("confirmed", [True, False])
async def test_an_address_that_is_registered_meanwhile(house: AccountsClient, confirmed: bool):
    viewer = await somebody(house)
    await house.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    old, new = await links(house)
    await house.send("confirmEmailChange", token=old)
    await house.send("registerAccount", email=NEW, password=OTHER)
    if confirmed:
        await house.send("confirmEmail", token=await house.link("confirm"), password=OTHER)
    came = await house.code("confirmEmailChange", viewer, token=new)
    assert came == ("INVALID_LINK" if confirmed else "EmailChangeConfirmed")
    await house.log_in(NEW, OTHER if confirmed else PASSWORD)


async def test_who_leaves_leaves_no_address_behind(house: AccountsClient):
    viewer = await somebody(house)
    await house.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    assert await house.code("deleteAccount", viewer, password=PASSWORD) == "AccountErased"
    assert await house.rows(models.EmailChange) == []
    assert await house.rows(models.KnownDevice) == []


async def test_a_stranger_whose_address_was_given_lends_it_to_nobody(house: AccountsClient):
    """They follow the link that they did not ask for, signed in to nothing or to their own account."""
    viewer = await somebody(house)
    await house.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    old, new = await links(house)
    assert (await house.send("confirmEmailChange", token=old))["changed"] is False
    assert await house.code("confirmEmailChange", token=new) == "SIGN_IN_FIRST"
    await house.register("claire@exemple.fr")
    claire = await house.viewer(await house.log_in("claire@exemple.fr"))
    assert await house.code("confirmEmailChange", claire, token=new) == "SIGN_IN_FIRST"
    assert (await house.account(viewer.account_id))["email"] == EMAIL
    assert (await house.send("confirmEmailChange", viewer, token=new))["changed"] is True
