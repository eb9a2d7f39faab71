"""An account gets another address once both mailboxes have agreed, and by nothing less."""

import re
from datetime import timedelta

import pytest

import models
from resolvers.core.viewer import Viewer
from tests.identity.client import EMAIL, OTHER, PASSWORD, WRONG, AccountsClient

NEW, KEY = "zoe@nouvelle.fr", EMAIL.lower()


async def links(client: AccountsClient) -> tuple[str, str]:
    """The tokens in the latest links to the present mailbox and to the one to come."""
    found = {}
    for mail in await client.mails():
        for token in re.findall(r"\?change-email=(\S+)\n", mail["body"]):
            found[mail["recipient"].lower()] = token
    return found.get(KEY, ""), found.get(NEW, "")


async def somebody(client: AccountsClient) -> Viewer:
    await client.register()
    return await client.viewer(await client.log_in())


@pytest.mark.parametrize("first", [0, 1])
async def test_both_mailboxes_agree_in_either_order(client: AccountsClient, first: int):
    viewer = await somebody(client)
    await client.send("requestPasswordReset", email=EMAIL)
    reset = await client.link("reset")
    asked = await client.send("requestEmailChange", viewer, email="Zoe@Nouvelle.fr", password=PASSWORD)
    assert asked == {"__typename": "MailRequested", "email": "Zoe@Nouvelle.fr"}
    tokens = await links(client)
    assert all(tokens)
    mails = await client.mails()
    assert "Zoé" not in mails[-1]["body"]  # the mailbox to come is nobody's yet
    assert "nouvelle.fr" not in mails[-2]["body"].lower()
    assert await client.send("confirmEmailChange", viewer, token=tokens[first]) == {
        "__typename": "EmailChangeConfirmed",
        "changed": False,
    }
    await client.log_in()
    assert (await client.send("confirmEmailChange", viewer, token=tokens[1 - first]))["changed"] is True
    assert await client.code("logIn", email=EMAIL, password=PASSWORD) == "INVALID_CREDENTIALS"
    assert (await client.log_in(NEW))["account"]["email"] == "Zoe@Nouvelle.fr"
    told = [mail["recipient"] for mail in await client.mails() if mail["subject"].startswith("The address of")]
    assert {each.lower() for each in told} == {KEY, NEW}
    for token in tokens:
        assert await client.code("confirmEmailChange", viewer, token=token) == "INVALID_LINK"
    assert await client.code("resetPassword", token=reset, password=OTHER) == "INVALID_LINK"


async def test_it_takes_the_password_and_ends_with_it(client: AccountsClient):
    viewer = await somebody(client)
    assert await client.code("requestEmailChange", viewer, email=NEW, password=WRONG) == "WRONG_PASSWORD"
    assert await client.code("requestEmailChange", viewer, email="zoe", password=PASSWORD) == "VALIDATION_FAILED"
    assert await client.rows(models.EmailChange) == []
    await client.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    await client.send("changePassword", viewer, current=PASSWORD, password=OTHER)
    for token in await links(client):
        assert await client.code("confirmEmailChange", token=token) == "INVALID_LINK"


async def test_a_right_password_is_no_wrong_guess_where_too_many_mails_are_asked_for(client: AccountsClient):
    viewer = await somebody(client)
    codes = []
    for _ in range(12):
        client.now -= timedelta(seconds=1)  # the client's clock goes on with each request
        codes.append(await client.code("requestEmailChange", viewer, email=NEW, password=PASSWORD))
    assert codes == ["MailRequested"] * 6 + ["RATE_LIMITED"] * 6
    assert not [each for each in await client.rows(models.Attempt) if each["key"].startswith("password known")]


async def test_a_newer_request_takes_the_place_of_an_older_one_and_both_end(client: AccountsClient):
    viewer = await somebody(client)
    await client.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    older = await links(client)
    await client.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    newer = await links(client)
    assert await client.code("confirmEmailChange", token=older[0]) == "INVALID_LINK"
    assert await client.code("confirmEmailChange", token=newer[0]) == "EmailChangeConfirmed"
    client.now += timedelta(hours=48)
    assert await client.code("confirmEmailChange", token=newer[1]) == "INVALID_LINK"
    await client.run_job("expired_rows")
    assert await client.rows(models.EmailChange) == []


async def test_an_address_that_somebody_has_is_not_taken_and_nobody_learns_of_it(client: AccountsClient):
    await client.register(NEW)
    viewer = await somebody(client)
    asked = await client.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    assert asked == {"__typename": "MailRequested", "email": NEW}
    old, new = await links(client)
    assert not new
    assert (await client.mails())[-1]["subject"] == "You already have an account"
    assert (await client.send("confirmEmailChange", token=old))["changed"] is False


@pytest.mark.parametrize("confirmed", [True, False])
async def test_an_address_that_is_registered_meanwhile(client: AccountsClient, confirmed: bool):
    viewer = await somebody(client)
    await client.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    old, new = await links(client)
    await client.send("confirmEmailChange", token=old)
    await client.send("registerAccount", email=NEW, password=OTHER)
    if confirmed:
        await client.send("confirmEmail", token=await client.link("confirm"), password=OTHER)
    came = await client.code("confirmEmailChange", viewer, token=new)
    assert came == ("INVALID_LINK" if confirmed else "EmailChangeConfirmed")
    await client.log_in(NEW, OTHER if confirmed else PASSWORD)


async def test_who_leaves_leaves_no_address_behind(client: AccountsClient):
    viewer = await somebody(client)
    await client.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    assert await client.code("deleteAccount", viewer, password=PASSWORD) == "AccountErased"
    assert await client.rows(models.EmailChange) == []
    assert await client.rows(models.KnownDevice) == []


async def test_a_stranger_whose_address_was_given_lends_it_to_nobody(client: AccountsClient):
    """They follow the link that they did not ask for, signed in to nothing or to their own account."""
    viewer = await somebody(client)
    await client.send("requestEmailChange", viewer, email=NEW, password=PASSWORD)
    old, new = await links(client)
    assert (await client.send("confirmEmailChange", token=old))["changed"] is False
    assert await client.code("confirmEmailChange", token=new) == "SIGN_IN_FIRST"
    await client.register("claire@exemple.fr")
    claire = await client.viewer(await client.log_in("claire@exemple.fr"))
    assert await client.code("confirmEmailChange", claire, token=new) == "SIGN_IN_FIRST"
    assert (await client.account(viewer.account_id))["email"] == EMAIL
    assert (await client.send("confirmEmailChange", viewer, token=new))["changed"] is True
