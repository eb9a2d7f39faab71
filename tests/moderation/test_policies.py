"""Policies are versions; a case keeps the one that it was opened under."""

from datetime import timedelta
from typing import Any

import pytest

import models
from tests.moderation.client import ModerationClient, moderator
from tests.records.client import EDITOR, VIEWERS

STEWARD = VIEWERS["steward"]
TERMS = {
    "kind": "SUBMISSION",
    "typeName": "Project",
    "quorum": 1,
    "majority": 51,
    "early": 1,
    "openHours": 0,
    "dueHours": 24,
    "appealHours": 24,
    "direct": "NOBODY",
    "reason": "Convenu.",
}


async def adopt(client: ModerationClient, viewer: Any = STEWARD, **given: Any) -> dict[str, Any]:
    document = """mutation ($input: AdoptPolicyInput!) { it: adoptPolicy(input: $input) { __typename
        ... on PolicyAdopted { policy { number beginsAt quorum } } ... on Refusal { code }
        ... on ValidationFailed { problems { path code message } } } }"""
    return (await client.ask(document, viewer, input=TERMS | given))["it"]


async def vote(client: ModerationClient, votes: list[dict[str, Any]], viewer: Any) -> dict[str, Any]:
    document = """mutation ($input: CastVotesInput!) { it: castVotes(input: $input) { __typename
        ... on VotesCast { outcomes { decided code message case { stage } } } ... on Refusal { code }
        ... on ValidationFailed { problems { path code } } } }"""
    return (await client.ask(document, viewer, input={"votes": votes}))["it"]


async def test_a_case_keeps_the_policy_that_it_was_opened_under(client: ModerationClient):
    before = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    adopted = await adopt(client)
    assert (adopted["policy"]["number"], adopted["policy"]["quorum"]) == (2, 1)
    after = await client.submitted()
    (newer, _) = await client.cases(moderator("alder"))
    assert (await client.vote("alder", newer["id"]))["decided"]
    assert not (await client.vote("alder", case["id"]))["decided"]
    assert (await client.state(after), await client.state(before)) == ("PUBLISHED", "SUBMITTED")


async def test_a_policy_begins_when_it_is_said_to(client: ModerationClient):
    begins = client.now + timedelta(days=3)
    assert (await adopt(client, beginsAt=begins.isoformat()))["policy"]["number"] == 2
    await client.submitted()
    client.now = begins
    await client.submitted()
    policies = {each["id"]: each["number"] for each in await client.rows(models.Policy)}
    cases = sorted(await client.rows(models.ReviewCase), key=lambda each: each["opened_at"])
    assert [policies[each["policy_id"]] for each in cases] == [1, 2]
    assert [each["number"] for each in await client.rows(models.Policy, type_name="Project", kind="SUBMISSION")] == [
        1,
        2,
    ]


async def test_who_needs_no_case_is_for_the_policy_to_say(client: ModerationClient):
    await adopt(client, direct="VERIFIED")
    made = await client.do("createProject", title="A", phase="IDEA", status="IN_PROGRESS")
    assert (await client.do("publishProject", id=made["project"]["id"], expectedVersion=1))["version"] == 2


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"majority": 50}, "majority", "NUMBER_OUT_OF_RANGE"),
        ({"majority": 101}, "majority", "NUMBER_OUT_OF_RANGE"),
        ({"quorum": 0}, "quorum", "NUMBER_OUT_OF_RANGE"),
        ({"quorum": 2}, "early", "BELOW_THE_QUORUM"),
        ({"openHours": 24}, "dueHours", "BEFORE_THE_MINIMUM"),
        ({"typeName": "Topic"}, "typeName", "UNKNOWN_TYPE"),
        ({"beginsAt": "2020-01-01T00:00:00Z"}, "beginsAt", "IN_THE_PAST"),
    ],
)
async def test_what_cannot_be_is_told(client: ModerationClient, given: dict[str, Any], path: str, code: str):
    refused = await adopt(client, **given)
    assert [(each["path"], each["code"]) for each in refused["problems"]] == [([path], code)]
    assert "{" not in refused["problems"][0]["message"]


async def test_the_reason_of_a_policy_is_not_a_stewards_for_the_journal(client: ModerationClient):
    reason = "Convenu. " * 100  # longer than the reason that stewards give for the journal
    assert (await adopt(client, reason=reason.strip()))["policy"]["number"] == 2


async def test_stewards_alone_adopt_policies(client: ModerationClient):
    for viewer in (EDITOR, moderator("alder")):
        assert (await adopt(client, viewer))["code"] == "DECIDED_BY_STEWARDS"
    assert (await adopt(client, VIEWERS["anonymous"]))["code"] == "UNAUTHENTICATED"


async def test_many_votes_at_once_each_count_by_themselves(client: ModerationClient):
    await adopt(client)
    projects = [await client.submitted() for _ in range(2)]
    cases = [each["id"] for each in await client.cases(moderator("alder"))]
    given = [
        {"case": each, "round": 1, "choice": "APPROVE", "ground": "SOUND"}
        for each in [*cases, "case_unknown", cases[0]]
    ]
    given.insert(1, {"case": cases[1], "round": 1, "choice": "REJECT", "ground": "UNCLEAR"})
    found = await vote(client, given, moderator("alder"))
    assert [(each["decided"], each["code"]) for each in found["outcomes"]] == [
        (True, None),
        (False, "VALIDATION_FAILED"),
        (True, None),
        (False, "NOT_FOUND"),
        (False, "CASE_DECIDED"),
    ]
    assert [await client.state(each) for each in projects] == ["PUBLISHED", "PUBLISHED"]
    assert len(await client.rows(models.Vote)) == 2
    many = await vote(client, given[:1] * 101, moderator("alder"))
    assert many["problems"] == [{"path": ["votes"], "code": "LIST_TOO_LONG"}]
