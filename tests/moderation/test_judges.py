"""Eligible voters: the same for a vote, for a case that is read, and for a network's waiting cases."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

import models
from loaders.tables import table_of
from models import SpaceRole, ids
from schema.kit.context import Context
from tests.moderation.client import DRAFT, NETWORKS, WITNESS, ModerationClient, moderator, network_of
from tests.moderation.test_appeals import REPORTER, act, clock, published
from tests.records.client import BEGIN, EDITOR, SCHEMA, VIEWERS, account_of, space_of
from tests.schema.graph_client import recorded

DAY = timedelta(days=1)


async def waiting(client: ModerationClient, who: Any, *, eq: bool = True) -> list[str]:
    """The ids of the cases that wait for a viewer, or do not."""
    return [each["id"] for each in await client.cases(who, waiting={"eq": eq})]


async def test_what_waits_for_ones_network_is_found(client: ModerationClient):
    await client.submitted()
    await client.submitted()
    (second, first) = [each["id"] for each in await client.cases(moderator("alder"))]
    assert await waiting(client, moderator("alder")) == [second, first]
    await client.vote("alder", first)
    assert await waiting(client, moderator("alder")) == [second]
    assert await waiting(client, moderator("alder"), eq=False) == [first]
    assert await waiting(client, moderator("birch")) == [second, first]
    combined = {"or": [{"waiting": {"eq": True}}, {"kind": {"eq": "CLAIM"}}]}
    assert [each["id"] for each in await client.cases(moderator("alder"), **combined)] == [second]
    for nobody in (EDITOR, VIEWERS["steward"], VIEWERS["anonymous"]):
        assert await waiting(client, nobody) == []


async def test_a_filter_on_what_waits_says_true_or_false(client: ModerationClient):
    document = "{ moderationQueue(filter: { waiting: { eq: null } }) { totalCount } }"
    result = await client.result(document, moderator("alder"))
    assert result.errors[0].extensions["code"] == "INVALID_FILTER"


async def test_nothing_waits_for_who_has_a_part_in_it(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await client.join("cedar", next(iter(EDITOR.roles)))
    works_there = replace(moderator("alder"), roles={**moderator("alder").roles, **EDITOR.roles})
    for who in (moderator("cedar"), works_there):
        (seen,) = await client.cases(who)
        assert (seen["waiting"], await waiting(client, who)) == ([], [])
    assert (await client.vote("cedar", case["id"]))["code"] == "CONFLICT_OF_INTEREST"


async def test_on_appeal_it_waits_for_those_who_did_not_sit(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:3]:
        await client.vote(each, case["id"], "REJECT")
    client.now += 2 * DAY
    await clock(client)
    await act(client, "appealDecision", EDITOR, case=case["id"], reason="Relisez.")
    found = {each: await waiting(client, moderator(each)) for each in NETWORKS}
    assert found == {key: [] for key in NETWORKS[:3]} | {key: [case["id"]] for key in NETWORKS[3:]}


async def membership(client: ModerationClient, **values: Any) -> None:
    """Cedar says, unless other values do, that the author's authority is its member."""
    (space,) = await client.rows(models.Space, id=space_of("own"))
    dated = {"created_at": BEGIN, "updated_at": BEGIN, "role": "MEMBER", "space_id": space_of("cedar")}
    tied = {"id": ids.new("membership"), "member_id": space["actor_id"], "network_id": network_of("cedar")}
    await client.writer.run(
        lambda work: work.insert(table_of(models.Membership), [{**dated, **tied, "state": "PUBLISHED", **values}])
    )


@pytest.mark.parametrize(
    ("values", "judges"),
    [
        ({}, False),
        ({"until": date(2026, 2, 28)}, False),  # which is today
        ({"until": date(2026, 2, 27)}, True),
        ({"state": "DRAFT"}, True),
        ({"space_id": None}, False),
        ({"space_id": space_of("own")}, True),  # nobody chooses judges, by what they say of themselves
        ({"space_id": space_of("other")}, True),  # or of others
        ({"space_id": space_of("alder")}, True),
    ],
)
async def test_members_are_judged_by_other_networks(client: ModerationClient, values: dict[str, Any], judges: bool):
    await client.submitted()
    await membership(client, **values)
    (case,) = await client.cases(moderator("cedar"))
    assert case["waiting"] == ([network_of("cedar")] if judges else [])
    code = (await client.vote("cedar", case["id"])).get("code")
    assert code == (None if judges else "CONFLICT_OF_INTEREST")


async def test_nobody_steps_out_to_judge(client: ModerationClient):
    await membership(client)
    await client.submitted()
    (case,) = await client.cases(moderator("cedar"))
    (member,) = [each for each in await client.rows(models.Membership) if each["network_id"] == network_of("cedar")]
    table, key = table_of(models.Membership), {"id": member["id"]}
    await client.writer.run(lambda work: work.update(table, key, {"state": "ARCHIVED"}))
    assert (await client.vote("cedar", case["id"]))["code"] == "CONFLICT_OF_INTEREST"


async def test_what_is_on_appeal_is_about_nothing_else(client: ModerationClient):
    project = await published(client)
    await client.do("updateProject", VIEWERS["steward"], id=project, expectedVersion=3, summary="Avant.")
    await client.do("updateProject", id=project, expectedVersion=4, summary="Décidé.")
    change = (await client.cases(moderator("alder")))[0]["id"]
    for each in NETWORKS[:2]:
        await client.vote(each, change, "REJECT")
    await act(client, "appealDecision", EDITOR, case=change, reason="Je préfère avec.")
    refused = await client.do("updateProject", id=project, expectedVersion=4, title="Autre")
    assert refused["code"] == "CASE_PENDING"
    given = {"node": project, "ground": "PERSONAL_DATA", "text": "Un nom.", "field": "summary"}
    await act(client, "reportContent", WITNESS, **given)
    (case,) = [each for each in await client.cases(EDITOR) if each["kind"] == "CHANGE"]
    assert (case["stage"], case["round"]) == ("OPEN", 2)
    assert case["proposed"] == [{"field": "summary", "before": "Avant.", "after": "Décidé."}]


async def test_who_judges_duplicates_sees_which_would_stay(client: ModerationClient):
    first, second = await published(client), await client.submitted()
    (case, *_) = await client.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"])
    await act(client, "reportDuplicate", REPORTER, node=second, of=first, text="C’est le même.")
    document = "{ moderationQueue { nodes { kind node { id } duplicateOf { id __typename } } } }"
    found = (await client.ask(document, moderator("alder")))["moderationQueue"]["nodes"]
    assert [each["duplicateOf"] for each in found] == [{"id": first, "__typename": "Project"}, None, None]


async def test_what_waits_is_looked_for_again_after_a_vote(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    document = """mutation ($hold: HoldCaseInput!, $vote: CastVoteInput!) {
        before: holdCase(input: $hold) { ... on CaseSaved { case { owner { id } node { ... on Project {
            reviews(filter: { waiting: { eq: true } }) { totalCount } } } } } }
        after: castVote(input: $vote) { ... on VoteCast { case { node { ... on Project {
            reviews(filter: { waiting: { eq: true } }) { totalCount } } } } } } }"""
    vote = {"case": case["id"], "round": 1, "choice": "APPROVE", "ground": "SOUND"}
    found = await client.ask(document, moderator("alder"), hold={"case": case["id"]}, vote=vote)
    counts = [found[each]["case"]["node"]["reviews"]["totalCount"] for each in ("before", "after")]
    assert counts == [1, 0]


async def test_who_claimed_an_authority_before_has_no_network_that_judges_who_claims_it_now(client: ModerationClient):
    (space,) = await client.rows(models.Space, id=space_of("own"))
    claims = [
        {"id": f"claim_{each}", "actor_id": space["actor_id"], "account_id": account_of(who), "state": state}
        | {"created_at": BEGIN}
        for each, who, state in (("before", "birch", "CONFIRMED"), ("now", "account", "CONTESTED"))
    ]
    policies = [each for each in await client.rows(models.Policy) if each["kind"] == "CLAIM"]
    case = {"id": ids.new("case"), "kind": "CLAIM", "node_id": space["actor_id"], "type_name": "Actor", "version": 1}
    case |= {"question": "claim_now", "stage": "OPEN", "round": 1, "panel": "PARTNERS", "policy_id": policies[0]["id"]}
    case |= {"owner_id": space["id"], "account_id": account_of("account")}
    case |= dict.fromkeys(("opened_at", "created_at", "updated_at"), BEGIN)
    case |= {"due_at": BEGIN + 14 * DAY, "next_at": BEGIN + DAY}

    async def job(work: Any) -> None:
        await work.insert(table_of(models.Claim), claims)
        await work.insert(table_of(models.ReviewCase), [case])

    await client.writer.run(job)
    assert (await client.vote("birch", case["id"]))["code"] == "CONFLICT_OF_INTEREST"
    assert (await client.vote("alder", case["id"]))["__typename"] == "VoteCast"


async def test_a_network_that_may_not_vote_keeps_nobody_from_reading_what_their_own_said(client: ModerationClient):
    await client.submitted()
    await membership(client)
    (case,) = await client.cases(moderator("alder"))
    await client.vote("alder", case["id"])
    cedar, birch = moderator("cedar"), moderator("birch")
    both = replace(birch, networks=birch.networks | cedar.networks, roles={**birch.roles, **cedar.roles})
    (seen,) = await client.cases(both)
    assert seen["votes"] == []
    voted = await client.vote(both, case["id"], network={"slug": "birch"})
    assert [each["network"] for each in voted["case"]["votes"]] == [network_of("birch")]
    (blind,) = await client.cases(cedar)
    assert blind["votes"] == []


async def test_a_report_that_was_rejected_is_not_judged_again_while_nothing_changes(client: ModerationClient):
    project = await published(client)
    spam = {"node": project, "ground": "SPAM", "text": "De la publicité."}
    await act(client, "reportContent", REPORTER, **spam)
    for each in NETWORKS[:4]:
        case = (await client.cases(moderator("alder")))[0]
        await client.vote(each, case["id"], "REJECT", ground="SOUND", text="Ce n’en est pas.")
    again = await act(client, "reportContent", moderator("elm"), **spam)
    assert (again["__typename"], again["code"]) == ("Conflict", "JUDGED_BEFORE")
    for other in ({"field": "title"}, {"ground": "ILLEGAL"}):
        assert (await act(client, "reportContent", REPORTER, **spam | other))["__typename"] == "CaseSaved"
    changed = {"id": project, "expectedVersion": 3, "title": "Achetez !"}
    await client.do("updateProject", VIEWERS["steward"], **changed)
    assert (await act(client, "reportContent", REPORTER, **spam))["__typename"] == "CaseSaved"


async def test_a_year_later_it_may_be_asked_again(client: ModerationClient):
    project = await published(client)
    spam = {"node": project, "ground": "SPAM", "text": "De la publicité."}
    await act(client, "reportContent", REPORTER, **spam)
    case = (await client.cases(moderator("alder")))[0]
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"], "REJECT", ground="SOUND", text="Ce n’en est pas.")
    client.now += 366 * DAY
    assert (await act(client, "reportContent", REPORTER, **spam))["__typename"] == "CaseSaved"


async def test_what_became_something_else_before_the_decision_was_not_judged(client: ModerationClient):
    project = await published(client)
    spam = {"node": project, "ground": "SPAM", "text": "De la publicité."}
    await act(client, "reportContent", REPORTER, **spam)
    await client.do("updateProject", VIEWERS["steward"], id=project, expectedVersion=3, title="Achetez !")
    case = (await client.cases(moderator("alder")))[0]
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"], "REJECT", ground="SOUND", text="Ce n’en est pas.")
    assert (await act(client, "reportContent", REPORTER, **spam))["__typename"] == "CaseSaved"


async def test_moderators_see_which_field_is_reported(client: ModerationClient):
    project = await published(client)
    for ground, field in (("SPAM", None), ("SPAM", "title"), ("PERSONAL_DATA", "title")):
        await act(client, "reportContent", REPORTER, node=project, ground=ground, text="Ici.", field=field)
    document = "{ moderationQueue(filter: { kind: { eq: REPORT } }) { nodes { ground field } } }"
    found = (await client.ask(document, moderator("alder")))["moderationQueue"]["nodes"]
    assert sorted(map(str, found)) == sorted(
        str({"ground": ground, "field": field})
        for ground, field in (("SPAM", None), ("SPAM", "title"), ("PERSONAL_DATA", "title"))
    )


@pytest.mark.parametrize(
    "field", ["waiting { slug }", "votes { choice }", "secondsLeft", "field", "proposed { field }"]
)
async def test_each_field_of_a_case_is_shown_alone(client: ModerationClient, field: str):
    await client.submitted()
    found = await client.ask(f"{{ moderationQueue {{ nodes {{ {field} }} }} }}", moderator("alder"))
    assert len(found["moderationQueue"]["nodes"]) == 1


async def test_a_filter_that_says_nothing_leaves_nothing_out(client: ModerationClient):
    await client.submitted()
    assert len(await client.cases(moderator("alder"), waiting={})) == 1


async def test_what_waits_is_looked_for_once_in_an_operation(client: ModerationClient):
    await client.submitted()
    snapshot = client.database.snapshot()
    trips = recorded(snapshot)
    lists = " ".join(
        f"q{number}: moderationQueue(first: 1, filter: {{ waiting: {{ eq: true }} }}) {{ totalCount }}"
        for number in range(5)
    )
    result = await SCHEMA.execute(f"{{ {lists} }}", context_value=Context(snapshot, moderator("alder")))
    await snapshot.close()
    assert result.data == {f"q{number}": {"totalCount": 1} for number in range(5)}
    assert len([each for each in trips.asked if "parties" in each[0].text]) == 1


async def test_what_was_sent_back_is_shown_again_once_it_says_something_else(client: ModerationClient):
    elm = moderator("elm")
    project = (await client.do("createProject", elm, **DRAFT))["project"]["id"]
    await client.do("publishProject", elm, id=project, expectedVersion=1)
    await act(client, "reportContent", REPORTER, node=project, ground="INACCURATE", text="240 ? 80.")
    case = (await client.cases(moderator("alder")))[0]
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"], "REQUEST_CHANGES", ground="INACCURATE", text="Comptez.")
    assert await client.state(project) == "DRAFT"
    refused = await client.do("publishProject", elm, id=project, expectedVersion=3)
    assert refused["code"] == "CHANGES_REQUESTED"
    await client.do("updateProject", elm, id=project, expectedVersion=3, summary="80 personnes.")
    done = await client.do("publishProject", elm, id=project, expectedVersion=4)
    assert done["project"]["state"] == "PUBLISHED"


async def ripe(client: ModerationClient) -> tuple[str, str]:
    """A project handed in, and its case, on which votes have decided without anybody having looked yet."""
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:2]:
        await client.vote(each, case["id"])
    client.now += 2 * DAY
    return project, case["id"]


@pytest.mark.parametrize(("mutation", "given"), [("updateProject", {"title": "Autre"}), ("archiveProject", {})])
async def test_what_votes_have_decided_is_not_passed_over(
    client: ModerationClient, mutation: str, given: dict[str, Any]
):
    project, _ = await ripe(client)
    refused = await client.do(mutation, id=project, expectedVersion=2, **given)
    assert (refused["__typename"], refused["code"]) == ("Conflict", "BEING_DECIDED")
    await clock(client)
    assert await client.state(project) == "PUBLISHED"


async def test_the_clock_beside_a_vote_gives_one_decision(client: ModerationClient):
    project, case = await ripe(client)
    await asyncio.gather(clock(client), client.vote("cedar", case), clock(client), client.vote("elm", case))
    assert len(await client.rows(models.Decision)) == 1
    assert len(await client.rows(models.Vote)) == 2
    assert await client.state(project) == "PUBLISHED"


async def test_who_has_no_role_but_member_waits_for_nothing(client: ModerationClient):
    await client.submitted()
    assert await client.cases(moderator("alder", SpaceRole.MEMBER)) == []
    (case,) = await client.cases(moderator("alder"))
    assert case["waiting"] == [network_of("alder")]
