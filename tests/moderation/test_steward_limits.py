"""Stewards are bound, too: by decisions, by giving reasons, and by being named with the policies that they adopt."""

from datetime import timedelta
from typing import Any

import pytest

import models
from resolvers.core.viewer import Viewer
from tests.moderation.client import NETWORKS, ModerationClient, moderator
from tests.moderation.test_appeals import REPORTER, act, clock, published, reported
from tests.moderation.test_blind import SAYS
from tests.moderation.test_policies import adopt
from tests.records.client import EDITOR, VIEWERS

DAY = timedelta(days=1)
STEWARD = VIEWERS["steward"]


async def version(assembly: ModerationClient, project: str) -> int:
    (row,) = await assembly.rows(models.Project, id=project)
    return int(row["version"])


async def tried(assembly: ModerationClient, mutation: str, project: str, **given: Any) -> str:
    """The code of what a steward is refused, or the name of the result."""
    done = await assembly.do(mutation, STEWARD, id=project, expectedVersion=await version(assembly, project), **given)
    return done.get("code") or done["__typename"]


@pytest.mark.parametrize("choice", ["REJECT", "REQUEST_CHANGES"])
async def test_what_was_not_accepted_is_published_by_a_case_alone(assembly: ModerationClient, choice: str):
    project = await assembly.submitted()
    assert await tried(assembly, "publishProject", project) == "CASE_PENDING"  # it is for the networks to say
    (case,) = await assembly.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await assembly.vote(each, case["id"], choice)
    assert await tried(assembly, "publishProject", project) == "DECIDED_OTHERWISE"
    assert await tried(assembly, "updateProject", project, title="Presque pareil") == "ProjectSaved"
    assert await tried(assembly, "publishProject", project) == "DECIDED_OTHERWISE"
    assert await tried(assembly, "submitProject", project) == "ProjectSaved"
    case = (await assembly.cases(moderator("alder")))[0]
    for each in NETWORKS[:4]:
        await assembly.vote(each, case["id"])
    await assembly.do("archiveProject", id=project, expectedVersion=await version(assembly, project))
    assert await tried(assembly, "restoreProject", project) == "ProjectSaved"  # as was decided last
    assert await assembly.state(project) == "PUBLISHED"


async def test_who_needs_no_case_publishes_nothing_as_it_was_rejected(assembly: ModerationClient):
    elm = moderator("elm")
    project = await assembly.submitted(elm)
    (case,) = await assembly.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await assembly.vote(each, case["id"], "REJECT")
    done = await assembly.do("publishProject", elm, id=project, expectedVersion=3)
    assert done["code"] == "DECIDED_OTHERWISE"
    await assembly.do("updateProject", elm, id=project, expectedVersion=3, title="Autre chose")
    done = await assembly.do("publishProject", elm, id=project, expectedVersion=4)
    assert done["project"]["state"] == "PUBLISHED"


async def test_what_was_taken_down_is_not_put_back(assembly: ModerationClient):
    project, case = await reported(assembly)
    for each in NETWORKS[:4]:
        await assembly.vote(each, case, ground="SPAM")
    assert await tried(assembly, "restoreProject", project) == "TAKEN_DOWN_TOGETHER"
    assert await assembly.state(project) == "ARCHIVED"


async def test_a_change_that_was_rejected_is_not_made(assembly: ModerationClient):
    project = await published(assembly)
    await assembly.do("updateProject", id=project, expectedVersion=3, title="Achetez !", summary="Un résumé.")
    case = (await assembly.cases(moderator("alder")))[0]["id"]
    for each in NETWORKS[:2]:
        await assembly.vote(each, case, "REJECT")
    assert await tried(assembly, "updateProject", project, title="Achetez !") == "DECIDED_OTHERWISE"
    assert await tried(assembly, "updateProject", project, title="Sans faute") == "ProjectSaved"
    await assembly.suggest(REPORTER, project, description="Autrement.")
    suggestion = (await assembly.cases(EDITOR))[0]
    await act(assembly, "answerSuggestion", EDITOR, case=suggestion["id"], round=1, accept=False)
    assert await tried(assembly, "updateProject", project, description="Autrement.") == "DECIDED_OTHERWISE"
    # Accepted afterwards, it may be said again.
    await assembly.do("updateProject", id=project, expectedVersion=4, title="Achetez !")
    case = (await assembly.cases(moderator("alder")))[0]["id"]
    for each in NETWORKS[:2]:
        await assembly.vote(each, case)
    assert await tried(assembly, "updateProject", project, title="Encore") == "ProjectSaved"
    assert await tried(assembly, "updateProject", project, title="Achetez !") == "ProjectSaved"


LOG = "{ moderationLog(first: 1) { nodes { byStewards stewardsSpoke grounds networks { slug } } } }"


async def test_what_stewards_say_is_in_the_log(assembly: ModerationClient):
    await assembly.submitted()
    (case,) = await assembly.cases(moderator("alder"))
    assembly.now += 15 * DAY
    await clock(assembly)
    given = {"case": case["id"], "choice": "APPROVE", "ground": "SOUND", "text": "Elle est claire."}
    assert (await act(assembly, "settleCase", STEWARD, **given))["__typename"] == "CaseSaved"
    (told,) = (await assembly.ask(LOG, VIEWERS["anonymous"]))["moderationLog"]["nodes"]
    assert told == {"byStewards": True, "stewardsSpoke": True, "grounds": ["SOUND"], "networks": []}


async def test_a_voice_among_all_networks_is_in_the_log_and_has_its_reason(assembly: ModerationClient):
    _, case = await reported(assembly)
    await assembly.alone()
    for each in NETWORKS[:4]:
        await assembly.vote(each, case, ground="SPAM")
    (told,) = (await assembly.ask(LOG))["moderationLog"]["nodes"]
    assert (told["byStewards"], told["stewardsSpoke"]) == (False, False)
    await act(assembly, "appealDecision", EDITOR, case=case, reason="Non.")
    silent = await assembly.vote(STEWARD, case, text=None)
    assert silent["problems"] == [{"path": ["text"], "code": "REQUIRED"}]
    await assembly.vote(STEWARD, case, **SAYS)
    await assembly.vote("alder", case, **SAYS)
    assembly.now += DAY
    await clock(assembly)
    (told,) = (await assembly.ask(LOG))["moderationLog"]["nodes"]
    assert (told["byStewards"], told["stewardsSpoke"], told["networks"]) == (False, True, [{"slug": "alder"}])


async def test_every_policy_says_who_adopted_it(assembly: ModerationClient):
    name = {"name": "Camille"}
    at = {"id": STEWARD.account_id}
    await assembly.writer.run(lambda work: work.update(models.Account.__table__, at, name))
    await adopt(assembly, reason="Réunion des réseaux du 3 février.")
    wrong = await adopt(assembly, reason=" ")
    assert [(each["path"], each["code"]) for each in wrong["problems"]] == [(["reason"], "TEXT_BLANK")]
    where = '{ kind: { eq: SUBMISSION }, typeName: { eq: "Project" } }'
    document = (
        f"{{ policies(filter: {where}, orderBy: [{{ field: NUMBER }}]) {{ nodes {{ adoptedBy adopter reason }} }} }}"
    )

    async def told(who: Viewer) -> list[tuple[str | None, ...]]:
        found = (await assembly.ask(document, who))["policies"]["nodes"]
        return [(each["adoptedBy"], each["adopter"], each["reason"]) for each in found]

    why = "Réunion des réseaux du 3 février."
    assert await told(VIEWERS["anonymous"]) == [(None, None, None), (STEWARD.account_id, None, why)]
    for who in (moderator("alder"), STEWARD):
        assert await told(who) == [(None, None, None), (STEWARD.account_id, "Camille", why)]
    erased = {"erased_at": assembly.now, "name": ""}
    await assembly.writer.run(lambda work: work.update(models.Account.__table__, at, erased))
    assert (await told(moderator("alder")))[1] == (STEWARD.account_id, None, why)
