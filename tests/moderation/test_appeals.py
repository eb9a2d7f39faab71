"""Reports, deadlines and appeals."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import models
from models import SpaceRole
from resolvers.core.site import Site
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import VISITOR
from resolvers.moderation.deadlines import cases_due, process_deadline
from tests.moderation.client import NETWORKS, ModerationClient, moderator, network_of
from tests.records.client import EDITOR, VIEWERS

DAY = timedelta(days=1)
STEWARD = VIEWERS["steward"]
REPORTER = VIEWERS["account"]


async def act(assembly: ModerationClient, mutation: str, viewer: Any, **given: Any) -> dict[str, Any]:
    """The payload of a mutation of cases."""
    document = f"""mutation ($input: {mutation[0].upper()}{mutation[1:]}Input!) {{ it: {mutation}(input: $input) {{
        __typename ... on CaseSaved {{ case {{ id stage round panel kind }} }} ... on Refusal {{ code message }}
        ... on ValidationFailed {{ problems {{ path code }} }} ... on RateLimited {{ retryAfter }} }} }}"""
    return (await assembly.ask(document, viewer, input=given))["it"]


async def published(assembly: ModerationClient) -> str:
    """A project that was published by a decision of the first four networks."""
    project = await assembly.submitted()
    (case,) = await assembly.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await assembly.vote(each, case["id"])
    assert await assembly.state(project) == "PUBLISHED"
    return project


async def reported(assembly: ModerationClient) -> tuple[str, str]:
    """A project that was published, and the case that a report of it opened."""
    project = await published(assembly)
    await act(assembly, "reportContent", REPORTER, node=project, ground="SPAM", text="De la publicité.")
    (case, _) = await assembly.cases(moderator("alder"))
    assert (case["kind"], case["stage"]) == ("REPORT", "OPEN")
    return project, case["id"]


async def clock(assembly: ModerationClient) -> None:
    """Run the scheduler's job of each minute."""
    for case_id in await assembly.writer.run(lambda work: cases_due(work, assembly.now)):
        await assembly.writer.run(
            lambda work, id_=case_id: process_deadline(UseCase(work, VISITOR, assembly.now, Site()), id_)
        )


async def test_the_clock_decides_once_the_minimum_time_is_over(assembly: ModerationClient):
    project = await assembly.submitted()
    (case,) = await assembly.cases(moderator("alder"))
    for each in NETWORKS[:2]:
        await assembly.vote(each, case["id"])
    await clock(assembly)
    assert await assembly.state(project) == "SUBMITTED"
    assembly.now += 2 * DAY
    await clock(assembly)
    assert await assembly.state(project) == "PUBLISHED"
    (decision,) = await assembly.rows(models.Decision)
    assert decision["decided_at"] == decision["opened_at"] + 2 * DAY
    await clock(assembly)
    assert len(await assembly.rows(models.Decision)) == 1


async def test_a_vote_after_the_moment_that_decided_comes_too_late(assembly: ModerationClient):
    """Though nobody has looked since: whether upkeep was there in between makes no difference."""
    await assembly.submitted()
    (case,) = await assembly.cases(moderator("alder"))
    for each in NETWORKS[:2]:
        await assembly.vote(each, case["id"])
    assembly.now += 2 * DAY
    assert (await assembly.vote("cedar", case["id"], "REJECT"))["code"] == "CASE_DECIDED"
    assert len(await assembly.rows(models.Vote)) == 2


async def test_what_votes_do_not_decide_goes_to_the_stewards(assembly: ModerationClient):
    project = await assembly.submitted()
    (case,) = await assembly.cases(moderator("alder"))
    await assembly.vote("alder", case["id"])
    assembly.now += 2 * DAY
    await clock(assembly)
    given = {"case": case["id"], "ground": "SOUND", "text": "Elle est claire."}
    assert (await act(assembly, "settleCase", STEWARD, **given, choice="APPROVE"))["code"] == "CASE_OPEN"
    assembly.now += 12 * DAY
    await clock(assembly)
    assert [each["stage"] for each in await assembly.cases(moderator("alder"))] == ["ESCALATED"]
    assert (await assembly.vote("birch", case["id"]))["code"] == "CASE_ESCALATED"
    refused = await act(assembly, "settleCase", moderator("alder"), **given, choice="APPROVE")
    assert refused["code"] == "DECIDED_BY_STEWARDS"
    nothing = await act(assembly, "settleCase", STEWARD, **given | {"ground": "NOT_COMPETENT"}, choice="ABSTAIN")
    assert nothing["problems"] == [{"path": ["choice"], "code": "DECIDES_NOTHING"}]
    silent = await act(assembly, "settleCase", STEWARD, **given | {"text": None}, choice="APPROVE")
    assert silent["problems"] == [{"path": ["text"], "code": "REQUIRED"}]
    done = await act(assembly, "settleCase", STEWARD, **given, choice="APPROVE")
    assert done["case"]["stage"] == "DECIDED"
    assert await assembly.state(project) == "PUBLISHED"
    (decision,) = await assembly.rows(models.Decision)
    assert (decision["by_stewards"], decision["counts"]["APPROVE"]) == (True, 1)


async def test_a_report_that_is_upheld_takes_it_down_and_an_appeal_brings_it_back(assembly: ModerationClient):
    project, case = await reported(assembly)
    for each in NETWORKS[:2]:
        await assembly.vote(each, case, ground="SPAM")
    assembly.now += DAY
    await clock(assembly)
    assert await assembly.state(project) == "ARCHIVED"
    for viewer, code in (
        (VIEWERS["editor of another space"], "NOT_FOUND"),
        (moderator("alder"), "NOT_CONCERNED"),
    ):
        assert (await act(assembly, "appealDecision", viewer, case=case, reason="Non."))["code"] == code
    done = await act(assembly, "appealDecision", EDITOR, case=case, reason="Ce n’est pas une publicité.")
    assert (done["case"]["stage"], done["case"]["round"], done["case"]["panel"]) == ("OPEN", 2, "FRESH")
    for each in NETWORKS[:2]:
        assert (await assembly.vote(each, case))["code"] == "SAT_BEFORE"
    for each in NETWORKS[2:4]:
        await assembly.vote(each, case, "REJECT", ground="INACCURATE", text="Rien à vendre.")
    assembly.now += DAY
    await clock(assembly)
    assert await assembly.state(project) == "PUBLISHED"
    first, second = sorted((each for each in await assembly.rows(models.Decision) if each["kind"] == "REPORT"),
                           key=lambda each: each["round"])  # fmt: skip
    assert (second["verdict"], second["supersedes"], second["panel"]) == ("REJECTED", first["id"], "FRESH")
    assert first["verdict"] == "APPROVED"
    again = await act(assembly, "appealDecision", EDITOR, case=case, reason="Encore.")
    assert again["code"] == "DECIDED_FOR_GOOD"


async def test_with_too_few_networks_left_all_judge_an_appeal_and_the_stewards(assembly: ModerationClient):
    project, case = await reported(assembly)
    await assembly.alone()
    for each in NETWORKS[:4]:
        await assembly.vote(each, case, ground="SPAM")
    assert await assembly.state(project) == "ARCHIVED"
    done = await act(assembly, "appealDecision", EDITOR, case=case, reason="Non.")
    assert done["case"]["panel"] == "EVERYONE"
    against = {"choice": "REJECT", "ground": "INACCURATE", "text": "Rien à vendre."}
    voted = await assembly.vote(STEWARD, case, **against)
    assert voted["case"]["votes"][-1]["network"] is None
    await assembly.vote("alder", case, **against)
    assembly.now += DAY
    await clock(assembly)
    assert await assembly.state(project) == "PUBLISHED"
    last = max((each for each in await assembly.rows(models.Decision)), key=lambda each: each["round"])
    assert (last["counts"]["REJECT"], last["networks"]) == (2, [network_of("alder")])


async def test_an_appeal_comes_in_time(assembly: ModerationClient):
    _, case = await reported(assembly)
    for each in NETWORKS[:4]:
        await assembly.vote(each, case, ground="SPAM")
    assembly.now += 14 * DAY + DAY
    assert (await act(assembly, "appealDecision", EDITOR, case=case, reason="Non."))["code"] == "DECIDED_FOR_GOOD"


async def test_a_report_says_what_is_wrong_with_what_everyone_sees(assembly: ModerationClient):
    project, _ = await reported(assembly)
    given = {"node": project, "ground": "SPAM", "text": "Encore."}
    assert (await act(assembly, "reportContent", EDITOR, **given))["code"] == "CASE_PENDING"
    draft = (await assembly.do("createProject", title="B", phase="IDEA", status="IN_PROGRESS"))["project"]["id"]
    for viewer, node, code in (
        (VIEWERS["anonymous"], project, "UNAUTHENTICATED"),
        (REPORTER, draft, "NOT_FOUND"),
        (EDITOR, draft, "IS_DRAFT"),
        (REPORTER, "project_01j00000000000000000000000", "NOT_FOUND"),
        (REPORTER, "topic", "NOT_FOUND"),
    ):
        assert (await act(assembly, "reportContent", viewer, **given | {"node": node}))["code"] == code
    for wrong, path in (({"ground": "SOUND"}, "ground"), ({"text": " "}, "text")):
        refused = await act(assembly, "reportContent", REPORTER, **given | wrong)
        assert refused["problems"][0]["path"] == [path]


async def test_a_case_is_held_by_one_network_for_a_while(assembly: ModerationClient):
    await assembly.submitted()
    (case,) = await assembly.cases(moderator("alder"))
    assert (await act(assembly, "holdCase", moderator("alder"), case=case["id"]))["__typename"] == "CaseSaved"
    assert (await act(assembly, "holdCase", moderator("birch"), case=case["id"]))["code"] == "CASE_HELD"
    assert (await act(assembly, "releaseCase", moderator("birch"), case=case["id"]))["code"] == "CASE_NOT_HELD"
    assert (await assembly.vote("birch", case["id"]))["__typename"] == "VoteCast"
    await act(assembly, "releaseCase", moderator("alder"), case=case["id"])
    assert (await act(assembly, "holdCase", moderator("birch"), case=case["id"]))["__typename"] == "CaseSaved"
    assembly.now += 2 * DAY
    assert (await act(assembly, "holdCase", moderator("cedar"), case=case["id"]))["__typename"] == "CaseSaved"


@pytest.mark.parametrize("viewer", [VIEWERS["anonymous"], VIEWERS["editor of another space"]])
async def test_the_log_is_public_and_tells_no_names(assembly: ModerationClient, viewer: Any):
    _, case = await reported(assembly)
    for each in NETWORKS[:4]:
        await assembly.vote(each, case, ground="SPAM", text="Écrit par une personne.")
    log = await assembly.ask(
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


async def test_a_networks_appeal_is_for_who_edits_there(assembly: ModerationClient):
    project = await published(assembly)
    program = replace(moderator("elm"), account_id=None, token_id="token", network_id=network_of("elm"))  # noqa: S106
    said = {"node": project, "ground": "SPAM", "text": "De la publicité."}
    case = (await act(assembly, "reportContent", program, **said))["case"]["id"]
    for each in NETWORKS[:4]:
        await assembly.vote(each, case, "REJECT", ground="SOUND", text="Non.")
    reason = {"case": case, "reason": "Si."}
    refused = await act(assembly, "appealDecision", moderator("elm", SpaceRole.MEMBER), **reason)
    assert refused["code"] == "NOT_FOUND"
    assert (await act(assembly, "appealDecision", moderator("elm"), **reason))["__typename"] == "CaseSaved"
