"""Reports, deadlines and appeals."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import models
from loaders.queries.review_cases import cases_due
from models import SpaceRole
from resolvers.core.site import Site
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import VISITOR
from resolvers.moderation.deadlines import process_deadline
from tests.moderation.client import NETWORKS, ModerationClient, moderator, network_of
from tests.records.client import EDITOR, VIEWERS

DAY = timedelta(days=1)
STEWARD = VIEWERS["steward"]
REPORTER = VIEWERS["account"]


async def act(client: ModerationClient, mutation: str, viewer: Any, **given: Any) -> dict[str, Any]:
    """The payload of a mutation of cases."""
    document = f"""mutation ($input: {mutation[0].upper()}{mutation[1:]}Input!) {{ it: {mutation}(input: $input) {{
        __typename ... on CaseSaved {{ case {{ id stage round panel kind }} }} ... on Refusal {{ code message }}
        ... on ValidationFailed {{ problems {{ path code }} }} ... on RateLimited {{ retryAfter }} }} }}"""
    return (await client.ask(document, viewer, input=given))["it"]


async def published(client: ModerationClient) -> str:
    """A project that was published by a decision of the first four networks."""
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"])
    assert await client.state(project) == "PUBLISHED"
    return project


async def reported(client: ModerationClient) -> tuple[str, str]:
    """A project that was published, and the case that a report of it opened."""
    project = await published(client)
    await act(client, "reportContent", REPORTER, node=project, ground="SPAM", text="De la publicité.")
    (case, _) = await client.cases(moderator("alder"))
    assert (case["kind"], case["stage"]) == ("REPORT", "OPEN")
    return project, case["id"]


async def clock(client: ModerationClient) -> None:
    """Decide the cases that are due, as the job of each minute does."""
    for case_id in await client.writer.run(lambda work: cases_due(work, client.now)):
        await client.writer.run(
            lambda work, id_=case_id: process_deadline(UseCase(work, VISITOR, client.now, Site()), id_)
        )


async def test_the_clock_decides_once_the_minimum_time_is_over(client: ModerationClient):
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:2]:
        await client.vote(each, case["id"])
    await clock(client)
    assert await client.state(project) == "SUBMITTED"
    client.now += 2 * DAY
    await clock(client)
    assert await client.state(project) == "PUBLISHED"
    (decision,) = await client.rows(models.Decision)
    assert decision["decided_at"] == decision["opened_at"] + 2 * DAY
    await clock(client)
    assert len(await client.rows(models.Decision)) == 1


async def test_a_vote_after_the_moment_that_decided_comes_too_late(client: ModerationClient):
    """Though nobody has looked since: whether upkeep was there in between makes no difference."""
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:2]:
        await client.vote(each, case["id"])
    client.now += 2 * DAY
    assert (await client.vote("cedar", case["id"], "REJECT"))["code"] == "CASE_DECIDED"
    assert len(await client.rows(models.Vote)) == 2


async def test_what_votes_do_not_decide_goes_to_the_stewards(client: ModerationClient):
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await client.vote("alder", case["id"])
    client.now += 2 * DAY
    await clock(client)
    given = {"case": case["id"], "ground": "SOUND", "text": "Elle est claire."}
    assert (await act(client, "settleCase", STEWARD, **given, choice="APPROVE"))["code"] == "CASE_OPEN"
    client.now += 12 * DAY
    await clock(client)
    assert [each["stage"] for each in await client.cases(moderator("alder"))] == ["ESCALATED"]
    assert (await client.vote("birch", case["id"]))["code"] == "CASE_ESCALATED"
    refused = await act(client, "settleCase", moderator("alder"), **given, choice="APPROVE")
    assert refused["code"] == "DECIDED_BY_STEWARDS"
    nothing = await act(client, "settleCase", STEWARD, **given | {"ground": "NOT_COMPETENT"}, choice="ABSTAIN")
    assert nothing["problems"] == [{"path": ["choice"], "code": "DECIDES_NOTHING"}]
    silent = await act(client, "settleCase", STEWARD, **given | {"text": None}, choice="APPROVE")
    assert silent["problems"] == [{"path": ["text"], "code": "REQUIRED"}]
    done = await act(client, "settleCase", STEWARD, **given, choice="APPROVE")
    assert done["case"]["stage"] == "DECIDED"
    assert await client.state(project) == "PUBLISHED"
    (decision,) = await client.rows(models.Decision)
    assert (decision["by_stewards"], decision["counts"]["APPROVE"]) == (True, 1)


async def test_a_report_that_is_upheld_takes_it_down_and_an_appeal_brings_it_back(client: ModerationClient):
    project, case = await reported(client)
    for each in NETWORKS[:2]:
        await client.vote(each, case, ground="SPAM")
    client.now += DAY
    await clock(client)
    assert await client.state(project) == "ARCHIVED"
    for viewer, code in (
        (VIEWERS["editor of another space"], "NOT_FOUND"),
        (moderator("alder"), "NOT_CONCERNED"),
    ):
        assert (await act(client, "appealDecision", viewer, case=case, reason="Non."))["code"] == code
    done = await act(client, "appealDecision", EDITOR, case=case, reason="Ce n’est pas une publicité.")
    assert (done["case"]["stage"], done["case"]["round"], done["case"]["panel"]) == ("OPEN", 2, "FRESH")
    for each in NETWORKS[:2]:
        assert (await client.vote(each, case))["code"] == "SAT_BEFORE"
    for each in NETWORKS[2:4]:
        await client.vote(each, case, "REJECT", ground="INACCURATE", text="Rien à vendre.")
    client.now += DAY
    await clock(client)
    assert await client.state(project) == "PUBLISHED"
    first, second = sorted((each for each in await client.rows(models.Decision) if each["kind"] == "REPORT"),
                           key=lambda each: each["round"])  # fmt: skip
    assert (second["verdict"], second["supersedes"], second["panel"]) == ("REJECTED", first["id"], "FRESH")
    assert first["verdict"] == "APPROVED"
    again = await act(client, "appealDecision", EDITOR, case=case, reason="Encore.")
    assert again["code"] == "DECIDED_FOR_GOOD"


async def test_with_too_few_networks_left_all_judge_an_appeal_and_the_stewards(client: ModerationClient):
    project, case = await reported(client)
    await client.alone()
    for each in NETWORKS[:4]:
        await client.vote(each, case, ground="SPAM")
    assert await client.state(project) == "ARCHIVED"
    done = await act(client, "appealDecision", EDITOR, case=case, reason="Non.")
    assert done["case"]["panel"] == "EVERYONE"
    against = {"choice": "REJECT", "ground": "INACCURATE", "text": "Rien à vendre."}
    voted = await client.vote(STEWARD, case, **against)
    assert voted["case"]["votes"][-1]["network"] is None
    await client.vote("alder", case, **against)
    client.now += DAY
    await clock(client)
    assert await client.state(project) == "PUBLISHED"
    last = max((each for each in await client.rows(models.Decision)), key=lambda each: each["round"])
    assert (last["counts"]["REJECT"], last["networks"]) == (2, [network_of("alder")])


async def test_an_appeal_comes_in_time(client: ModerationClient):
    _, case = await reported(client)
    for each in NETWORKS[:4]:
        await client.vote(each, case, ground="SPAM")
    client.now += 14 * DAY + DAY
    assert (await act(client, "appealDecision", EDITOR, case=case, reason="Non."))["code"] == "DECIDED_FOR_GOOD"


async def test_a_report_says_what_is_wrong_with_what_everyone_sees(client: ModerationClient):
    project, _ = await reported(client)
    given = {"node": project, "ground": "SPAM", "text": "Encore."}
    assert (await act(client, "reportContent", EDITOR, **given))["code"] == "CASE_PENDING"
    draft = (await client.do("createProject", title="B", phase="IDEA", status="IN_PROGRESS"))["project"]["id"]
    for viewer, node, code in (
        (VIEWERS["anonymous"], project, "UNAUTHENTICATED"),
        (REPORTER, draft, "NOT_FOUND"),
        (EDITOR, draft, "IS_DRAFT"),
        (REPORTER, "project_01j00000000000000000000000", "NOT_FOUND"),
        (REPORTER, "topic", "NOT_FOUND"),
    ):
        assert (await act(client, "reportContent", viewer, **given | {"node": node}))["code"] == code
    for wrong, path in (({"ground": "SOUND"}, "ground"), ({"text": " "}, "text")):
        refused = await act(client, "reportContent", REPORTER, **given | wrong)
        assert refused["problems"][0]["path"] == [path]


async def test_a_case_is_held_by_one_network_for_a_while(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    assert (await act(client, "holdCase", moderator("alder"), case=case["id"]))["__typename"] == "CaseSaved"
    assert (await act(client, "holdCase", moderator("birch"), case=case["id"]))["code"] == "CASE_HELD"
    assert (await act(client, "releaseCase", moderator("birch"), case=case["id"]))["code"] == "CASE_NOT_HELD"
    assert (await client.vote("birch", case["id"]))["__typename"] == "VoteCast"
    await act(client, "releaseCase", moderator("alder"), case=case["id"])
    assert (await act(client, "holdCase", moderator("birch"), case=case["id"]))["__typename"] == "CaseSaved"
    client.now += 2 * DAY
    assert (await act(client, "holdCase", moderator("cedar"), case=case["id"]))["__typename"] == "CaseSaved"


@pytest.mark.parametrize("viewer", [VIEWERS["anonymous"], VIEWERS["editor of another space"]])
async def test_the_log_is_public_and_tells_no_names(client: ModerationClient, viewer: Any):
    _, case = await reported(client)
    for each in NETWORKS[:4]:
        await client.vote(each, case, ground="SPAM", text="Écrit par une personne.")
    log = await client.ask(
        """{ moderationLog(first: 9) { totalCount nodes { kind verdict grounds approvals rejections hours round
            networks { slug } node { id } case { id } supersedes { id } } } }""",
        viewer,
    )
    taken_down, let_in = log["moderationLog"]["nodes"]
    assert (let_in["kind"], let_in["verdict"], let_in["approvals"]) == ("SUBMISSION", "APPROVED", 4)
    assert [each["slug"] for each in let_in["networks"]] == list(NETWORKS[:4])
    assert (taken_down["kind"], taken_down["grounds"], taken_down["node"]) == ("REPORT", ["SPAM"], None)
    assert taken_down["case"] is None
    assert "personne" not in str(log)


async def test_a_networks_appeal_is_for_who_edits_there(client: ModerationClient):
    project = await published(client)
    program = replace(moderator("elm"), account_id=None, token_id="token", network_id=network_of("elm"))  # noqa: S106
    said = {"node": project, "ground": "SPAM", "text": "De la publicité."}
    case = (await act(client, "reportContent", program, **said))["case"]["id"]
    for each in NETWORKS[:4]:
        await client.vote(each, case, "REJECT", ground="SOUND", text="Non.")
    reason = {"case": case, "reason": "Si."}
    refused = await act(client, "appealDecision", moderator("elm", SpaceRole.MEMBER), **reason)
    assert refused["code"] == "NOT_FOUND"
    assert (await act(client, "appealDecision", moderator("elm"), **reason))["__typename"] == "CaseSaved"
