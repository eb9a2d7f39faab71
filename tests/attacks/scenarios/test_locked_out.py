"""Mallory guesses Claire's password all day, and asks for mails in her name: Claire comes and goes as she likes."""

from tests.attacks.scenarios.client import PASSWORD, ScenarioClient

CLAIRE, OTHER, WRONG = "claire@example.org", "girafe violon septembre", "wrong"
SHOWN = "Session { deviceToken refreshToken }"


async def guess(stage: ScenarioClient, times: int = 10) -> str:
    """Return the code after the last of several wrong guesses."""
    codes = [await stage.code("logIn", email=CLAIRE, password=WRONG) for _ in range(times)]
    return codes[-1]


async def test_strangers_who_guess_keep_out_strangers_alone(stage: ScenarioClient):
    claire = await stage.person("claire")
    given = {"email": CLAIRE, "password": PASSWORD}
    session = await stage.act("logIn", shown=SHOWN, **given)
    assert await guess(stage) == "RATE_LIMITED"
    assert await stage.code("logIn", **given) == "RATE_LIMITED"
    assert await stage.code("logIn", **given, deviceToken=session["deviceToken"]) == "Session"
    assert await stage.code("refreshSession", refreshToken=session["refreshToken"]) == "Session"
    assert await stage.code("changePassword", claire, current=PASSWORD, password=OTHER) == "Session"


async def test_a_mailed_link_lets_the_owner_in_whoever_asks_for_newer_ones(stage: ScenarioClient):
    await stage.person("claire")
    assert await stage.code("requestPasswordReset", email=CLAIRE) == "MailRequested"
    link = await stage.link(CLAIRE, "reset")
    assert await guess(stage) == "RATE_LIMITED"
    asked = [await stage.code("registerAccount", email=CLAIRE, password=OTHER) for _ in range(6)]
    assert asked[-1] == "RATE_LIMITED"
    newer = await stage.link_after(CLAIRE, "reset", link)
    shown = "PasswordReset { deviceToken }"
    reset = await stage.act("resetPassword", shown=shown, token=link, password=OTHER)
    assert await stage.code("resetPassword", token=newer, password=PASSWORD) == "INVALID_LINK"
    assert await guess(stage) == "RATE_LIMITED"
    given = {"email": CLAIRE, "password": OTHER, "deviceToken": reset["deviceToken"]}
    assert await stage.code("logIn", **given) == "Session"
