"""A claim is confirmed by the authority's mailbox or by a guarantor network, and by nobody else; then it publishes."""

from datetime import timedelta
from typing import Any

import models
from resolvers.core.viewer import VISITOR
from resolvers.security.opaque_tokens import new_token
from tests.records.client import BEGIN, account_of, space_of
from tests.spaces.client import SpacesClient, program

MAILBOX = "mairie@abergement.fr"


async def published(client: SpacesClient, who: str, space: str) -> str:
    """Publish a new actor; return the type of the payload, or its code."""
    viewer = await client.viewer(who)
    draft = {"space": space, "kind": "ASSOCIATION", "name": "Les Voisins"}
    ask = "mutation ($input: CreateActorInput!) { it: createActor(input: $input)"
    made = await client.ask(ask + " { ... on ActorSaved { actor { id } } } }", viewer, input=draft)
    ask = "mutation ($input: PublishActorInput!) { it: publishActor(input: $input)"
    given = {"id": made["it"]["actor"]["id"], "expectedVersion": 1}
    done = (await client.ask(ask + " { __typename ... on Refusal { code } } }", viewer, input=given))["it"]
    return done.get("code") or done["__typename"]


async def with_site(client: SpacesClient, **values: Any) -> dict[str, Any]:
    """The mayor's claim on a commune whose site is known."""
    made = await client.claim("mayor")
    await client.change(
        models.Actor, {"id": made["claim"]["actor"]["id"]}, **{"website": "https://www.abergement.fr/"} | values
    )
    return made


async def test_the_link_in_the_official_mailbox_lets_the_space_publish_once(client: SpacesClient):
    made = await with_site(client)
    claim, space = made["claim"]["id"], made["space"]["id"]
    assert await published(client, "mayor", space) == "SPACE_NOT_VERIFIED"
    assert (await client.act("requestClaimConfirmation", "mayor", claim=claim, mailbox=MAILBOX))["claim"]["id"] == claim
    token = await client.token(MAILBOX)
    stored = await client.rows(models.Claim, id=claim)
    assert token not in str(stored)
    done = await client.act("confirmClaim", VISITOR, token=token)
    assert done["claim"]["state"] == "CONFIRMED"
    assert await published(client, "mayor", space) == "ActorSaved"
    assert (await client.act("confirmClaim", "mayor", token=token))["code"] == "INVALID_LINK"
    (actor,) = await client.rows(models.Actor, id=made["claim"]["actor"]["id"])
    assert actor["space_id"] == space  # the authority's record is its own from now on
    fields = [each["fields"] for each in await client.rows(models.Change, node_id=actor["id"])]
    assert {"claim": ["DECLARED", "CONFIRMED"]} in fields
    assert "mayor@" not in str(fields)


async def test_a_link_works_for_seven_days_and_until_a_newer_one_is_sent(client: SpacesClient):
    claim = (await with_site(client))["claim"]["id"]
    given = {"claim": claim, "mailbox": MAILBOX}
    await client.act("requestClaimConfirmation", "mayor", **given)
    first = await client.token(MAILBOX)
    at_once = await client.act("requestClaimConfirmation", "mayor", **given)
    assert at_once["__typename"] == "RateLimited"
    client.now += timedelta(minutes=10)
    await client.act("requestClaimConfirmation", "mayor", **given)
    assert (await client.act("confirmClaim", "mayor", token=first))["code"] == "INVALID_LINK"
    client.now += timedelta(days=7)
    late = await client.act("confirmClaim", "mayor", token=await client.token(MAILBOX))
    assert late["code"] == "INVALID_LINK"
    assert (await client.rows(models.Claim, id=claim))[0]["state"] == "DECLARED"


async def test_only_official_mailboxes_are_written_to(client: SpacesClient):
    made = await client.claim("mayor")
    claim, actor = made["claim"]["id"], made["claim"]["actor"]["id"]

    async def asked(mailbox: str = MAILBOX) -> str:
        done = await client.act("requestClaimConfirmation", "mayor", claim=claim, mailbox=mailbox)
        return done["problems"][0]["code"] if "problems" in done else done.get("code", "sent")

    refused = await client.act("requestClaimConfirmation", "mayor", claim=claim, mailbox=MAILBOX)
    assert refused["code"] == "NO_OFFICIAL_MAILBOX"
    assert "guarantor network" in refused["message"]
    for website in ("https://orange.fr/", "https://abergement.fr/pages/commune"):
        await client.change(models.Actor, {"id": actor}, website=website)
        assert await asked() == "NO_OFFICIAL_MAILBOX"
    # What an authority's space deposited is no evidence: whoever works there may have written it for themselves.
    await client.change(models.Actor, {"id": actor}, website="https://abergement.fr", space_id=space_of("own"))
    assert await asked() == "NO_OFFICIAL_MAILBOX"
    await client.change(models.Actor, {"id": actor}, website="https://abergement.fr", space_id=None)
    for mailbox in ("mairie@elsewhere.fr", "mairie@abergement.fr.elsewhere.fr", "a@sub.abergement.fr"):
        assert await asked(mailbox) == "MAILBOX_NOT_OFFICIAL"
    assert await asked("not an address") == "INVALID_EMAIL"
    contact = {"actor_id": actor, "kind": "EMAIL", "basis": "NOT_PERSONAL", "created_at": BEGIN, "updated_at": BEGIN}
    hidden = {"id": "contact_1", "value": "x@hidden.fr", "audience": "PARTNERS", **contact}
    await client.add(models.Contact, **hidden)
    await client.add(models.Contact, **contact, id="contact_2", value="Town@Contact.fr", audience="EVERYONE")
    assert await asked("x@hidden.fr") == "MAILBOX_NOT_OFFICIAL"
    assert await asked("town@contact.fr") == "sent"


async def test_a_mailbox_given_with_the_claim_is_written_to_at_once(client: SpacesClient):
    (own,) = await client.rows(models.Actor, name="other")
    (territory,) = await client.rows(models.Territory, kind="COMMUNE", code="01001")
    await client.change(models.Space, {"actor_id": own["id"]}, actor_id=(await client.rows(models.Actor))[0]["id"])
    await client.change(models.Actor, {"id": own["id"]}, territory_id=territory["id"], website="https://abergement.fr")
    refused = await client.claim("mayor", mailbox="mayor@example.org")
    assert [each["code"] for each in refused["problems"]] == ["MAILBOX_NOT_OFFICIAL"]
    assert await client.rows(models.Claim) == []
    assert (await client.claim("mayor", mailbox=MAILBOX))["claim"]["state"] == "DECLARED"
    (mail,) = await client.mails(MAILBOX)
    assert "mayor" not in mail
    shown = "query ($token: String!) { claimToConfirm(token: $token) { name email mailbox state } }"
    token = await client.token(MAILBOX)
    told = (await client.ask(shown, VISITOR, token=token))["claimToConfirm"]
    assert told == {"name": "mayor", "email": "mayor@example.org", "mailbox": MAILBOX, "state": "DECLARED"}
    for wrong in (token[:-1], new_token("mail"), ""):
        assert (await client.ask(shown, VISITOR, token=wrong))["claimToConfirm"] is None
    client.now += timedelta(days=7)
    assert (await client.ask(shown, VISITOR, token=token))["claimToConfirm"] is None


async def test_a_guarantor_network_confirms_and_an_observer_does_not(client: SpacesClient):
    claim = (await client.claim("mayor"))["claim"]["id"]
    networks = {row["id"]: row["network_id"] for row in await client.rows(models.Space)}
    observer = program("observer", networks[space_of("observer")])
    for who in ("observer", "stranger", "mayor", observer):
        assert (await client.act("confirmClaimFor", who, claim=claim))["code"] == "DECIDED_BY_GUARANTORS"
    guarantor = program("guarantor", networks[space_of("guarantor")])
    done = await client.act("confirmClaimFor", guarantor, claim=claim)
    assert done["claim"]["state"] == "CONFIRMED"
    assert "your space is verified" in (await client.mails("mayor@example.org"))[-1]
    again = await client.act("confirmClaimFor", "guarantor", claim=claim)
    assert again["code"] == "CLAIM_SETTLED"


async def test_nobody_decides_in_a_case_of_their_own(client: SpacesClient):
    networks = {row["id"]: row["network_id"] for row in await client.rows(models.Space)}
    guarantor = program("guarantor", networks[space_of("guarantor")])
    own = (await client.claim("guarantor"))["claim"]["id"]
    for who in ("guarantor", guarantor):
        assert (await client.act("confirmClaimFor", who, claim=own))["code"] == "OWN_CLAIM"
    steward = (await client.claim("keeper", "2A004"))["claim"]["id"]
    assert (await client.act("confirmClaimFor", "keeper", claim=steward))["code"] == "OWN_CLAIM"
    assert (await client.act("confirmClaimFor", "keeper", claim=own))["claim"]["state"] == "CONFIRMED"


async def test_nobody_decides_about_a_space_that_they_are_in(client: SpacesClient):
    made = await client.claim("mayor")
    await client.join("keeper", made["space"]["id"], "EDITOR")
    contested = (await client.claim("stranger"))["claim"]["id"]
    assert (await client.act("confirmClaimFor", "keeper", claim=made["claim"]["id"]))["code"] == "OWN_CLAIM"
    assert (await client.act("settleClaim", "keeper", claim=contested, inFavour=False))["code"] == "OWN_CLAIM"


async def test_a_rival_decides_nothing_in_person_or_by_a_program(client: SpacesClient):
    networks = {row["id"]: row["network_id"] for row in await client.rows(models.Space)}
    guarantor = program("guarantor", networks[space_of("guarantor")])
    made = await client.claim("mayor")
    claim = {"claim": made["claim"]["id"]}
    await client.join("guarantor", made["space"]["id"], "EDITOR")  # a colleague, and head of the network
    assert (await client.act("confirmClaimFor", guarantor, **claim))["code"] == "OWN_CLAIM"
    third = (await client.claim("stranger"))["claim"]["id"]
    assert (await client.claim("keeper"))["claim"]["state"] == "CONTESTED"
    (case,) = await client.rows(models.ReviewCase, question=third)
    await client.change(models.ReviewCase, {"id": case["id"]}, stage="ESCALATED")
    ask = "mutation ($input: SettleCaseInput!) { it: settleCase(input: $input) { ... on Refusal { code } } }"
    given = {"case": case["id"], "choice": "REJECT", "ground": "INACCURATE", "text": "Non."}
    assert (await client.ask(ask, await client.viewer("keeper"), input=given))["it"]["code"] == "CONFLICT_OF_INTEREST"
    refusing = {**claim, "reason": "Non."}
    for who in ("keeper", "guarantor", guarantor):
        assert (await client.act("refuseClaim", who, **refusing))["code"] == "OWN_CLAIM"
    assert (await client.act("settleClaim", "keeper", claim=third, inFavour=False))["code"] == "OWN_CLAIM"


async def test_a_refused_claim_leaves_nobody_in_the_space_and_is_not_made_again(client: SpacesClient):
    made = await client.claim("mayor")
    await client.join("clerk", made["space"]["id"], "EDITOR")
    reason = "Please write from the town hall."
    done = await client.act("refuseClaim", "guarantor", claim=made["claim"]["id"], reason=reason)
    assert done["claim"]["state"] == "REFUSED"
    assert reason in (await client.mails("mayor@example.org"))[-1]
    assert reason not in str(await client.rows(models.Change))
    assert await client.rows(models.SpaceMember, space_id=made["space"]["id"]) == []
    assert (await client.claim("mayor"))["code"] == "CLAIM_REFUSED"


async def test_who_made_a_claim_takes_it_back_and_nobody_else(client: SpacesClient):
    made = await client.claim("mayor")
    claim = made["claim"]["id"]
    assert (await client.act("withdrawClaim", "stranger", claim=claim))["code"] == "NOT_FOUND"
    assert (await client.act("withdrawClaim", "mayor", claim=claim))["claim"]["state"] == "WITHDRAWN"
    assert (await client.viewer("mayor")).roles == {}
    assert (await client.act("withdrawClaim", "mayor", claim=claim))["code"] == "CLAIM_SETTLED"
    again = await client.claim("mayor")
    assert (again["claim"]["state"], again["space"]["id"]) == ("DECLARED", made["space"]["id"])  # contested by nobody


async def test_a_contested_claim_is_settled_against_or_in_favour_of_who_came_second(client: SpacesClient):
    made = await client.claim("mayor")
    space = made["space"]["id"]
    await client.join("clerk", space, "ADMIN")
    second, third = [(await client.claim(who))["claim"]["id"] for who in ("stranger", "observer")]
    assert (await client.act("confirmClaimFor", "guarantor", claim=second))["code"] == "CLAIM_CONTESTED"
    assert (await client.act("settleClaim", "stranger", claim=second, inFavour=True))["code"] == "DECIDED_BY_GUARANTORS"
    lost = await client.act("settleClaim", "guarantor", claim=third, inFavour=False)
    assert lost["claim"]["state"] == "REFUSED"
    won = await client.act("settleClaim", "guarantor", claim=second, inFavour=True)
    assert won["claim"]["state"] == "CONFIRMED"
    (member,) = await client.rows(models.SpaceMember, space_id=space)
    assert (member["account_id"], member["role"]) == (account_of("stranger"), "ADMIN")
    assert (await client.rows(models.Claim, id=made["claim"]["id"]))[0]["state"] == "REFUSED"
    for loser in ("mayor", "observer"):
        assert "was not upheld" in (await client.mails(f"{loser}@example.org"))[-1]
    assert "votre espace est vérifié et peut publier." in (await client.mails("stranger@example.org"))[-1]
    assert await published(client, "stranger", space) == "ActorSaved"


async def test_claims_are_shown_to_those_whom_they_concern(client: SpacesClient):
    await client.claim("mayor")
    await client.claim("stranger")
    ask = "query ($state: ClaimState) { claims(state: $state) { state name email actor { name } } }"
    shown = {}
    for who in ("mayor", "stranger", "keeper", "guarantor", "observer"):
        shown[who] = [each["name"] for each in (await client.ask(ask, await client.viewer(who)))["claims"]]
    assert shown == {
        "mayor": ["mayor"],
        "stranger": ["stranger"],
        "keeper": ["mayor", "stranger"],
        "guarantor": ["mayor", "stranger"],
        "observer": [],
    }
    ask = ask.replace("($state", "($space: ID, $state").replace("claims(", "claims(space: $space, ")
    elsewhere = await client.ask(ask, await client.viewer("keeper"), space=space_of("own"))
    assert elsewhere["claims"] == []
    found = await client.ask(ask, await client.viewer("keeper"), state="CONTESTED")
    assert [each["email"] for each in found["claims"]] == ["stranger@example.org"]
