"""Colleagues are invited by who administers a space, join by their own address, and always leave somebody in charge."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import models
from loaders.tables import table_of
from resolvers.core.quotas import QUOTAS
from resolvers.spaces import invitations
from tests.records.client import account_of, space_of
from tests.spaces.client import TOKEN, SpacesClient

CLERK = "clerk@example.org"


async def opened(client: SpacesClient) -> str:
    """The space of a commune that the mayor has claimed."""
    return (await client.claim("mayor"))["space"]["id"]


async def invited(client: SpacesClient, space: str, email: str = CLERK, role: str = "EDITOR") -> str:
    """The token that a colleague was sent."""
    sent = await client.act("inviteColleague", "mayor", space=space, email=email, role=role)
    assert sent["__typename"] == "InvitationSaved", sent
    return await client.token(email)


async def test_a_space_has_so_many_invitations_that_wait_and_is_told_how_many(client: SpacesClient, monkeypatch):
    monkeypatch.setattr(invitations, "MOST_PENDING", 2)
    space = await opened(client)
    for email in (CLERK, "stranger@example.org"):
        await invited(client, space, email)
    refused = await client.act("inviteColleague", "mayor", space=space, email="third@example.org", role="EDITOR")
    assert refused["code"] == "TOO_MANY_INVITATIONS"
    assert refused["message"].startswith("This space has 2 invitations")
    assert len(await client.rows(models.Invitation)) == 2


async def test_who_was_invited_joins_once(client: SpacesClient):
    space = await opened(client)
    token = await invited(client, space)
    assert "mayor" not in (await client.mails(CLERK))[-1]
    assert token not in str(await client.rows(models.Invitation))
    assert (await client.act("acceptInvitation", "stranger", token=token))["code"] == "INVITATION_OF_ANOTHER"
    assert (await client.act("acceptInvitation", TOKEN, token=token))["code"] == "ACCOUNT_NEEDED"
    joined = await client.act("acceptInvitation", "clerk", token=token)
    assert (joined["role"], joined["space"]["id"]) == ("EDITOR", space)
    assert (await client.act("acceptInvitation", "clerk", token=token))["code"] == "INVALID_LINK"
    again = await client.act("inviteColleague", "mayor", space=space, email="CLERK@Example.org", role="ADMIN")
    assert (again["__typename"], again["code"]) == ("Conflict", "ALREADY_MEMBER")
    journal = [each["fields"] for each in await client.rows(models.Change, node_id=space)]
    assert {"role": [None, "EDITOR"]} in journal
    assert "@" not in str(journal)


async def test_only_who_administers_the_space_invites(client: SpacesClient):
    space = await opened(client)
    await client.join("clerk", space, "EDITOR")
    for who in ("stranger", "clerk", "guarantor", "keeper", TOKEN):
        refused = await client.act("inviteColleague", who, space=space, email="a@b.fr", role="ADMIN")
        assert (refused["__typename"], refused["code"]) == ("NotPermitted", "NOT_PERMITTED")
    for mutation, more in (("changeRole", {"role": "ADMIN"}), ("removeColleague", {})):
        refused = await client.act(mutation, "clerk", space=space, account=account_of("clerk"), **more)
        assert refused["code"] == "NOT_PERMITTED"
    wrong = await client.act("inviteColleague", "mayor", space=space, email="nobody", role="EDITOR")
    assert wrong["problems"][0]["path"] == ["email"]
    assert await client.rows(models.Invitation) == []


async def test_an_invitation_ends_after_fourteen_days_when_withdrawn_and_when_sent_again(client: SpacesClient):
    space = await opened(client)
    first = await invited(client, space)
    soon = await client.act("inviteColleague", "mayor", space=space, email=CLERK, role="EDITOR")
    assert soon["__typename"] == "RateLimited"
    client.now += timedelta(minutes=10)
    second = await invited(client, space)
    assert (await client.act("acceptInvitation", "clerk", token=first))["code"] == "INVALID_LINK"
    ask = "query ($space: ID!) { spaceInvitations(space: $space) { id email } }"
    (waiting,) = (await client.ask(ask, await client.viewer("mayor"), space=space))["spaceInvitations"]
    assert (await client.ask(ask, await client.viewer("stranger"), space=space))["spaceInvitations"] == []
    assert (await client.act("withdrawInvitation", "stranger", invitation=waiting["id"]))["code"] == "NOT_FOUND"
    await client.act("withdrawInvitation", "mayor", invitation=waiting["id"])
    assert (await client.act("acceptInvitation", "clerk", token=second))["code"] == "INVALID_LINK"
    client.now += timedelta(minutes=10)
    third = await invited(client, space)
    client.now += timedelta(days=14)
    assert (await client.act("acceptInvitation", "clerk", token=third))["code"] == "INVALID_LINK"


async def test_a_space_always_has_somebody_who_administers_it(client: SpacesClient):
    space, mayor, clerk = space_of("own"), account_of("mayor"), account_of("clerk")
    await client.join("mayor", space, "ADMIN")
    await client.join("clerk", space, "EDITOR")
    for mutation, given in (
        ("changeRole", {"account": mayor, "role": "EDITOR"}),
        ("removeColleague", {"account": mayor}),
        ("leaveSpace", {}),
    ):
        refused = await client.act(mutation, "mayor", space=space, **given)
        assert (refused["__typename"], refused["code"]) == ("Conflict", "LAST_ADMIN")
    same = await client.act("changeRole", "mayor", space=space, account=clerk, role="EDITOR")
    assert same["changed"] is False
    await client.act("changeRole", "mayor", space=space, account=clerk, role="ADMIN")
    assert (await client.act("leaveSpace", "mayor", space=space))["role"] is None
    assert (await client.act("leaveSpace", "mayor", space=space))["code"] == "NOT_FOUND"


async def test_a_steward_hands_a_space_on_whose_admins_all_sleep(client: SpacesClient):
    space, clerk = space_of("own"), account_of("clerk")
    for name, role in (("mayor", "ADMIN"), ("guarantor", "ADMIN"), ("clerk", "EDITOR")):
        await client.join(name, space, role)
    given = {"space": space, "account": clerk, "role": "ADMIN", "reason": "Plus personne n’administre cet espace."}
    for name in ("mayor", "guarantor"):
        assert (await client.act("changeRole", "keeper", **given))["code"] == "NOT_PERMITTED"
        await client.change(models.Account, {"id": account_of(name)}, warned_at=client.now)
    for who, role in (("stranger", "ADMIN"), ("keeper", "MEMBER")):
        assert (await client.act("changeRole", who, **{**given, "role": role}))["code"] == "NOT_PERMITTED"
    without = {name: each for name, each in given.items() if name != "reason"}
    silent = await client.act("changeRole", "keeper", **without)
    assert [(each["path"], each["code"]) for each in silent["problems"]] == [(["reason"], "REQUIRED")]
    await client.join("keeper", space, "EDITOR")
    itself = await client.act("changeRole", "keeper", **{**given, "account": account_of("keeper")})
    assert itself["code"] == "APPOINTS_OTHERS"
    assert (await client.act("changeRole", "keeper", **given))["changed"] is True
    assert (await client.viewer("clerk")).roles == {space: "ADMIN"}
    (entry,) = [each for each in await client.rows(models.Change, node_id=space) if "by_stewards" in each["fields"]]
    assert entry["fields"] == {"role": ["EDITOR", "ADMIN"], "by_stewards": [None, given["reason"]]}
    assert entry["account_id"] == account_of("keeper")
    for name in ("mayor", "guarantor", "clerk"):
        assert given["reason"] in (await client.mails(f"{name}@example.org"))[-1]
    other = {**given, "account": account_of("mayor")}
    assert (await client.act("changeRole", "keeper", **other))["code"] == "NOT_PERMITTED"  # the clerk is awake


async def test_two_who_demote_each_other_or_leave_together_leave_one(client: SpacesClient):
    space, mayor, clerk = space_of("own"), account_of("mayor"), account_of("clerk")
    await client.join("mayor", space, "ADMIN")
    await client.join("clerk", space, "ADMIN")
    given = {"space": space, "role": "MEMBER"}
    done = await asyncio.gather(
        client.act("changeRole", "mayor", account=clerk, **given),
        client.act("changeRole", "clerk", account=mayor, **given),
    )
    assert sorted(each["__typename"] for each in done) == ["ColleagueSaved", "NotPermitted"]
    left = "mayor" if done[0]["__typename"] == "ColleagueSaved" else "clerk"
    other = clerk if left == "mayor" else mayor
    await client.act("changeRole", left, space=space, account=other, role="ADMIN")
    done = await asyncio.gather(*(client.act("leaveSpace", who, space=space) for who in ("mayor", "clerk")))
    assert sorted(each.get("code", "") for each in done) == ["", "LAST_ADMIN"]
    assert len(await client.rows(models.SpaceMember, space_id=space, role="ADMIN")) == 1


async def test_what_a_removed_colleague_offered_no_longer_holds(client: SpacesClient):
    space = space_of("own")
    for name in ("mayor", "guarantor"):
        await client.join(name, space, "ADMIN")
    token = await invited(client, space)
    removed = await client.act("removeColleague", "guarantor", space=space, account=account_of("mayor"))
    assert removed["role"] is None
    assert (await client.act("acceptInvitation", "clerk", token=token))["code"] == "INVALID_LINK"


async def test_what_a_colleague_offered_no_longer_holds_once_their_account_is_gone(client: SpacesClient):
    space = space_of("own")
    for name in ("mayor", "guarantor"):
        await client.join(name, space, "ADMIN")
    token = await invited(client, space)
    leave = "mutation { it: deleteAccount(input: {}) { __typename } }"
    assert (await client.ask(leave, await client.viewer("mayor")))["it"]["__typename"] == "AccountErased"
    assert (await client.act("acceptInvitation", "clerk", token=token))["code"] == "INVALID_LINK"


async def test_who_is_left_when_the_claimant_of_a_space_is_gone_claims_it_themselves(client: SpacesClient):
    space = await opened(client)
    await client.join("clerk", space, "ADMIN")
    await client.join("stranger", space, "EDITOR")
    assert (await client.claim("clerk"))["code"] == "ALREADY_MEMBER"
    await client.ask("mutation { deleteAccount(input: {}) { __typename } }", await client.viewer("mayor"))
    assert await client.rows(models.SpaceMember, space_id=space) == []  # as when the claim is taken back
    made = await client.claim("clerk")
    assert (made["claim"]["state"], made["space"]["id"], made["repeated"]) == ("DECLARED", space, False)
    assert (await client.claim("clerk"))["repeated"]
    assert (await client.claim("stranger"))["claim"]["state"] == "CONTESTED"
    confirmed = await client.act("confirmClaimFor", "guarantor", claim=made["claim"]["id"])
    assert confirmed["claim"]["state"] == "CONFIRMED"
    assert (await client.rows(models.Space, id=space))[0]["verified_at"] is not None


async def test_who_administers_a_space_of_old_that_rests_on_nobodys_word_claims_it(client: SpacesClient):
    space = await opened(client)
    await client.join("clerk", space, "ADMIN")
    await client.join("stranger", space, "EDITOR")
    await client.change(models.Claim, {"account_id": account_of("mayor")}, state="WITHDRAWN")
    assert (await client.claim("stranger"))["code"] == "ALREADY_MEMBER"
    made = await client.claim("clerk")
    assert (made["claim"]["state"], made["space"]["id"]) == ("DECLARED", space)


async def test_nobodys_mailbox_is_filled_with_invitations(client: SpacesClient):
    """Not even by who has them taken out meanwhile, as an erasure does."""
    space = await opened(client)
    for _ in range(10):
        sent = await client.act("inviteColleague", "mayor", space=space, email=CLERK, role="EDITOR")
        await client.writer.run(lambda work: work.delete(table_of(models.Invitation), {"space_id": space}))
    assert (sent["__typename"], sent["retryAfter"]) == ("RateLimited", 1)
    assert len(await client.mails(CLERK)) < 10


async def test_who_made_the_claim_that_a_space_rests_on_stays_until_it_is_decided(client: SpacesClient):
    space = await opened(client)
    await client.join("clerk", space, "ADMIN")
    given = {"space": space, "account": account_of("mayor")}
    for mutation, more in (("removeColleague", {}), ("changeRole", {"role": "MEMBER"})):
        refused = await client.act(mutation, "clerk", **given, **more)
        assert (refused["__typename"], refused["code"]) == ("Conflict", "CLAIM_PENDING")


async def test_the_people_of_a_space_are_seen_by_its_members_and_stewards(client: SpacesClient):
    space = await opened(client)
    await client.join("clerk", space, "MEMBER")
    ask = "query ($space: ID!) { spaceMembers(space: $space) { account name role since } }"
    for who, sees in (("clerk", True), ("keeper", True), ("stranger", False), ("guarantor", False)):
        found = (await client.ask(ask, await client.viewer(who), space=space))["spaceMembers"]
        names = sorted((each["name"], each["role"]) for each in found)
        assert names == ([("clerk", "MEMBER"), ("mayor", "ADMIN")] if sees else []), who


async def test_invitations_are_so_many_a_day_those_that_are_over_too(client: SpacesClient):
    space = await opened(client)
    few = replace(QUOTAS, unverified=replace(QUOTAS.unverified, invitations=2))
    viewer = replace(await client.viewer("mayor"), quotas=few)
    await client.act("inviteColleague", viewer, space=space, email="a0@example.org", role="EDITOR")
    accepted = {"accepted_at": client.now}
    await client.writer.run(lambda work: work.update(table_of(models.Invitation), {"space_id": space}, accepted))
    sent = await client.act("inviteColleague", viewer, space=space, email="a1@example.org", role="EDITOR")
    gone = await client.act("withdrawInvitation", viewer, invitation=sent["invitation"]["id"])
    assert gone["__typename"] == "InvitationSaved", gone
    refused = await client.act("inviteColleague", viewer, space=space, email="a2@example.org", role="EDITOR")
    assert (refused["__typename"], refused["code"]) == ("NotPermitted", "INVITATIONS_QUOTA_EXCEEDED")
    assert refused["message"].startswith("This space has sent 2 invitations since yesterday; at most 2 a day")
    client.now += timedelta(days=1)
    sent = await client.act("inviteColleague", viewer, space=space, email="a2@example.org", role="EDITOR")
    assert sent["__typename"] == "InvitationSaved"
