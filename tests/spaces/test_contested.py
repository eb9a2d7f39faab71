"""A contested claim is a case of the partner networks."""

from dataclasses import replace

import models
from models import SpaceRole
from resolvers.viewer import EVERY_SCOPE
from tests.spaces.town import Town

VOTE = """mutation ($input: CastVoteInput!) { it: castVote(input: $input) { __typename
    ... on VoteCast { decided } ... on Refusal { code } } }"""


async def voters(town: Town, count: int):
    """Programs of networks that have a voice."""
    able = [each for each in await town.rows(models.Network) if each["role"] != "OBSERVER"][:count]
    base = await town.viewer("stranger")
    for each in able:
        (space,) = await town.rows(models.Space, network_id=each["id"]) or [{"id": f"space_of_{each['slug']}"}]
        if space["id"].startswith("space_of"):
            dated = {"created_at": town.now, "updated_at": town.now}
            await town.add(models.Space, id=space["id"], network_id=each["id"], **dated)
        roles = {space["id"]: SpaceRole.EDITOR}
        networks = frozenset({each["id"]})
        yield replace(base, account_id=None, token_id=each["slug"], networks=networks, roles=roles, scopes=EVERY_SCOPE)


async def test_networks_decide_for_whom_an_authority_is(town: Town):
    first = await town.claim("mayor")
    second = (await town.claim("clerk"))["claim"]
    assert second["state"] == "CONTESTED"
    (case,) = await town.rows(models.ReviewCase, node_id=first["claim"]["actor"]["id"])
    assert (case["kind"], case["question"], case["stage"]) == ("CLAIM", second["id"], "OPEN")
    given = {"case": case["id"], "round": 1, "choice": "APPROVE", "ground": "SOUND", "text": "Connue de la préfecture."}
    decided = [(await town.ask(VOTE, viewer, input=given))["it"] async for viewer in voters(town, 3)]
    assert [each["decided"] for each in decided] == [False, False, True]
    states = {each["id"]: each["state"] for each in await town.rows(models.Claim)}
    assert (states[second["id"]], states[first["claim"]["id"]]) == ("CONFIRMED", "REFUSED")


async def test_a_claim_that_is_taken_back_needs_no_decision(town: Town):
    first = await town.claim("mayor")
    second = (await town.claim("clerk"))["claim"]
    await town.act("withdrawClaim", "clerk", claim=second["id"])
    (case,) = await town.rows(models.ReviewCase, node_id=first["claim"]["actor"]["id"])
    assert case["stage"] == "WITHDRAWN"
