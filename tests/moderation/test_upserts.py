"""Bulk upserts pass through moderation as all other edits do."""

from datetime import timedelta
from typing import Any

import models
from loaders.tables import table_of
from tests.moderation.client import DRAFT, WITNESS, ModerationClient, moderator, network_of
from tests.moderation.test_appeals import REPORTER, act
from tests.records.client import VIEWERS, space_of

ELM = moderator("elm")
STEWARD = VIEWERS["steward"]
ADOPTED = {"quorum": 2, "majority": 60, "openHours": 24, "dueHours": 48, "appealHours": 24, "direct": "NOBODY"}


async def upsert(client: ModerationClient, **given: Any) -> dict[str, Any]:
    """Return the result of the network's only record."""
    document = """mutation ($input: UpsertProjectsInput!) { it: upsertProjects(input: $input) { __typename
        ... on ProjectsUpserted { items { outcome problems { path code } project { id version state } } } } }"""
    item = {"reference": "a", **DRAFT, **given}
    answer = await client.ask(document, ELM, input={"network": {"slug": "elm"}, "items": [item]})
    return answer["it"]["items"][0]


async def adopt(client: ModerationClient, kind: str) -> None:
    """The partners agree that nobody does this alone."""
    document = """mutation ($input: AdoptPolicyInput!) { it: adoptPolicy(input: $input) { __typename } }"""
    given = {"kind": kind, "typeName": "Project", "reason": "Convenu.", **ADOPTED}
    assert (await client.ask(document, STEWARD, input=given))["it"]["__typename"] == "PolicyAdopted"


async def test_what_the_partners_decide_is_not_published_by_upsert(client: ModerationClient):
    await adopt(client, "SUBMISSION")
    assert (await upsert(client))["project"]["state"] == "DRAFT"


async def test_what_the_partners_decide_is_not_changed_by_upsert(client: ModerationClient):
    assert (await upsert(client))["project"]["state"] == "PUBLISHED"
    await adopt(client, "CHANGE")
    refused = await upsert(client, title="Autre chose")
    assert refused["problems"] == [{"path": ["reference"], "code": "DECIDED_TOGETHER"}]
    assert (await upsert(client))["outcome"] == "UNCHANGED"


async def test_what_is_judged_is_judged_anew_when_an_upsert_changes_it(client: ModerationClient):
    await adopt(client, "SUBMISSION")
    project = (await upsert(client))["project"]["id"]
    await client.do("submitProject", ELM, id=project, expectedVersion=1)
    (case,) = await client.cases(moderator("alder"))
    await client.vote("alder", case["id"])
    await upsert(client, title="Autre chose")
    (again,) = await client.cases(moderator("alder"))
    assert (again["round"], again["version"], again["waiting"]) == (2, 3, [network_of("alder")])


async def test_what_is_hidden_is_not_shown_again_by_an_upsert(client: ModerationClient):
    project = (await upsert(client, summary="01 99 00 12 34"))["project"]["id"]
    given = {"node": project, "ground": "PERSONAL_DATA", "field": "summary", "text": "Un numéro."}
    assert (await act(client, "reportContent", WITNESS, **given))["__typename"] == "CaseSaved"
    refused = await upsert(client, summary="01 99 00 12 34")
    assert refused["problems"] == [{"path": ["reference"], "code": "FIELD_HIDDEN"}]
    assert (await upsert(client, title="Autre chose"))["outcome"] == "UPDATED"
    (row,) = await client.rows(models.Project, id=project)
    assert (row["summary"], row["title"]) == (None, "Autre chose")


async def test_a_space_that_was_not_verified_publishes_nothing_by_upsert(client: ModerationClient):
    space = {"id": space_of("elm")}
    await client.writer.run(lambda work: work.update(table_of(models.Space), space, {"verified_at": None}))
    assert (await upsert(client))["project"]["state"] == "DRAFT"


async def test_a_suggestion_on_what_an_upsert_changes_is_asked_anew(client: ModerationClient):
    project = (await upsert(client, summary="Avant."))["project"]["id"]
    await client.suggest(REPORTER, project, summary="Mieux.")
    await upsert(client, summary="Entre-temps.")
    (case,) = await client.cases(ELM)
    assert (case["round"], case["version"]) == (2, 2)
    assert case["proposed"] == [{"field": "summary", "before": "Entre-temps.", "after": "Mieux."}]
    await upsert(client, summary="Mieux.")
    assert [each["stage"] for each in await client.cases(ELM)] == ["WITHDRAWN"]


async def test_what_is_being_decided_is_refused_alone(client: ModerationClient):
    await adopt(client, "SUBMISSION")
    project = (await upsert(client))["project"]["id"]
    await client.do("submitProject", ELM, id=project, expectedVersion=1)
    (case,) = await client.cases(moderator("alder"))
    for each in ("alder", "birch"):
        await client.vote(each, case["id"])
    client.now += timedelta(days=2)
    refused = await upsert(client, title="Autre chose")
    assert refused["problems"] == [{"path": ["reference"], "code": "BEING_DECIDED"}]
    assert (await upsert(client))["outcome"] == "UNCHANGED"
