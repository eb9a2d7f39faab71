"""A claim that comes to nothing leaves nothing behind: nobody in the space, nothing in public, nobody contested."""

from typing import Any

import models
from tests.records.client import account_of
from tests.spaces.client import SpacesClient

PROJECT = {"title": "Budget", "phase": "IDEA", "status": "IN_PROGRESS"}


async def deposited(town: SpacesClient, who: str, space: str, *, submit: bool = False) -> str:
    """A project of a space, a draft or handed in."""
    viewer = await town.viewer(who)
    shown = "... on ProjectSaved { project { id } }"
    ask = f"mutation ($input: CreateProjectInput!) {{ it: createProject(input: $input) {{ {shown} }} }}"
    made = (await town.ask(ask, viewer, input={"space": space, **PROJECT}))["it"]["project"]["id"]
    if submit:
        ask = "mutation ($input: SubmitProjectInput!) { it: submitProject(input: $input) { __typename } }"
        given = {"id": made, "expectedVersion": 1}
        assert (await town.ask(ask, viewer, input=given))["it"]["__typename"] == "ProjectSaved"
    return str(made)


async def squatted(town: SpacesClient) -> dict[str, Any]:
    """A claim of the stranger's, with a colleague, a draft, something handed in, and somebody invited."""
    made = await town.claim("stranger")
    space = made["space"]["id"]
    await town.join("clerk", space, "ADMIN")
    made["records"] = [await deposited(town, "stranger", space), await deposited(town, "stranger", space, submit=True)]
    given = {"space": space, "email": "friend@example.org", "role": "ADMIN"}
    assert (await town.act("inviteColleague", "clerk", **given))["__typename"] == "InvitationSaved"
    return made


async def left(town: SpacesClient, made: dict[str, Any]) -> None:
    """Nothing is, and the journal has it."""
    space = made["space"]["id"]
    assert await town.rows(models.SpaceMember, space_id=space) == []
    (invitation,) = await town.rows(models.Invitation, space_id=space)
    assert invitation["withdrawn_at"] is not None
    told = [each["fields"] for each in await town.rows(models.Change, node_id=space)]
    for entry in ({"role": ["ADMIN", None]}, {"invitation": ["ADMIN", None]}):
        assert entry in told
    assert sum(each == {"role": ["ADMIN", None]} for each in told) == 2
    for record in made["records"]:
        (row,) = await town.rows(models.Project, id=record)
        assert row["state"] == "ARCHIVED"
        last = max(await town.rows(models.Change, node_id=record), key=lambda each: each["version"])
        assert (last["kind"], last["version"], last["account_id"]) == ("ARCHIVED", row["version"], None)
    assert {each["stage"] for each in await town.rows(models.ReviewCase)} <= {"WITHDRAWN"}
    assert "You no longer have a role in the space of" in (await town.mails("clerk@example.org"))[-1]
    assert "rôle dans l’espace de" not in str(await town.mails("stranger@example.org"))


async def test_a_claim_that_is_refused_taken_back_or_given_up_leaves_nothing_behind(town: SpacesClient):
    made = await squatted(town)
    await town.act("refuseClaim", "guarantor", claim=made["claim"]["id"], reason="Non.")
    await left(town, made)


async def test_who_takes_a_claim_back_leaves_nothing_behind(town: SpacesClient):
    made = await squatted(town)
    await town.act("withdrawClaim", "stranger", claim=made["claim"]["id"])
    await left(town, made)


async def test_who_deletes_their_account_leaves_nothing_behind(town: SpacesClient):
    made = await squatted(town)
    leave = "mutation { it: deleteAccount(input: {}) { __typename } }"
    assert (await town.ask(leave, await town.viewer("stranger")))["it"]["__typename"] == "AccountErased"
    await left(town, made)
    entries = [each["fields"] for each in await town.rows(models.Change, node_id=made["claim"]["actor"]["id"])]
    assert {"claim": ["DECLARED", "WITHDRAWN"]} in entries


async def test_what_others_left_in_a_space_is_not_shown_to_who_only_claims_it(town: SpacesClient):
    made = await squatted(town)
    await town.act("withdrawClaim", "stranger", claim=made["claim"]["id"])
    again = await town.claim("mayor")
    assert (again["claim"]["state"], again["space"]) == ("DECLARED", None)
    assert (await town.viewer("mayor")).roles == {}
    await town.act("confirmClaimFor", "guarantor", claim=again["claim"]["id"])
    assert (await town.viewer("mayor")).roles == {made["space"]["id"]: "ADMIN"}


async def test_a_verified_space_in_which_nobody_is_left_is_claimed_without_a_contest(town: SpacesClient):
    first = await town.claim("stranger")
    await town.act("confirmClaimFor", "guarantor", claim=first["claim"]["id"])
    space = first["space"]["id"]
    record = await deposited(town, "stranger", space)
    waiting = (await town.claim("clerk"))["claim"]
    assert waiting["state"] == "CONTESTED"
    leave = "mutation { it: deleteAccount(input: {}) { __typename } }"
    assert (await town.ask(leave, await town.viewer("stranger")))["it"]["__typename"] == "AccountErased"
    assert (await town.rows(models.Claim, id=waiting["id"]))[0]["state"] == "DECLARED"
    assert "Nobody contests" in (await town.mails("clerk@example.org"))[-1]
    assert (await town.viewer("clerk")).roles == {}
    # A refusal does not take from the space what did not rest on the claim.
    await town.act("refuseClaim", "guarantor", claim=waiting["id"], reason="Non.")
    assert (await town.rows(models.Project, id=record))[0]["state"] == "DRAFT"
    made = await town.claim("mayor")
    assert (made["claim"]["state"], made["space"]) == ("DECLARED", None)
    await town.act("confirmClaimFor", "guarantor", claim=made["claim"]["id"])
    assert (await town.viewer("mayor")).roles == {space: "ADMIN"}


async def test_of_several_who_contest_the_first_stands_once_nobody_else_does(town: SpacesClient):
    first = (await town.claim("stranger"))["claim"]
    second, third = [(await town.claim(who))["claim"]["id"] for who in ("mayor", "clerk")]
    await town.act("withdrawClaim", "stranger", claim=first["id"])
    states = {each["id"]: each["state"] for each in await town.rows(models.Claim)}
    assert (states[second], states[third]) == ("DECLARED", "CONTESTED")
    assert (await town.viewer("mayor")).roles != {}
    stages = {each["question"]: each["stage"] for each in await town.rows(models.ReviewCase)}
    assert stages == {second: "WITHDRAWN", third: "OPEN"}
    assert account_of("mayor") in {each["account_id"] for each in await town.rows(models.SpaceMember, role="ADMIN")}
