"""A person takes their data along, and leaves nothing personal behind."""

import asyncio
import json
from datetime import timedelta

import pytest

import models
from encommun.http.errors import HTTPError
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import SpaceRole
from tests.identity.client import EMAIL, OTHER, PASSWORD, WRONG, AccountsClient
from tests.records.client import account_of, space_of


async def invited(client: AccountsClient, email: str) -> None:
    row = {
        "id": "invitation_1",
        "space_id": space_of("own"),
        "email": email,
        "role": SpaceRole.EDITOR,
        "token_hash": "x",
        "created_at": client.now,
        "expires_at": client.now + timedelta(days=7),
    }

    async def job(work: UnitOfWork) -> None:
        await work.insert(table_of(models.Invitation), [row])

    await client.writer.run(job)


async def test_a_person_gets_all_that_is_held_on_them(client: AccountsClient):
    account = await client.register()
    await client.join(account, SpaceRole.EDITOR)
    await invited(client, EMAIL)
    session = await client.log_in()
    viewer = await client.viewer(session)
    await client.ask(
        'mutation { createProject(input: {title: "Essai", phase: IDEA, status: IN_PROGRESS}) { __typename } }', viewer
    )
    await client.send("requestPasswordReset", email=EMAIL)
    export = (await client.ask("{ exportMyData }", viewer))["exportMyData"]
    assert (export["account"]["email"], export["account"]["name"]) == (EMAIL, "Zoé")
    assert [each["role"] for each in export["roles"]] == ["EDITOR"]
    assert [each["kind"] for each in export["changes"]] == ["CREATED"]
    assert [each["spaceId"] for each in export["invitations"]] == [space_of("own")]
    assert [each["subject"] for each in export["mails"]] == ["Confirm your address", "Choose a new password"]
    assert len(export["sessions"]) == 2
    text = json.dumps(export)
    secrets = [session["refreshToken"], await client.link("reset"), "argon2"]
    secrets += [each["token_hash"] for each in await client.rows(models.RefreshToken)]
    assert not [each for each in secrets if each in text]
    assert json.dumps(await client.ask("{ exportMyData }", await somebody(client))).count(account) == 0


async def test_a_person_gets_what_others_deposited_at_their_address(client: AccountsClient):
    """Once they have shown that it is theirs."""
    await client.register()
    viewer = await client.viewer(await client.log_in())
    dated = {"created_at": client.now, "updated_at": client.now}
    (actor, *_) = await client.rows(models.Actor, name="own")
    contact = {"id": "contact_1", **dated, "actor_id": actor["id"], "kind": "EMAIL", "value": EMAIL.casefold()}
    contact |= {"audience": "EVERYONE", "basis": "CONSENT", "space_id": space_of("own")}
    consent = {"id": "consent_1", "contact_id": "contact_1", "purpose": "PUBLICATION", "given_at": client.now}
    consent |= {"evidence": "Par courriel.", "recorded_at": client.now}

    async def job(work: UnitOfWork) -> None:
        await work.insert(table_of(models.Contact), [contact])
        await work.insert(table_of(models.Consent), [consent])

    await client.writer.run(job)
    export = (await client.ask("{ exportMyData }", viewer))["exportMyData"]
    assert [each["value"] for each in export["contacts"]] == [EMAIL.casefold()]
    assert [each["evidence"] for each in export["consents"]] == ["Par courriel."]
    unconfirmed = {"email_confirmed_at": None}
    await client.writer.run(lambda work: work.update(table_of(models.Account), {"id": viewer.account_id}, unconfirmed))
    export = (await client.ask("{ exportMyData }", viewer))["exportMyData"]
    assert (export["contacts"], export["consents"]) == ([], [])
    await client.writer.run(lambda work: work.delete(table_of(models.Contact), {"id": "contact_1"}))
    assert await client.rows(models.Consent) == []


async def test_the_journal_names_who_left_and_says_nothing_else_of_them(client: AccountsClient):
    account = await client.register()
    await client.join(account, SpaceRole.EDITOR)
    viewer = await client.viewer(await client.log_in())
    create = """mutation { it: createProject(input: {title: "Essai", phase: IDEA, status: IN_PROGRESS}) {
        __typename ... on Refusal { code } } }"""
    assert (await client.ask(create, viewer))["it"]["__typename"] == "ProjectSaved"
    assert await client.code("deleteAccount", viewer, password=PASSWORD) == "AccountErased"
    waited = (await client.ask(create, viewer))["it"]  # it was let in before
    assert waited["code"] == "UNAUTHENTICATED"
    changes = await client.rows(models.Change)
    assert [each["account_id"] for each in changes] == [account] * 2
    assert {"role": ["EDITOR", None]} in [each["fields"] for each in changes]
    assert "Zoé" not in str(await client.rows(models.Account, id=account))


async def somebody(client: AccountsClient):
    await client.register("else@exemple.fr")
    return await client.viewer(await client.log_in("else@exemple.fr"))


async def test_who_leaves_leaves_nothing_personal(client: AccountsClient):
    account = await client.register()
    await client.join(account, SpaceRole.ADMIN)
    await invited(client, EMAIL.lower())
    session = await client.log_in()
    viewer = await client.viewer(session)
    await client.send("requestPasswordReset", email=EMAIL)
    assert await client.code("deleteAccount", viewer, password=WRONG) == "WRONG_PASSWORD"
    woken = client.woken
    assert await client.code("deleteAccount", viewer, password=PASSWORD) == "AccountErased"
    (row,) = await client.rows(models.Account, id=account)
    kept = {name: value for name, value in row.items() if value not in (None, "", False)}
    assert kept.keys() == {"id", "language", "created_at", "erased_at"}
    for model in (models.SpaceMember, models.RefreshToken, models.OneTimeToken):
        assert await client.rows(model, account_id=account) == []
    (mail,) = await client.mails()
    assert (client.woken, mail["subject"], mail["recipient"]) == (
        woken + 1,
        "Your account is erased",
        "Zoe.Martin@exemple.fr",
    )
    assert await client.rows(models.Invitation) == []
    assert all(
        row["key"].startswith("password address") or "mail address" in row["key"]
        for row in await client.rows(models.Attempt)
    )
    with pytest.raises(HTTPError):
        await client.viewer(session)
    assert await client.code("refreshSession", refreshToken=session["refreshToken"]) == "SESSION_ENDED"
    assert await client.code("logIn", email=EMAIL, password=PASSWORD) == "INVALID_CREDENTIALS"
    assert (await client.ask("{ me { id } exportMyData }", viewer)) == {"me": None, "exportMyData": None}
    assert await client.code("updateAccount", viewer, name="x") == "UNAUTHENTICATED"
    assert await client.register(password=OTHER) != account


@pytest.mark.parametrize("email", ["", "zoe@nulle part", EMAIL])
async def test_who_signs_in_elsewhere_alone_takes_their_data_and_leaves_without_a_password(
    client: AccountsClient, email: str
):
    account = await client.register()
    viewer = await client.viewer(await client.log_in())
    assert await client.code("deleteAccount", viewer) == "WRONG_PASSWORD"
    values = {"password_hash": None, "issuer": "https://issuer.example", "subject": "zoe", "email": email}
    values |= {} if email else {"email_key": None}
    await client.writer.run(lambda work: work.update(table_of(models.Account), {"id": account}, values))
    assert (await client.ask("{ exportMyData }", viewer))["exportMyData"]["account"]["subject"] == "zoe"
    assert await client.code("deleteAccount", viewer) == "AccountErased"
    (row,) = await client.rows(models.Account, id=account)
    assert (row["issuer"], row["subject"], row["email_key"], row["email"]) == (None, None, None, "")
    assert len([mail for mail in await client.mails() if "erased" in mail["subject"]]) == (email == EMAIL)


async def test_nobody_leaves_a_space_without_an_admin(client: AccountsClient):
    account = await client.register()
    await client.join(account, SpaceRole.ADMIN)
    await client.join(account_of("editor"), SpaceRole.EDITOR)
    viewer = await client.viewer(await client.log_in())
    assert await client.code("deleteAccount", viewer, password=PASSWORD) == "LAST_ADMIN"
    assert (await client.ask("{ me { email } }", viewer))["me"] == {"email": EMAIL}
    await client.join(account_of("other"), SpaceRole.ADMIN)
    assert await client.code("deleteAccount", viewer, password=PASSWORD) == "AccountErased"


async def test_of_two_admins_who_leave_at_once_one_stays(client: AccountsClient):
    emails = ["one@exemple.fr", "two@exemple.fr"]
    viewers = []
    for email in emails:
        await client.join(await client.register(email), SpaceRole.ADMIN)
        viewers.append(await client.viewer(await client.log_in(email)))
    await client.join(account_of("editor"), SpaceRole.EDITOR)
    codes = await asyncio.gather(*(client.code("deleteAccount", each, password=PASSWORD) for each in viewers))
    assert sorted(codes) == ["AccountErased", "LAST_ADMIN"]
