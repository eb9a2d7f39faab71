"""A contested claim is a case of the partner networks."""

from dataclasses import replace
from datetime import timedelta

import models
from loaders.unit_of_work import UnitOfWork
from models import SpaceRole, Verdict
from resolvers.core.site import DEFAULT_SITE
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import EVERY_SCOPE
from resolvers.moderation.appeals import open_appeal
from resolvers.moderation.deadlines import process_deadline
from resolvers.spaces.account_departure import leave_all_spaces
from resolvers.spaces.legacy_claim_repair import legacy_claims, repair_legacy_claim
from tests.records.client import account_of
from tests.spaces.client import SpacesClient
from tests.spaces.test_claim_reversal import decided

VOTE = """mutation ($input: CastVoteInput!) { it: castVote(input: $input) { __typename
    ... on VoteCast { decided } ... on Refusal { code } } }"""


async def voters(client: SpacesClient, count: int):
    """Programs of networks that have a voice."""
    able = [each for each in await client.rows(models.Network) if each["role"] != "OBSERVER"][:count]
    base = await client.viewer("stranger")
    for each in able:
        (space,) = await client.rows(models.Space, network_id=each["id"]) or [{"id": f"space_of_{each['slug']}"}]
        if space["id"].startswith("space_of"):
            dated = {"created_at": client.now, "updated_at": client.now}
            await client.add(models.Space, id=space["id"], network_id=each["id"], **dated)
        roles = {space["id"]: SpaceRole.EDITOR}
        networks = frozenset({each["id"]})
        yield replace(base, account_id=None, token_id=each["slug"], networks=networks, roles=roles, scopes=EVERY_SCOPE)


async def test_networks_decide_for_whom_an_authority_is(client: SpacesClient):
    first = await client.claim("mayor")
    second = (await client.claim("clerk"))["claim"]
    assert second["state"] == "CONTESTED"
    (case,) = await client.rows(models.ReviewCase, node_id=first["claim"]["actor"]["id"])
    assert (case["kind"], case["question"], case["stage"]) == ("CLAIM", second["id"], "OPEN")
    given = {"case": case["id"], "round": 1, "choice": "APPROVE", "ground": "SOUND", "text": "Connue de la préfecture."}
    decided = [(await client.ask(VOTE, viewer, input=given))["it"] async for viewer in voters(client, 3)]
    assert [each["decided"] for each in decided] == [False, False, True]
    states = {each["id"]: each["state"] for each in await client.rows(models.Claim)}
    assert (states[second["id"]], states[first["claim"]["id"]]) == ("CONFIRMED", "REFUSED")


async def test_an_appeal_of_who_lost_an_authority_is_heard_before_it_goes_to_a_third(client: SpacesClient):
    first = (await client.claim("mayor"))["claim"]
    record = first["actor"]["id"]
    await client.act("confirmClaimFor", "guarantor", claim=first["id"])
    second = (await client.claim("clerk"))["claim"]
    (taking,) = await client.rows(models.ReviewCase, node_id=record)
    client.now += timedelta(hours=1)
    await decided(client, taking["id"], Verdict.APPROVED)
    mayor = await client.viewer("mayor")
    await client.writer.run(
        lambda work: open_appeal(UseCase(work, mayor, client.now, DEFAULT_SITE), taking["id"], "C’est moi.")
    )
    client.now += timedelta(hours=1)
    third = (await client.claim("stranger"))["claim"]
    assert "?claim=" in (await client.mails("mayor@example.org"))[-1]
    (case,) = await client.rows(models.ReviewCase, node_id=record, question=third["id"])
    given = {"case": case["id"], "round": 1, "choice": "APPROVE", "ground": "SOUND"}
    votes = [(await client.ask(VOTE, viewer, input=given))["it"] async for viewer in voters(client, 4)]
    assert [each.get("decided", each.get("code")) for each in votes] == [False, False, False, "BEING_DECIDED"]
    settled = await client.act("settleClaim", "keeper", claim=third["id"], inFavour=True)
    assert settled["code"] == "APPEAL_PENDING"
    assert [each["stage"] for each in await client.rows(models.ReviewCase, node_id=record)] == ["OPEN", "OPEN"]

    await decided(client, taking["id"], Verdict.REJECTED)
    assert set((await client.viewer("mayor")).roles.values()) == {"ADMIN"}
    keeper = await client.viewer("keeper")
    await client.writer.run(lambda work: process_deadline(UseCase(work, keeper, client.now, DEFAULT_SITE), case["id"]))
    states = {each["id"]: each["state"] for each in await client.rows(models.Claim)}
    assert states == {first["id"]: "REFUSED", second["id"]: "REFUSED", third["id"]: "CONFIRMED"}
    against = await client.rows(models.ReviewRival, case_id=case["id"])
    assert account_of("mayor") in {each["account_id"] for each in against}  # who may appeal against that
    claimed = [each["fields"]["claim"] for each in await client.rows(models.Change, node_id=record, kind="CLAIMED")]
    assert [each for each in claimed if each[0] is None] == [
        [None, "DECLARED"],
        [None, "CONTESTED"],
        [None, "CONTESTED"],
    ]


async def test_who_lost_an_authority_may_appeal_against_a_third_who_got_it_meanwhile(client: SpacesClient):
    first = (await client.claim("mayor"))["claim"]
    record = first["actor"]["id"]
    await client.act("confirmClaimFor", "guarantor", claim=first["id"])
    for who in ("clerk", "stranger"):
        claim = (await client.claim(who))["claim"]["id"]
        client.now += timedelta(hours=1)
        if who == "stranger":  # one alone does not end the appeal of who lost, nor take what the votes gave
            alone = await client.act("settleClaim", "guarantor", claim=claim, inFavour=True)
            assert alone["code"] == "GIVEN_TOGETHER"
        (case,) = await client.rows(models.ReviewCase, node_id=record, stage="OPEN")
        await decided(client, case["id"], Verdict.APPROVED)
    assert account_of("mayor") in {
        each["account_id"] for each in await client.rows(models.ReviewRival, case_id=case["id"])
    }
    assert case["id"] in (await client.mails("mayor@example.org"))[-1]


async def test_who_may_still_appeal_contests_a_claim_once_the_winner_has_left(client: SpacesClient):
    first = (await client.claim("mayor"))["claim"]
    await client.act("confirmClaimFor", "guarantor", claim=first["id"])
    await client.claim("clerk")
    (taking,) = await client.rows(models.ReviewCase, node_id=first["actor"]["id"])
    await decided(client, taking["id"], Verdict.APPROVED)
    keeper = await client.viewer("keeper")
    await client.writer.run(
        lambda work: leave_all_spaces(UseCase(work, keeper, client.now, DEFAULT_SITE), account_of("clerk"))
    )
    third = (await client.claim("stranger"))["claim"]
    assert third["state"] == "CONTESTED"
    assert "?claim=" in (await client.mails("mayor@example.org"))[-1]
    alone = await client.act("settleClaim", "guarantor", claim=third["id"], inFavour=True)
    assert alone["code"] == "GIVEN_TOGETHER"

    async def kept_up(work: UnitOfWork) -> None:
        for left in await legacy_claims(work, client.now):
            await repair_legacy_claim(UseCase(work, keeper, client.now, DEFAULT_SITE), left)

    for days, state in ((13, "CONTESTED"), (2, "DECLARED")):
        client.now += timedelta(days=days)
        await client.writer.run(kept_up)
        assert [each["state"] for each in await client.rows(models.Claim, id=third["id"])] == [state]


async def test_a_claim_that_is_taken_back_needs_no_decision(client: SpacesClient):
    first = await client.claim("mayor")
    second = (await client.claim("clerk"))["claim"]
    await client.act("withdrawClaim", "clerk", claim=second["id"])
    (case,) = await client.rows(models.ReviewCase, node_id=first["claim"]["actor"]["id"])
    assert case["stage"] == "WITHDRAWN"
