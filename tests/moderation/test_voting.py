"""Submitted content is published by a decision of several networks, each of which has one vote."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import models
from tests.moderation.client import NETWORKS, ModerationClient, moderator, network_of
from tests.records.client import EDITOR, VIEWERS

DAY = timedelta(days=1)


async def test_what_is_handed_in_waits_for_the_networks(client: ModerationClient):
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    assert (case["kind"], case["stage"], case["node"]) == ("SUBMISSION", "OPEN", {"id": project})
    assert case["waiting"] == [network_of("alder")]
    assert case["secondsLeft"] == 14 * 24 * 3600 - 1
    assert [each["id"] for each in await client.cases(EDITOR)] == [case["id"]]  # its own space sees it, too
    for other in ("anonymous", "account", "editor of another space"):
        assert await client.cases(VIEWERS[other]) == []


async def test_a_space_does_not_publish_what_the_networks_decide(client: ModerationClient):
    project = await client.submitted()
    refused = await client.do("publishProject", id=project, expectedVersion=2)
    assert refused["code"] == "DECIDED_TOGETHER"
    assert await client.state(project) == "SUBMITTED"


async def test_votes_publish_once_the_minimum_time_is_over(client: ModerationClient):
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await client.vote("alder", case["id"])
    client.now += 2 * DAY
    done = await client.vote("birch", case["id"])
    assert done["decided"]
    assert done["case"]["decisions"]["nodes"] == [
        {"verdict": "APPROVED", "round": 1, "grounds": ["SOUND"], "approvals": 2}
    ]
    assert await client.state(project) == "PUBLISHED"
    late = await client.vote("cedar", case["id"])
    assert late["code"] == "CASE_DECIDED"


async def test_many_that_say_the_same_decide_at_once(client: ModerationClient):
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    decided = [(await client.vote(each, case["id"]))["decided"] for each in NETWORKS[:4]]
    assert decided == [False, False, False, True]
    assert await client.state(project) == "PUBLISHED"


async def test_changes_that_are_asked_for_give_it_back_to_its_author(client: ModerationClient):
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await client.vote("alder", case["id"], "REQUEST_CHANGES")
    client.now += 2 * DAY
    done = await client.vote("birch", case["id"], "REQUEST_CHANGES")
    assert done["case"]["decisions"]["nodes"][0]["verdict"] == "CHANGES_REQUESTED"
    assert await client.state(project) == "DRAFT"
    kinds = [each["kind"] for each in await client.rows(models.Change, node_id=project)]
    assert sorted(kinds) == ["CREATED", "RETURNED", "SUBMITTED"]
    (back,) = [each for each in await client.rows(models.Change, node_id=project) if each["kind"] == "RETURNED"]
    assert (back["account_id"], back["network_id"], back["version"]) == (None, None, 3)
    again = await client.do("submitProject", id=project, expectedVersion=3)
    assert again["project"]["state"] == "SUBMITTED"
    assert [each["stage"] for each in await client.cases(moderator("alder"))] == ["OPEN", "DECIDED"]


async def test_a_network_may_say_otherwise_and_counts_once(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await client.vote("alder", case["id"], "REJECT")
    await client.vote("alder", case["id"], "APPROVE")
    client.now += 2 * DAY
    assert not (await client.vote("alder", case["id"]))["decided"]  # one network is no quorum
    done = await client.vote("birch", case["id"])
    assert done["case"]["decisions"]["nodes"][0]["approvals"] == 2
    said = [(each["choice"], each["superseded"]) for each in done["case"]["votes"]]
    assert said == [("REJECT", True), ("APPROVE", True), ("APPROVE", False), ("APPROVE", False)]


async def test_who_has_a_part_in_it_has_no_voice(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await client.join("cedar", next(iter(EDITOR.roles)))
    assert (await client.vote("cedar", case["id"]))["code"] == "CONFLICT_OF_INTEREST"
    for viewer, code in (
        (EDITOR, "NO_VOICE"),
        (moderator("alder", models.SpaceRole.MEMBER), "NO_VOICE"),
        (VIEWERS["anonymous"], "UNAUTHENTICATED"),
        (VIEWERS["network token"], "NOT_PERMITTED"),
    ):
        assert (await client.vote(viewer, case["id"]))["code"] == code
    assert (await client.vote("alder", case["id"], network={"slug": "birch"}))["code"] == "NO_VOICE"
    assert await client.rows(models.Vote) == []


async def test_reasons_are_given(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    for given, path, code in (
        ({"choice": "REJECT", "text": None}, ["text"], "REQUIRED"),
        ({"choice": "REJECT", "text": "  "}, ["text"], "TEXT_BLANK"),
        ({"choice": "ABSTAIN", "ground": "SPAM"}, ["ground"], "GROUND_OF_ANOTHER_CHOICE"),
        ({"choice": "REQUEST_CHANGES", "text": "x" * 1001}, ["text"], "TEXT_TOO_LONG"),
    ):
        refused = await client.vote("alder", case["id"], **given)
        assert refused["problems"] == [{"path": path, "code": code}]
    assert (await client.vote("alder", "case_01j00000000000000000000000"))["code"] == "NOT_FOUND"


async def test_what_changes_meanwhile_is_asked_anew(client: ModerationClient):
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await client.vote("alder", case["id"])
    client.now += DAY
    await client.do("updateProject", id=project, expectedVersion=2, title="Un autre")
    (again,) = await client.cases(moderator("alder"))
    assert (again["id"], again["round"], again["version"]) == (case["id"], 2, 3)
    assert again["waiting"] == [network_of("alder")]
    client.now += DAY
    assert not (await client.vote("birch", case["id"]))["decided"]


async def test_what_is_put_away_needs_no_decision(client: ModerationClient):
    project = await client.submitted()
    await client.do("archiveProject", id=project, expectedVersion=2)
    (case,) = await client.cases(moderator("alder"))
    assert case["stage"] == "WITHDRAWN"
    assert (await client.vote("alder", case["id"]))["code"] == "CASE_WITHDRAWN"
    await client.do("restoreProject", id=project, expectedVersion=3)
    assert [each["stage"] for each in await client.cases(moderator("alder"))] == ["OPEN", "WITHDRAWN"]


async def test_two_last_votes_at_once_give_one_decision(client: ModerationClient):
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:2]:
        await client.vote(each, case["id"])
    given = await asyncio.gather(*(client.vote(each, case["id"]) for each in NETWORKS[2:]))
    assert sorted(each.get("code", each.get("decided")) for each in given if "code" in each) in ([], ["CASE_DECIDED"])
    assert len(await client.rows(models.Decision)) == 1
    assert await client.state(project) == "PUBLISHED"


async def test_who_works_in_the_records_space_votes_for_no_network(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    both = replace(moderator("alder"), roles={**moderator("alder").roles, **EDITOR.roles})
    assert (await client.vote(both, case["id"]))["code"] == "CONFLICT_OF_INTEREST"
    assert (await client.vote(EDITOR, case["id"]))["code"] == "NO_VOICE"


async def test_a_vote_on_what_was_read_does_not_count_for_what_it_has_become(client: ModerationClient):
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await client.do("updateProject", id=project, expectedVersion=2, title="De la publicité")
    assert (await client.vote("alder", case["id"], round=1))["code"] == "CASE_CHANGED"
    assert (await client.vote("alder", case["id"], round=2))["__typename"] == "VoteCast"
