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


async def version(client: ModerationClient, project: str) -> int:
    (row,) = await client.rows(models.Project, id=project)
    return int(row["version"])


async def tried(client: ModerationClient, mutation: str, project: str, **given: Any) -> str:
    """The code of what a steward is refused, or the name of the result."""
    done = await client.do(mutation, STEWARD, id=project, expectedVersion=await version(client, project), **given)
    return done.get("code") or done["__typename"]


@pytest.mark.parametrize("choice", ["REJECT", "REQUEST_CHANGES"])
async def test_what_was_not_accepted_is_published_by_a_case_alone(client: ModerationClient, choice: str):
    project = await client.submitted()
    assert await tried(client, "publishProject", project) == "CASE_PENDING"  # it is for the networks to say
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"], choice)
    assert await tried(client, "publishProject", project) == "DECIDED_OTHERWISE"
    assert await tried(client, "updateProject", project, title="Presque pareil") == "ProjectSaved"
    assert await tried(client, "publishProject", project) == "DECIDED_OTHERWISE"
    assert await tried(client, "submitProject", project) == "ProjectSaved"
    case = (await client.cases(moderator("alder")))[0]
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"])
    await client.do("archiveProject", id=project, expectedVersion=await version(client, project))
    assert await tried(client, "restoreProject", project) == "ProjectSaved"  # as was decided last
    assert await client.state(project) == "PUBLISHED"


async def test_who_needs_no_case_publishes_nothing_as_it_was_rejected(client: ModerationClient):
    elm = moderator("elm")
    project = await client.submitted(elm)
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"], "REJECT")
    done = await client.do("publishProject", elm, id=project, expectedVersion=3)
    assert done["code"] == "DECIDED_OTHERWISE"
    await client.do("updateProject", elm, id=project, expectedVersion=3, title="Autre chose")
    done = await client.do("publishProject", elm, id=project, expectedVersion=4)
    assert done["project"]["state"] == "PUBLISHED"


async def test_what_was_taken_down_is_not_put_back(client: ModerationClient):
    project, case = await reported(client)
    for each in NETWORKS[:4]:
        await client.vote(each, case, ground="SPAM")
    assert await tried(client, "restoreProject", project) == "TAKEN_DOWN_TOGETHER"
    assert await client.state(project) == "ARCHIVED"


async def test_a_change_that_was_rejected_is_not_made(client: ModerationClient):
    project = await published(client)
    await client.do("updateProject", id=project, expectedVersion=3, title="Achetez !", summary="Un résumé.")
    case = (await client.cases(moderator("alder")))[0]["id"]
    for each in NETWORKS[:2]:
        await client.vote(each, case, "REJECT")
    assert await tried(client, "updateProject", project, title="Achetez !") == "DECIDED_OTHERWISE"
    assert await tried(client, "updateProject", project, title="Sans faute") == "ProjectSaved"
    await client.suggest(REPORTER, project, description="Autrement.")
    suggestion = (await client.cases(EDITOR))[0]
    await act(client, "answerSuggestion", EDITOR, case=suggestion["id"], round=1, accept=False)
    assert await tried(client, "updateProject", project, description="Autrement.") == "DECIDED_OTHERWISE"
    # Accepted afterwards, it may be said again.
    await client.do("updateProject", id=project, expectedVersion=4, title="Achetez !")
    case = (await client.cases(moderator("alder")))[0]["id"]
    for each in NETWORKS[:2]:
        await client.vote(each, case)
    assert await tried(client, "updateProject", project, title="Encore") == "ProjectSaved"
    assert await tried(client, "updateProject", project, title="Achetez !") == "ProjectSaved"


LOG = "{ moderationLog(first: 1) { nodes { byStewards stewardsSpoke grounds networks { slug } } } }"


async def test_what_stewards_say_is_in_the_log(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    client.now += 15 * DAY
    await clock(client)
    given = {"case": case["id"], "choice": "APPROVE", "ground": "SOUND", "text": "Elle est claire."}
    assert (await act(client, "settleCase", STEWARD, **given))["__typename"] == "CaseSaved"
    (told,) = (await client.ask(LOG, VIEWERS["anonymous"]))["moderationLog"]["nodes"]
    assert told == {"byStewards": True, "stewardsSpoke": True, "grounds": ["SOUND"], "networks": []}


async def test_a_voice_among_all_networks_is_in_the_log_and_has_its_reason(client: ModerationClient):
    _, case = await reported(client)
    await client.alone()
    for each in NETWORKS[:4]:
        await client.vote(each, case, ground="SPAM")
    (told,) = (await client.ask(LOG))["moderationLog"]["nodes"]
    assert (told["byStewards"], told["stewardsSpoke"]) == (False, False)
    await act(client, "appealDecision", EDITOR, case=case, reason="Non.")
    silent = await client.vote(STEWARD, case, text=None)
    assert silent["problems"] == [{"path": ["text"], "code": "REQUIRED"}]
    await client.vote(STEWARD, case, **SAYS)
    await client.vote("alder", case, **SAYS)
    client.now += DAY
    await clock(client)
    (told,) = (await client.ask(LOG))["moderationLog"]["nodes"]
    assert (told["byStewards"], told["stewardsSpoke"], told["networks"]) == (False, True, [{"slug": "alder"}])


async def test_every_policy_says_who_adopted_it(client: ModerationClient):
    name = {"name": "Camille"}
    at = {"id": STEWARD.account_id}
    await client.writer.run(lambda work: work.update(models.Account.__table__, at, name))
    await adopt(client, reason="Réunion des réseaux du 3 février.")
    wrong = await adopt(client, reason=" ")
    assert [(each["path"], each["code"]) for each in wrong["problems"]] == [(["reason"], "TEXT_BLANK")]
    where = '{ kind: { eq: SUBMISSION }, typeName: { eq: "Project" } }'
    document = (
        f"{{ policies(filter: {where}, orderBy: [{{ field: NUMBER }}]) {{ nodes {{ adoptedBy adopter reason }} }} }}"
    )

    async def told(who: Viewer) -> list[tuple[str | None, ...]]:
        found = (await client.ask(document, who))["policies"]["nodes"]
        return [(each["adoptedBy"], each["adopter"], each["reason"]) for each in found]

    why = "Réunion des réseaux du 3 février."
    assert await told(VIEWERS["anonymous"]) == [(None, None, None), (STEWARD.account_id, None, why)]
    for who in (moderator("alder"), STEWARD):
        assert await told(who) == [(None, None, None), (STEWARD.account_id, "Camille", why)]
    erased = {"erased_at": client.now, "name": ""}
    await client.writer.run(lambda work: work.update(models.Account.__table__, at, erased))
    assert (await told(moderator("alder")))[1] == (STEWARD.account_id, None, why)
