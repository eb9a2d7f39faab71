"""Mallory registers with the address of somebody who has just done so, and waits for them to open her link."""

from tests.attacks.scenarios.client import PASSWORD, ScenarioClient

VICTIM, OF_MALLORY = "claire@example.org", "girafe violon septembre"


async def test_the_newer_link_gives_the_attacker_nothing(stage: ScenarioClient):
    given = {"email": VICTIM, "password": PASSWORD, "name": "Claire"}
    assert await stage.code("registerAccount", **given) == "MailRequested"
    older = await stage.link(VICTIM, "confirm")
    lure = "Urgent : votre accès expire"
    assert await stage.code("registerAccount", **given | {"password": OF_MALLORY, "name": lure}) == "MailRequested"
    newer = await stage.link_after(VICTIM, "confirm", older)
    assert await stage.code("confirmEmail", token=older, password=PASSWORD) == "INVALID_LINK"
    assert await stage.code("confirmEmail", token=newer) == "VALIDATION_FAILED"
    assert await stage.code("confirmEmail", token=newer, password=PASSWORD) == "NOT_THIS_REGISTRATION"
    assert await stage.code("confirmEmail", token=newer, newPassword=PASSWORD) == "EmailConfirmed"
    assert await stage.code("logIn", email=VICTIM, password=OF_MALLORY) == "INVALID_CREDENTIALS"
    claire = await stage.signed_in(VICTIM)
    assert (await stage.ask("{ me { name emailConfirmed } }", claire))["me"] == {"name": "", "emailConfirmed": True}


async def test_nor_does_a_link_that_was_there_first(stage: ScenarioClient):
    """Mallory registers before the owner of the address does; the owner forgets a password that she never had."""
    given = {"email": VICTIM, "password": OF_MALLORY, "name": "Urgent : votre accès expire"}
    assert await stage.code("registerAccount", **given) == "MailRequested"
    assert await stage.code("requestPasswordReset", email=VICTIM) == "MailRequested"
    chosen = {"token": await stage.link(VICTIM, "reset"), "password": PASSWORD}
    assert await stage.code("resetPassword", **chosen) == "PasswordReset"
    assert await stage.code("logIn", email=VICTIM, password=OF_MALLORY) == "INVALID_CREDENTIALS"
    claire = await stage.signed_in(VICTIM)
    assert (await stage.ask("{ me { name } }", claire))["me"] == {"name": ""}
