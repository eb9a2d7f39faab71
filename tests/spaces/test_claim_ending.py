"""A claim that comes to nothing leaves nothing behind: nobody in the space, nothing in public, nobody contested."""

from typing import Any

import models
from tests.records.client import account_of
from tests.spaces.client import SpacesClient

PROJECT = {"title": "Budget", "phase": "IDEA", "status": "IN_PROGRESS"}


async def deposited(client: SpacesClient, who: str, space: str, *, submit: bool = False) -> str:
    """A project of a space, a draft or handed in."""
    viewer = await client.viewer(who)
    shown = "... on ProjectSaved { project { id } }"
    ask = f"mutation ($input: CreateProjectInput!) {{ it: createProject(input: $input) {{ {shown} }} }}"
    made = (await client.ask(ask, viewer, input={"space": space, **PROJECT}))["it"]["project"]["id"]
    if submit:
        ask = "mutation ($input: SubmitProjectInput!) { it: submitProject(input: $input) { __typename } }"
        given = {"id": made, "expectedVersion": 1}
        assert (await client.ask(ask, viewer, input=given))["it"]["__typename"] == "ProjectSaved"
    return str(made)


async def squatted(client: SpacesClient) -> dict[str, Any]:
    """A claim of the stranger's, with a colleague, a draft, something handed in, and somebody invited."""
    made = await client.claim("stranger")
    space = made["space"]["id"]
    await client.join("clerk", space, "ADMIN")
    made["records"] = [
        await deposited(client, "stranger", space),
        await deposited(client, "stranger", space, submit=True),
    ]
    given = {"space": space, "email": "friend@example.org", "role": "ADMIN"}
    assert (await client.act("inviteColleague", "clerk", **given))["__typename"] == "InvitationSaved"
    return made


async def left(client: SpacesClient, made: dict[str, Any]) -> None:
    """Nothing is, and the journal has it."""
    space = made["space"]["id"]
    assert await client.rows(models.SpaceMember, space_id=space) == []
    (invitation,) = await client.rows(models.Invitation, space_id=space)
    assert invitation["withdrawn_at"] is not None
    told = [each["fields"] for each in await client.rows(models.Change, node_id=space)]
    for entry in ({"role": ["ADMIN", None]}, {"invitation": ["ADMIN", None]}):
        assert entry in told
    assert sum(each == {"role": ["ADMIN", None]} for each in told) == 2
    for record in made["records"]:
        (row,) = await client.rows(models.Project, id=record)
        assert row["state"] == "ARCHIVED"
        last = max(await client.rows(models.Change, node_id=record), key=lambda each: each["version"])
        assert (last["kind"], last["version"], last["account_id"]) == ("ARCHIVED", row["version"], None)
    assert {each["stage"] for each in await client.rows(models.ReviewCase)} <= {"WITHDRAWN"}
    assert "You no longer have a role in the space of" in (await client.mails("clerk@example.org"))[-1]
    assert "rôle dans l’espace de" not in str(await client.mails("stranger@example.org"))


async def test_a_claim_that_is_refused_taken_back_or_given_up_leaves_nothing_behind(client: SpacesClient):
    made = await squatted(client)
    await client.act("refuseClaim", "guarantor", claim=made["claim"]["id"], reason="Non.")
    await left(client, made)


async def test_who_takes_a_claim_back_leaves_nothing_behind(client: SpacesClient):
    made = await squatted(client)
    await client.act("withdrawClaim", "stranger", claim=made["claim"]["id"])
    await left(client, made)


async def test_who_deletes_their_account_leaves_nothing_behind(client: SpacesClient):
    made = await squatted(client)
    leave = "mutation { it: deleteAccount(input: {}) { __typename } }"
    assert (await client.ask(leave, await client.viewer("stranger")))["it"]["__typename"] == "AccountErased"
    await left(client, made)
    entries = [each["fields"] for each in await client.rows(models.Change, node_id=made["claim"]["actor"]["id"])]
    assert {"claim": ["DECLARED", "WITHDRAWN"]} in entries


async def test_what_others_left_in_a_space_is_not_shown_to_who_only_claims_it(client: SpacesClient):
    made = await squatted(client)
    await client.act("withdrawClaim", "stranger", claim=made["claim"]["id"])
    again = await client.claim("mayor")
    assert (again["claim"]["state"], again["space"]) == ("DECLARED", None)
    assert (await client.viewer("mayor")).roles == {}
    await client.act("confirmClaimFor", "guarantor", claim=again["claim"]["id"])
    assert (await client.viewer("mayor")).roles == {made["space"]["id"]: "ADMIN"}


async def test_a_verified_space_in_which_nobody_is_left_is_claimed_without_a_contest(client: SpacesClient):
    first = await client.claim("stranger")
    await client.act("confirmClaimFor", "guarantor", claim=first["claim"]["id"])
    space = first["space"]["id"]
    record = await deposited(client, "stranger", space)
    waiting = (await client.claim("clerk"))["claim"]
    assert waiting["state"] == "CONTESTED"
    leave = "mutation { it: deleteAccount(input: {}) { __typename } }"
    assert (await client.ask(leave, await client.viewer("stranger")))["it"]["__typename"] == "AccountErased"
    assert (await client.rows(models.Claim, id=waiting["id"]))[0]["state"] == "DECLARED"
    assert "Nobody contests" in (await client.mails("clerk@example.org"))[-1]
    assert (await client.viewer("clerk")).roles == {}
    # A refusal does not take from the space what did not rest on the claim.
    await client.act("refuseClaim", "guarantor", claim=waiting["id"], reason="Non.")
    assert (await client.rows(models.Project, id=record))[0]["state"] == "DRAFT"
    made = await client.claim("mayor")
    assert (made["claim"]["state"], made["space"]) == ("DECLARED", None)
    await client.act("confirmClaimFor", "guarantor", claim=made["claim"]["id"])
    assert (await client.viewer("mayor")).roles == {space: "ADMIN"}


async def test_of_several_who_contest_the_first_stands_once_nobody_else_does(client: SpacesClient):
    first = (await client.claim("stranger"))["claim"]
    second, third = [(await client.claim(who))["claim"]["id"] for who in ("mayor", "clerk")]
    await client.act("withdrawClaim", "stranger", claim=first["id"])
    states = {each["id"]: each["state"] for each in await client.rows(models.Claim)}
    assert (states[second], states[third]) == ("DECLARED", "CONTESTED")
    assert (await client.viewer("mayor")).roles != {}
    stages = {each["question"]: each["stage"] for each in await client.rows(models.ReviewCase)}
    assert stages == {second: "WITHDRAWN", third: "OPEN"}
    assert account_of("mayor") in {each["account_id"] for each in await client.rows(models.SpaceMember, role="ADMIN")}
