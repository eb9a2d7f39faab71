"""People register, confirm their address and sign in; nobody learns from it who has an account."""

import asyncio
from datetime import timedelta

import pytest

import models
from resolvers.i18n.messages import message
from resolvers.i18n.messages.accounts import ACCOUNTS
from resolvers.identity.accounts import email_confirmation, sessions
from resolvers.identity.accounts.login_attempts import GuessGuard
from resolvers.identity.accounts.reauthentication import VerifiedAccount
from schema.accounts import inputs
from tests.identity.client import EMAIL, OTHER, PASSWORD, VISITOR, WRONG, AccountsClient
from tests.records.client import BEGIN, VIEWERS

ME = "{ me { id email emailConfirmed name language steward createdAt spaces { role space { id } } } }"


async def test_a_person_registers_confirms_and_signs_in(client: AccountsClient):
    asked = await client.send("registerAccount", email=EMAIL, password=PASSWORD, name="Zoé", language="en")
    assert asked == {"__typename": "MailRequested", "email": EMAIL}
    assert client.woken == 1
    (mail,) = await client.mails()
    assert (mail["recipient"], mail["subject"]) == ("Zoe.Martin@exemple.fr", "Confirm your address")
    assert mail["body"].startswith("Hello,\n")  # whoever registers may be anybody
    assert "for 2\u00a0days" in mail["body"]
    assert await client.code("logIn", email=EMAIL, password=WRONG) == "INVALID_CREDENTIALS"
    assert await client.code("logIn", email=EMAIL, password=PASSWORD) == "EMAIL_NOT_CONFIRMED"
    token = await client.link("confirm")
    given = {"token": token, "password": PASSWORD}
    confirmed = await client.send("confirmEmail", **given)
    assert (confirmed["__typename"], confirmed["email"]) == ("EmailConfirmed", EMAIL)
    assert await client.code("confirmEmail", **given) == "INVALID_LINK"
    session = await client.log_in(" ZOE.MARTIN@EXEMPLE.FR ")
    assert session["expiresIn"] == 600
    assert session["account"]["emailConfirmed"] is True
    viewer = await client.viewer(session)
    me = (await client.ask(ME, viewer))["me"]
    assert (me["id"], me["email"], me["name"], me["language"]) == (viewer.account_id, EMAIL, "Zoé", "en")
    assert (me["emailConfirmed"], me["steward"], me["spaces"]) == (True, False, [])
    (row,) = await client.rows(models.Account, id=viewer.account_id)
    assert str(row["seen_at"]) == "2026-02-28 00:00:00+00:00"


async def test_the_answer_is_the_same_whether_or_not_there_is_an_account(client: AccountsClient):
    account = await client.register()
    before = await client.rows(models.Account, id=account)
    given = {"email": "zoe.martin@exemple.FR", "password": OTHER, "name": "Eve"}
    taken = await client.send("registerAccount", **given)
    free = await client.send("registerAccount", **{**given, "email": "free@exemple.fr"})
    assert taken | {"email": ""} == free | {"email": ""}
    assert await client.rows(models.Account, id=account) == before
    subjects = [mail["subject"] for mail in await client.mails()]
    assert subjects == ["Confirm your address", "You already have an account", "Confirm your address"]
    wrong = [await client.send("logIn", email=each, password=WRONG) for each in (EMAIL, "no@exemple.fr", "\0 nonsense")]
    assert wrong[0]["code"] == "INVALID_CREDENTIALS"
    assert wrong[1:] == wrong[:1] * 2
    resets = [await client.send("requestPasswordReset", email=each) for each in (EMAIL, "no@exemple.fr")]
    assert [each["__typename"] for each in resets] == ["MailRequested"] * 2
    assert len(await client.mails()) == 4


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"email": "zoe"}, {("email", "INVALID_EMAIL")}),
        ({"password": "short"}, {("password", "PASSWORD_TOO_SHORT"), ("password", "PASSWORD_GUESSABLE")}),
        ({"password": "motdepasse2024"}, {("password", "PASSWORD_GUESSABLE")}),
        ({"password": "x" * 5_000, "name": "a\nb"}, {("password", "PASSWORD_TOO_LONG"), ("name", "TEXT_LINE_BREAK")}),
        ({"language": "français"}, {("language", "INVALID_LANGUAGE")}),
    ],
)
async def test_what_cannot_be_is_told_at_once(client: AccountsClient, given, problems):
    refused = await client.send("registerAccount", **{"email": EMAIL, "password": PASSWORD, **given})
    assert {(*each["path"], each["code"]) for each in refused["problems"]} == problems
    assert not await client.mails()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ｚｏｅ@exemple.fr", "zoe@exemple.fr"),
        ("zoe@évian.fr", "Zoe@xn--vian-9oa.FR"),
        ("a@STRASSE.de", "A@strasse.de"),
    ],
)
async def test_one_mailbox_has_one_account(client: AccountsClient, one: str, other: str):
    await client.register(one)
    await client.send("registerAccount", email=other, password=OTHER)
    assert (await client.mails())[-1]["subject"] == "You already have an account"
    await client.log_in(other)


async def test_two_registrations_at_once_give_one_account(client: AccountsClient):
    given = {"email": EMAIL, "password": PASSWORD}
    answers = await asyncio.gather(*(client.send("registerAccount", **given) for _ in range(4)))
    assert answers == [{"__typename": "MailRequested", "email": EMAIL}] * 4
    assert len(await client.rows(models.Account, email_key=EMAIL.lower())) == 1
    assert len(await client.rows(models.OneTimeToken)) == 1


async def test_a_link_confirms_the_password_that_was_given_with_it(client: AccountsClient):
    await client.send("registerAccount", email=EMAIL, password=OTHER)
    by_somebody = await client.link("confirm")
    await client.send("registerAccount", email=EMAIL, password=PASSWORD)
    assert await client.code("confirmEmail", token=by_somebody, password=OTHER) == "INVALID_LINK"
    assert await client.code("confirmEmail", token=await client.link("confirm"), password=PASSWORD) == "EmailConfirmed"
    assert await client.code("logIn", email=EMAIL, password=OTHER) == "INVALID_CREDENTIALS"
    await client.log_in()


async def test_the_link_alone_gives_no_password_power(client: AccountsClient):
    """Whoever opens it proves the password of that registration, or chooses one; the rest of it then goes, too."""
    await client.send("registerAccount", email=EMAIL, password=PASSWORD, name="Zoé")
    await client.send("registerAccount", email=EMAIL, password=OTHER, name="Urgent : votre accès expire")
    token = await client.link("confirm")
    for given, code in (
        ({}, "VALIDATION_FAILED"),
        ({"password": PASSWORD}, "NOT_THIS_REGISTRATION"),
        ({"newPassword": "short"}, "VALIDATION_FAILED"),
        ({"newPassword": EMAIL}, "VALIDATION_FAILED"),
        ({"newPassword": PASSWORD}, "EmailConfirmed"),
        ({"newPassword": PASSWORD}, "INVALID_LINK"),
    ):
        assert await client.code("confirmEmail", token=token, **given) == code
    assert await client.code("logIn", email=EMAIL, password=OTHER) == "INVALID_CREDENTIALS"
    account = (await client.log_in())["account"]["id"]
    assert (await client.account(account))["name"] == ""


async def test_a_registration_while_the_link_is_opened_gives_nobody_power(client: AccountsClient, monkeypatch):
    """The password was checked against a registration that another one replaces before the link is used."""
    await client.send("registerAccount", email=EMAIL, password=PASSWORD)
    token = await client.link("confirm")
    verify = email_confirmation.verify_password

    async def slowly(*given, **more):
        found = await verify(*given, **more)
        await client.send("registerAccount", email=EMAIL, password=OTHER)
        return found

    monkeypatch.setattr(email_confirmation, "verify_password", slowly)
    assert await client.code("confirmEmail", token=token, password=PASSWORD) == "INVALID_LINK"
    assert await client.code("logIn", email=EMAIL, password=OTHER) == "EMAIL_NOT_CONFIRMED"


async def test_a_link_works_for_two_days(client: AccountsClient):
    await client.send("registerAccount", email=EMAIL, password=PASSWORD)
    token = await client.link("confirm")
    client.now += timedelta(hours=48)
    for each in (token, "", "nonsense", "enc_mail_" + "0" * 59, token.replace("mail", "refresh")):
        assert await client.code("confirmEmail", token=each, password=PASSWORD) == "INVALID_LINK"


async def test_visitors_and_programs_have_no_account(client: AccountsClient):
    assert await client.ask("{ me { id } exportMyData }", VISITOR) == {"me": None, "exportMyData": None}
    for name, given in (
        ("updateAccount", {"name": "x"}),
        ("deleteAccount", {"password": "x"}),
        ("changePassword", {"current": "x", "password": OTHER}),
    ):
        assert await client.code(name, **given) == "UNAUTHENTICATED"
        assert await client.code(name, VIEWERS["network token"], **given) == "NOT_PERMITTED"
    nobody = await client.ask("{ me { id } exportMyData }", VIEWERS["network token"])
    assert nobody == {"me": None, "exportMyData": None}


async def test_nothing_secret_is_stored_as_it_is(client: AccountsClient):
    await client.register()
    session = await client.log_in()
    await client.send("requestPasswordReset", email=EMAIL)
    secrets = [PASSWORD, session["accessToken"], session["refreshToken"], await client.link("reset")]
    secrets += [session["deviceToken"]]
    stored = [
        models.KnownDevice,
        models.Account,
        models.RefreshToken,
        models.OneTimeToken,
        models.Attempt,
        models.Change,
        models.Outcome,
    ]
    text = repr([await client.rows(model) for model in stored])
    assert EMAIL in text
    assert not [each for each in secrets if each in text]


def test_nothing_secret_is_in_what_a_log_may_show():
    given = inputs.ChangePasswordInput(current=PASSWORD, password=OTHER)
    opened = sessions.Session(account=(), access_token=PASSWORD, refresh_token=OTHER, device_token=OTHER)
    proven = VerifiedAccount("account", EMAIL, stored=PASSWORD, guard=GuessGuard("password", "", ""), counted_at=BEGIN)
    text = repr([given, opened, proven, inputs.LogInInput(email=EMAIL, password=PASSWORD)])
    assert EMAIL in text
    assert not [each for each in (PASSWORD, OTHER) if each in text]


@pytest.mark.parametrize("code", ACCOUNTS)
def test_messages_are_sentences_in_both_languages(code: str):
    french, english = message(code, "fr", {}), message(code, "en", {})
    assert french != english
    assert all(each.endswith(".") and "'" not in each for each in (french, english))
