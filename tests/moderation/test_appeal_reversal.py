"""An appeal judges what stands there, and undoes what was decided before: no more, and nothing unseen."""

from datetime import timedelta
from typing import Any

import pytest

import models
from tests.moderation.client import NETWORKS, ModerationClient, moderator
from tests.moderation.test_appeals import REPORTER, act, clock, published
from tests.records.client import EDITOR, VIEWERS

DAY = timedelta(days=1)
AGAINST = {"choice": "REJECT", "ground": "INACCURATE", "text": "Non."}
ANEW = "Écrit après coup"


async def decide(assembly: ModerationClient, case: str, networks: tuple[str, ...], **given: Any) -> None:
    """Have two networks vote, once the minimum time is over."""
    for each in networks:
        assert (await assembly.vote(each, case, **given))["__typename"] == "VoteCast"
    assembly.now += 2 * DAY
    await clock(assembly)


async def project_of(assembly: ModerationClient, project: str) -> dict[str, Any]:
    (row,) = await assembly.rows(models.Project, id=project)
    return row


async def appealed(assembly: ModerationClient, case: str, viewer: Any = EDITOR) -> dict[str, Any]:
    return await act(assembly, "appealDecision", viewer, case=case, reason="Je conteste.")


async def rewritten(assembly: ModerationClient, project: str) -> dict[str, Any]:
    """Change a title that nobody has judged, and return the result."""
    version = (await project_of(assembly, project))["version"]
    return await assembly.do("updateProject", id=project, expectedVersion=version, title=ANEW)


async def rejected(assembly: ModerationClient) -> tuple[str, str]:
    """A project that was handed in and rejected, and its case."""
    project = await assembly.submitted()
    (case,) = await assembly.cases(moderator("alder"))
    await decide(assembly, case["id"], NETWORKS[:2], **AGAINST)
    assert await assembly.state(project) == "DRAFT"
    return project, case["id"]


async def test_what_was_given_back_is_judged_again_as_it_stands(assembly: ModerationClient):
    project, case = await rejected(assembly)
    done = await appealed(assembly, case)
    assert (done["case"]["round"], done["case"]["panel"]) == (2, "FRESH")
    (seen,) = await assembly.cases(moderator("cedar"))
    assert (seen["node"], seen["version"]) == ({"id": project}, 4)
    assert await assembly.state(project) == "SUBMITTED"
    await assembly.vote("cedar", case)
    assert (await rewritten(assembly, project))["code"] == "ON_APPEAL"
    assert (await assembly.cases(moderator("cedar")))[0]["round"] == 2  # it is judged as it was
    await decide(assembly, case, NETWORKS[3:])
    assert await assembly.state(project) == "PUBLISHED"


async def test_what_says_something_else_by_now_is_handed_in_rather_than_appealed_for(assembly: ModerationClient):
    project, case = await rejected(assembly)
    await rewritten(assembly, project)
    assert (await appealed(assembly, case))["code"] == "SAYS_SOMETHING_ELSE"
    assert (await assembly.do("submitProject", id=project, expectedVersion=4))["project"]["state"] == "SUBMITTED"


async def test_what_its_author_put_away_is_not_appealed_for(assembly: ModerationClient):
    project, case = await rejected(assembly)
    await assembly.do("archiveProject", id=project, expectedVersion=3)
    assert (await appealed(assembly, case))["code"] == "IS_ARCHIVED"


async def test_what_waits_to_be_judged_again_is_not_appealed_for(assembly: ModerationClient):
    project = await published(assembly)
    await act(assembly, "reportContent", REPORTER, node=project, ground="SPAM", text="Une publicité.")
    case = (await assembly.cases(moderator("alder")))[0]["id"]
    await decide(assembly, case, NETWORKS[:2], **AGAINST)
    await assembly.do("updateProject", VIEWERS["steward"], id=project, expectedVersion=3, title="Achetez !")
    other = VIEWERS["editor of another space"]
    await act(assembly, "reportContent", other, node=project, ground="SPAM", text="Maintenant, oui.")
    assert (await appealed(assembly, case, REPORTER))["code"] == "CASE_PENDING"


async def given_back(assembly: ModerationClient) -> tuple[str, str]:
    """A project that a report gave back to its author, who appeals."""
    project = await published(assembly)
    await act(assembly, "reportContent", REPORTER, node=project, ground="INACCURATE", text="Faux.")
    case = (await assembly.cases(moderator("alder")))[0]["id"]
    await decide(assembly, case, NETWORKS[:2], choice="REQUEST_CHANGES")
    assert await assembly.state(project) == "DRAFT"
    assert (await appealed(assembly, case))["__typename"] == "CaseSaved"
    return project, case


@pytest.mark.parametrize(("rewrites", "state"), [(False, "PUBLISHED"), (True, "DRAFT")])
async def test_an_appeal_publishes_nothing_that_was_written_meanwhile(
    assembly: ModerationClient, rewrites: bool, state: str
):  # fmt: skip
    project, case = await given_back(assembly)
    if rewrites:
        await rewritten(assembly, project)
    await decide(assembly, case, NETWORKS[2:4], **AGAINST)
    assert await assembly.state(project) == state


async def test_an_appeal_that_nobody_judges_takes_down_nothing_that_was_revised_since(assembly: ModerationClient):
    project = await published(assembly)
    await act(assembly, "reportContent", REPORTER, node=project, ground="INACCURATE", text="Faux.")
    case = (await assembly.cases(moderator("alder")))[0]["id"]
    await decide(assembly, case, NETWORKS[:2], choice="REQUEST_CHANGES")
    revised = await rewritten(assembly, project)
    await assembly.do("submitProject", id=project, expectedVersion=revised["version"])
    await decide(assembly, (await assembly.cases(moderator("alder")))[0]["id"], NETWORKS[:2])
    assert await assembly.state(project) == "PUBLISHED"
    assert (await appealed(assembly, case, REPORTER))["__typename"] == "CaseSaved"
    for _ in range(2):  # the networks are silent, and the stewards
        assembly.now += 8 * DAY
        await clock(assembly)
    (row,) = [each for each in await assembly.rows(models.Decision, case_id=case) if each["round"] == 2]
    assert (row["verdict"], row["hindered_by"]) == ("CHANGES_REQUESTED", "CHANGED")
    assert await assembly.state(project) == "PUBLISHED"


async def test_a_report_that_is_rejected_twice_publishes_nothing_that_was_put_away(assembly: ModerationClient):
    project = await published(assembly)
    await act(assembly, "reportContent", REPORTER, node=project, ground="SPAM", text="Une publicité.")
    case = (await assembly.cases(moderator("alder")))[0]["id"]
    await decide(assembly, case, NETWORKS[:2], **AGAINST)
    await assembly.do("archiveProject", id=project, expectedVersion=3)
    await appealed(assembly, case, REPORTER)
    await decide(assembly, case, NETWORKS[2:4], **AGAINST)
    assert await assembly.state(project) == "ARCHIVED"


@pytest.mark.parametrize(("meanwhile", "left"), [(None, None), ("Autre chose.", "Autre chose.")])
async def test_a_change_that_is_rejected_on_appeal_is_taken_back(
    assembly: ModerationClient, meanwhile: str | None, left: str | None
):
    project = await published(assembly)
    await assembly.suggest(REPORTER, project, summary="Un résumé.")
    case = (await assembly.cases(EDITOR))[0]["id"]
    assembly.now += 14 * DAY
    await clock(assembly)
    await decide(assembly, case, NETWORKS[:2])
    assert (await project_of(assembly, project))["summary"] == "Un résumé."
    await appealed(assembly, case)
    if meanwhile:
        await assembly.do("updateProject", VIEWERS["steward"], id=project, expectedVersion=4, summary=meanwhile)
    await decide(assembly, case, NETWORKS[2:4], **AGAINST)
    assert (await project_of(assembly, project))["summary"] == left
