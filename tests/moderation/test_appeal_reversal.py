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


async def decide(client: ModerationClient, case: str, networks: tuple[str, ...], **given: Any) -> None:
    """Have two networks vote, once the minimum time is over."""
    for each in networks:
        assert (await client.vote(each, case, **given))["__typename"] == "VoteCast"
    client.now += 2 * DAY
    await clock(client)


async def project_of(client: ModerationClient, project: str) -> dict[str, Any]:
    (row,) = await client.rows(models.Project, id=project)
    return row


async def appealed(client: ModerationClient, case: str, viewer: Any = EDITOR) -> dict[str, Any]:
    return await act(client, "appealDecision", viewer, case=case, reason="Je conteste.")


async def rewritten(client: ModerationClient, project: str) -> dict[str, Any]:
    """Change a title that nobody has judged, and return the result."""
    version = (await project_of(client, project))["version"]
    return await client.do("updateProject", id=project, expectedVersion=version, title=ANEW)


async def rejected(client: ModerationClient) -> tuple[str, str]:
    """A project that was handed in and rejected, and its case."""
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await decide(client, case["id"], NETWORKS[:2], **AGAINST)
    assert await client.state(project) == "DRAFT"
    return project, case["id"]


async def test_what_was_given_back_is_judged_again_as_it_stands(client: ModerationClient):
    project, case = await rejected(client)
    done = await appealed(client, case)
    assert (done["case"]["round"], done["case"]["panel"]) == (2, "FRESH")
    (seen,) = await client.cases(moderator("cedar"))
    assert (seen["node"], seen["version"]) == ({"id": project}, 4)
    assert await client.state(project) == "SUBMITTED"
    await client.vote("cedar", case)
    assert (await rewritten(client, project))["code"] == "ON_APPEAL"
    assert (await client.cases(moderator("cedar")))[0]["round"] == 2  # it is judged as it was
    await decide(client, case, NETWORKS[3:])
    assert await client.state(project) == "PUBLISHED"


async def test_what_says_something_else_by_now_is_handed_in_rather_than_appealed_for(client: ModerationClient):
    project, case = await rejected(client)
    await rewritten(client, project)
    assert (await appealed(client, case))["code"] == "SAYS_SOMETHING_ELSE"
    assert (await client.do("submitProject", id=project, expectedVersion=4))["project"]["state"] == "SUBMITTED"


async def test_what_its_author_put_away_is_not_appealed_for(client: ModerationClient):
    project, case = await rejected(client)
    await client.do("archiveProject", id=project, expectedVersion=3)
    assert (await appealed(client, case))["code"] == "IS_ARCHIVED"


async def test_what_waits_to_be_judged_again_is_not_appealed_for(client: ModerationClient):
    project = await published(client)
    await act(client, "reportContent", REPORTER, node=project, ground="SPAM", text="Une publicité.")
    case = (await client.cases(moderator("alder")))[0]["id"]
    await decide(client, case, NETWORKS[:2], **AGAINST)
    await client.do("updateProject", VIEWERS["steward"], id=project, expectedVersion=3, title="Achetez !")
    other = VIEWERS["editor of another space"]
    await act(client, "reportContent", other, node=project, ground="SPAM", text="Maintenant, oui.")
    assert (await appealed(client, case, REPORTER))["code"] == "CASE_PENDING"


async def given_back(client: ModerationClient) -> tuple[str, str]:
    """A project that a report gave back to its author, who appeals."""
    project = await published(client)
    await act(client, "reportContent", REPORTER, node=project, ground="INACCURATE", text="Faux.")
    case = (await client.cases(moderator("alder")))[0]["id"]
    await decide(client, case, NETWORKS[:2], choice="REQUEST_CHANGES")
    assert await client.state(project) == "DRAFT"
    assert (await appealed(client, case))["__typename"] == "CaseSaved"
    return project, case


@pytest.mark.parametrize(("rewrites", "state"), [(False, "PUBLISHED"), (True, "DRAFT")])
async def test_an_appeal_publishes_nothing_that_was_written_meanwhile(
    client: ModerationClient, rewrites: bool, state: str
):  # fmt: skip
    project, case = await given_back(client)
    if rewrites:
        await rewritten(client, project)
    await decide(client, case, NETWORKS[2:4], **AGAINST)
    assert await client.state(project) == state


async def test_an_appeal_that_nobody_judges_takes_down_nothing_that_was_revised_since(client: ModerationClient):
    project = await published(client)
    await act(client, "reportContent", REPORTER, node=project, ground="INACCURATE", text="Faux.")
    case = (await client.cases(moderator("alder")))[0]["id"]
    await decide(client, case, NETWORKS[:2], choice="REQUEST_CHANGES")
    revised = await rewritten(client, project)
    await client.do("submitProject", id=project, expectedVersion=revised["version"])
    await decide(client, (await client.cases(moderator("alder")))[0]["id"], NETWORKS[:2])
    assert await client.state(project) == "PUBLISHED"
    assert (await appealed(client, case, REPORTER))["__typename"] == "CaseSaved"
    for _ in range(2):  # the networks are silent, and the stewards
        client.now += 8 * DAY
        await clock(client)
    (row,) = [each for each in await client.rows(models.Decision, case_id=case) if each["round"] == 2]
    assert (row["verdict"], row["hindered_by"]) == ("CHANGES_REQUESTED", "CHANGED")
    assert await client.state(project) == "PUBLISHED"


async def test_a_report_that_is_rejected_twice_publishes_nothing_that_was_put_away(client: ModerationClient):
    project = await published(client)
    await act(client, "reportContent", REPORTER, node=project, ground="SPAM", text="Une publicité.")
    case = (await client.cases(moderator("alder")))[0]["id"]
    await decide(client, case, NETWORKS[:2], **AGAINST)
    await client.do("archiveProject", id=project, expectedVersion=3)
    await appealed(client, case, REPORTER)
    await decide(client, case, NETWORKS[2:4], **AGAINST)
    assert await client.state(project) == "ARCHIVED"


@pytest.mark.parametrize(("meanwhile", "left"), [(None, None), ("Autre chose.", "Autre chose.")])
async def test_a_change_that_is_rejected_on_appeal_is_taken_back(
    client: ModerationClient, meanwhile: str | None, left: str | None
):
    project = await published(client)
    await client.suggest(REPORTER, project, summary="Un résumé.")
    case = (await client.cases(EDITOR))[0]["id"]
    client.now += 14 * DAY
    await clock(client)
    await decide(client, case, NETWORKS[:2])
    assert (await project_of(client, project))["summary"] == "Un résumé."
    await appealed(client, case)
    if meanwhile:
        await client.do("updateProject", VIEWERS["steward"], id=project, expectedVersion=4, summary=meanwhile)
    await decide(client, case, NETWORKS[2:4], **AGAINST)
    assert (await project_of(client, project))["summary"] == left
