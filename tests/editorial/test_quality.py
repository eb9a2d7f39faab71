"""Quality of resources: completeness of a report, seals of networks, and reuse."""

from dataclasses import replace
from typing import Any

import models
from loaders.tables import table_of
from resolvers.editorial.completeness import ASKED, COLUMNS
from tests.editorial.client import silence
from tests.moderation.client import ModerationClient, moderator, network_of
from tests.records.client import BEGIN, EDITOR, REPORT, VIEWERS, account_of

STEWARD = VIEWERS["steward"]
COMPLETE = REPORT | {"outputs": ["RULES"], "participants": 240, "costDays": 12, "evidence": "Des comptes rendus."}


async def report(client: ModerationClient, **more: Any) -> str:
    """A report that everyone reads."""
    given = {"kind": "EXPERIENCE_REPORT", "title": "Bilan", "experienceReport": REPORT | more}
    made = (await client.do("createResource", **given))["resource"]
    await client.do("publishResource", STEWARD, id=made["id"], expectedVersion=1)
    return made["id"]


async def quality(client: ModerationClient, id_: str) -> dict[str, Any]:
    document = "query ($id: ID!) { resource(by: { id: $id }) { experienceReport { completeness missing } } }"
    return (await client.ask(document, VIEWERS["anonymous"], id=id_))["resource"]["experienceReport"]


async def seal(client: ModerationClient, mutation: str, viewer: Any, **given: Any) -> dict[str, Any]:
    document = f"""mutation ($input: {mutation[0].upper()}{mutation[1:]}Input!) {{ it: {mutation}(input: $input) {{
        __typename ... on SealSaved {{ seal {{ id kind version outdated text withdrawnAt network {{ slug }} }} }}
        ... on Refusal {{ code }} ... on ValidationFailed {{ problems {{ path code }} }} }} }}"""
    if mutation == "grantSeal" and "expectedVersion" not in given:
        rows = await client.rows(models.Resource, id=given["resource"])
        given["expectedVersion"] = rows[0]["version"] if rows else 1
    return (await client.ask(document, viewer, input=given))["it"]


async def test_what_a_report_leaves_open_is_named(client: ModerationClient):
    assert await quality(client, await report(client)) == {
        "completeness": 67,
        "missing": ["outputs", "participants", "evidence", "cost"],
    }
    assert await quality(client, await report(client, **COMPLETE)) == {"completeness": 100, "missing": []}
    in_part = await quality(client, await report(client, participants=12, costDays=1))
    assert in_part == {"completeness": 83, "missing": ["outputs", "evidence"]}


def test_every_column_of_a_report_is_asked_for_or_says_nothing_of_it():
    assert set(COLUMNS) | {"resource_id", "formally_evaluated"} == set(models.ExperienceReport.model_fields)
    assert len(ASKED) == 12


async def test_a_network_stands_up_for_what_others_have_done(client: ModerationClient):
    node = await report(client)
    given = {"resource": node, "kind": "VERIFIED", "text": "Nous y étions."}
    granted = (await seal(client, "grantSeal", moderator("alder"), **given))["seal"]
    assert (granted["text"], granted["network"]) == ("Nous y étions.", {"slug": "alder"})
    assert (await seal(client, "grantSeal", moderator("alder"), **given))["code"] == "ALREADY_SEALED"
    await seal(client, "grantSeal", moderator("birch"), **given)
    seen = "query ($id: ID!) { resource(by: { id: $id }) { seals(first: 9) { nodes { kind withdrawnAt } } version } }"
    found = (await client.ask(seen, VIEWERS["anonymous"], id=node))["resource"]
    assert found == {"seals": {"nodes": [{"kind": "VERIFIED", "withdrawnAt": None}] * 2}, "version": 2}
    for viewer in (moderator("birch"), EDITOR):
        assert (await seal(client, "withdrawSeal", viewer, seal=granted["id"]))["code"] == "NO_VOICE"
    taken = (await seal(client, "withdrawSeal", moderator("alder"), seal=granted["id"]))["seal"]
    assert taken["withdrawnAt"] is not None
    again = await seal(client, "withdrawSeal", moderator("alder"), seal=granted["id"])
    assert again["code"] == "ALREADY_WITHDRAWN"
    assert (await seal(client, "grantSeal", moderator("alder"), **given))["__typename"] == "SealSaved"
    told = [each["fields"].get("seal") for each in await client.rows(models.Change, node_id=node)]
    assert [each for each in told if each].count([None, "VERIFIED"]) == 3
    assert ["VERIFIED", None] in told


async def test_a_seal_is_not_for_everything_nor_from_everyone(client: ModerationClient):
    node = await report(client)
    own = (await client.do("createResource", moderator("alder"), kind="GUIDE", title="Guide"))["resource"]["id"]
    await client.do("publishResource", moderator("alder"), id=own, expectedVersion=1)
    draft = (await client.do("createResource", kind="GUIDE", title="Guide"))["resource"]["id"]
    for viewer, resource, code in (
        (moderator("alder"), own, "CONFLICT_OF_INTEREST"),
        (moderator("alder"), draft, "NOT_FOUND"),
        (moderator("alder"), "resource_unknown", "NOT_FOUND"),
        (EDITOR, node, "NO_VOICE"),
        (VIEWERS["anonymous"], node, "UNAUTHENTICATED"),
    ):
        assert (await seal(client, "grantSeal", viewer, resource=resource, kind="REUSED"))["code"] == code
    other = await seal(client, "grantSeal", moderator("alder"), resource=node, kind="REUSED", network={"slug": "birch"})
    assert other["code"] == "NO_VOICE"
    wrong = await seal(client, "grantSeal", moderator("alder"), resource=node, kind="REUSED", text="a\0b")
    assert [each["path"] for each in wrong["problems"]] == [["text"]]


async def test_a_seal_is_for_the_version_that_was_there(client: ModerationClient):
    node = await report(client)
    granted = (await seal(client, "grantSeal", moderator("alder"), resource=node, kind="VERIFIED"))["seal"]
    assert (granted["version"], granted["outdated"]) == (2, False)
    await client.do("updateResource", STEWARD, id=node, expectedVersion=2, title="Tout autre chose")
    document = "{ seals(first: 9, filter: {version: {eq: 2}}) { nodes { version outdated } } }"
    found = await client.ask(document, VIEWERS["anonymous"])
    assert found["seals"]["nodes"] == [{"version": 2, "outdated": True}]
    await client.do("archiveResource", STEWARD, id=node, expectedVersion=3)
    assert (await client.ask(document, VIEWERS["anonymous"]))["seals"]["nodes"][0]["outdated"] is None


async def test_what_says_the_same_still_makes_no_seal_outdated(client: ModerationClient):
    node = await report(client)
    read = {"resource": node, "expectedVersion": 1}
    stale = await seal(client, "grantSeal", moderator("alder"), **read, kind="VERIFIED")
    assert stale["code"] == "CONFLICT"
    await seal(client, "grantSeal", moderator("alder"), resource=node, kind="VERIFIED")
    for mutation, version in (("archiveResource", 2), ("restoreResource", 3)):
        await client.do(mutation, STEWARD, id=node, expectedVersion=version)
    await seal(client, "grantSeal", moderator("birch"), resource=node, kind="VERIFIED")
    document = "query ($id: ID!) { resource(by: { id: $id }) { seals { nodes { version outdated } } } }"
    found = await client.ask(document, VIEWERS["anonymous"], id=node)
    assert found["resource"]["seals"]["nodes"] == [{"version": 4, "outdated": False}, {"version": 2, "outdated": False}]


async def test_who_has_a_part_in_a_resource_seals_it_for_nobody(client: ModerationClient):
    node = await report(client)
    await client.join("birch", next(iter(EDITOR.roles)))
    refused = await seal(client, "grantSeal", moderator("birch"), resource=node, kind="VERIFIED")
    assert refused["code"] == "CONFLICT_OF_INTEREST"
    reused = await seal(client, "grantSeal", moderator("birch"), resource=node, kind="REUSED")
    assert reused["__typename"] == "SealSaved"  # by another member
    both = replace(moderator("cedar"), roles={**moderator("cedar").roles, **EDITOR.roles})
    place = {"space_id": next(iter(EDITOR.roles)), "account_id": account_of("cedar"), "role": "EDITOR", "since": BEGIN}
    await client.writer.run(lambda work: work.insert(table_of(models.SpaceMember), [place]))
    program = {"account_id": None, "token_id": "token", "network_id": network_of("cedar")}
    theirs = replace(moderator("cedar"), **program, answered_by=account_of("cedar"))
    for kind in ("VERIFIED", "REUSED"):
        for viewer in (both, theirs):
            refused = await seal(client, "grantSeal", viewer, resource=node, kind=kind)
            assert refused["code"] == "CONFLICT_OF_INTEREST"


async def test_a_seal_is_taken_back_by_a_network_without_a_voice_and_by_stewards(client: ModerationClient):
    node = await report(client)
    given = {"resource": node, "kind": "VERIFIED"}
    seals = [(await seal(client, "grantSeal", moderator(each), **given))["seal"] for each in ("alder", "birch")]
    await silence(client, "alder")
    for granted, viewer in zip(seals, (moderator("alder"), STEWARD), strict=True):
        taken = await seal(client, "withdrawSeal", viewer, seal=granted["id"])
        assert taken["seal"]["withdrawnAt"] is not None
    history = await client.rows(models.Change, node_id=node)
    assert [each["network_id"] for each in history if "seal" in each["fields"]] == [
        *map(network_of, ("alder", "birch", "alder")),
        None,
    ]


async def test_one_sees_what_a_report_and_a_project_led_to(client: ModerationClient):
    node = await report(client)
    project = {"phase": "IDEA", "status": "IN_PROGRESS"}
    first = (await client.do("createProject", moderator("elm"), title="Le premier", **project))["project"]["id"]
    await client.do("publishProject", moderator("elm"), id=first, expectedVersion=1)
    ties = {"inspiredBy": [{"id": first}], "reuses": [{"id": node}]}
    second = await client.do("createProject", moderator("elm"), title="Le second", **project, **ties)
    assert {each["field"] for each in second["changes"]} >= {"inspiredBy", "reuses"}
    await client.do("publishProject", moderator("elm"), id=second["project"]["id"], expectedVersion=1)
    found = await client.ask(
        """query ($first: ID!, $node: ID!) { project(by: { id: $first }) { inspired { nodes { title } } }
        resource(by: { id: $node }) { reusedIn { nodes { title inspiredBy { nodes { title } } } } } }""",
        VIEWERS["anonymous"],
        first=first,
        node=node,
    )
    assert found["project"]["inspired"]["nodes"] == [{"title": "Le second"}]
    assert found["resource"]["reusedIn"]["nodes"] == [
        {"title": "Le second", "inspiredBy": {"nodes": [{"title": "Le premier"}]}}
    ]


async def test_a_project_is_not_inspired_by_itself(client: ModerationClient):
    made = (await client.do("createProject", title="A", phase="IDEA", status="IN_PROGRESS"))["project"]["id"]
    done = await client.do("updateProject", id=made, expectedVersion=1, inspiredBy=[{"id": made}])
    assert [(each["path"], each["code"]) for each in done["problems"]] == [(["inspiredBy"], "TIED_TO_ITSELF")]
