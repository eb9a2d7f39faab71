"""Collections: what is in them keeps its order, networks answer for them, and everyone sees what is theirs to see."""

import asyncio
from typing import Any

import pytest

import models
from models import SpaceRole
from schema.kit.context import Context
from tests.editorial.client import (
    PUBLIC,
    STEWARD,
    codes,
    hidden_project,
    public_project,
    published,
    save,
    saved,
    seen,
    send,
    told,
)
from tests.moderation.client import ModerationClient, moderator
from tests.records.client import EDITOR, SCHEMA, VIEWERS, space_of
from tests.schema.graph_client import recorded


async def test_order_and_annotations_are_kept(client: ModerationClient):
    projects = [await public_project(client, f"Budget {number}") for number in range(4)]
    order = [projects[2], projects[0], projects[3], projects[1]]
    items = [{"node": each, "annotation": f"n° {place}"} for place, each in enumerate(order)]
    items[1].pop("annotation")
    made = await saved(client, items=items, introduction="# Pourquoi")
    expected = [(1, "n° 0", order[0]), (2, None, order[1]), (3, "n° 2", order[2]), (4, "n° 3", order[3])]
    assert told(made) == expected
    assert (made["state"], made["version"], made["introduction"]) == ("DRAFT", 1, "# Pourquoi")
    again = await saved(client, id=made["id"], expectedVersion=1, items=items[::-1], title="Autrement")
    assert [each[2] for each in told(again)] == order[::-1]
    assert (again["version"], again["title"], again["introduction"]) == (2, "Autrement", "# Pourquoi")
    cleared = await saved(client, id=made["id"], expectedVersion=2, introduction=None)
    assert (cleared["title"], cleared["introduction"], len(cleared["items"])) == ("Autrement", None, 4)
    refused = await save(client, id=made["id"], expectedVersion=3, title=None, items=None)
    assert codes(refused) == [(["title"], "REQUIRED")]


async def test_what_changes_nothing_is_no_new_version(client: ModerationClient):
    made = await saved(client)
    same = {"title": "Participer", "networks": [{"slug": "alder"}], "items": []}
    for given in ({}, same):
        assert (await saved(client, id=made["id"], expectedVersion=1, **given))["version"] == 1
    assert len(await client.rows(models.Change, node_id=made["id"])) == 1


async def test_every_change_is_in_the_journal(client: ModerationClient):
    project = await public_project(client)
    made = await published(client)
    item = {"node": project, "annotation": "Clair."}
    await saved(client, id=made["id"], expectedVersion=2, items=[item])
    await send(client, "archiveCollection", "alder", id=made["id"], expectedVersion=3)
    rows = sorted(await client.rows(models.Change, node_id=made["id"]), key=lambda each: each["version"])
    assert [(each["kind"], each["state"]) for each in rows] == [
        ("CREATED", "DRAFT"),
        ("PUBLISHED", "PUBLISHED"),
        ("UPDATED", "PUBLISHED"),
        ("ARCHIVED", "ARCHIVED"),
    ]
    assert rows[2]["fields"] == {"items": [[], [[project, "Clair."]]]}
    assert {each["space_id"] for each in rows} == {space_of("alder")}


async def test_of_two_editors_who_start_from_one_version_one_is_told_of_the_other(client: ModerationClient):
    made = await saved(client)
    given = {"id": made["id"], "expectedVersion": 1}
    found = await asyncio.gather(*(save(client, title=f"Titre {each}", **given) for each in range(2)))
    assert sorted(each["__typename"] for each in found) == ["CollectionSaved", "Conflict"]
    (conflict,) = (each for each in found if each["__typename"] == "Conflict")
    assert (conflict["code"], conflict["currentVersion"]) == ("CONFLICT", 2)
    for mutation in ("publishCollection", "archiveCollection"):
        assert (await send(client, mutation, "alder", **given))["code"] == "CONFLICT"


async def test_a_collection_is_seen_by_its_networks_and_stewards_until_it_is_published(client: ModerationClient):
    made = await saved(client)
    outside = {"anonymous": PUBLIC, "account": VIEWERS["account"], "editor": EDITOR, "birch": moderator("birch")}
    for viewer in outside.values():
        assert await seen(client, made["id"], viewer) is None
    for viewer in (moderator("alder"), moderator("alder", SpaceRole.MEMBER), STEWARD):
        assert await seen(client, made["id"], viewer) == made
    shown = (await send(client, "publishCollection", "alder", id=made["id"], expectedVersion=1))["collection"]
    assert await seen(client, made["id"], PUBLIC) == shown
    await send(client, "archiveCollection", "alder", id=made["id"], expectedVersion=2)
    assert await seen(client, made["id"], PUBLIC) is None
    back = await send(client, "publishCollection", "alder", id=made["id"], expectedVersion=3)
    assert back["collection"]["state"] == "PUBLISHED"


async def test_what_is_kept_stays_where_it_is_put_seen_or_not(client: ModerationClient):
    projects = [await public_project(client, f"Budget {number}") for number in range(3)]
    items = [{"node": each, "annotation": f"n° {place}"} for place, each in enumerate(projects)]
    made = await saved(client, items=items)
    await client.do("archiveProject", STEWARD, id=projects[0], expectedVersion=2)
    pointer = {"id": made["id"], "expectedVersion": 1}
    moved = await saved(client, items=[{"keep": 3}, {"keep": 1}, {"keep": 2, "annotation": None}], **pointer)
    assert told(moved) == [(1, "n° 2", projects[2]), (2, "n° 0", None), (3, None, projects[1])]
    named = await saved(client, id=made["id"], expectedVersion=2, items=[{"node": projects[0]}])
    assert told(named) == [(1, None, None)]
    await client.do("restoreProject", STEWARD, id=projects[0], expectedVersion=3)
    assert told(await seen(client, made["id"], "alder")) == [(1, None, projects[0])]


@pytest.mark.parametrize(
    ("item", "path", "code"),
    [
        ({}, ["items", "0"], "NODE_OR_KEEP"),
        ({"node": "x", "keep": 1}, ["items", "0"], "NODE_OR_KEEP"),
        ({"keep": 0}, ["items", "0", "keep"], "NOTHING_AT_PLACE"),
        ({"keep": 2}, ["items", "0", "keep"], "NOTHING_AT_PLACE"),
        ({"keep": -(2**31)}, ["items", "0", "keep"], "NOTHING_AT_PLACE"),
        ({"keep": 1, "annotation": "a\0"}, ["items", "0", "annotation"], "TEXT_CHARACTER"),
    ],
)
async def test_a_place_says_one_thing(client: ModerationClient, item: dict[str, Any], path: list[str], code: str):
    made = await saved(client, items=[{"node": await public_project(client)}])
    assert codes(await save(client, id=made["id"], expectedVersion=1, items=[item])) == [(path, code)]


async def test_what_tells_of_other_records_is_no_content(client: ModerationClient):
    project = await public_project(client)
    (change, *_) = await client.rows(models.Change, node_id=project)
    for node in (change["id"], space_of("alder"), "policy_x"):
        assert codes(await save(client, items=[{"node": node}])) == [(["items", "0", "node"], "INVALID_ID")]


async def test_a_request_that_is_sent_again_begins_one_collection(client: ModerationClient):
    found = [await save(client, title="Participer", idempotencyKey="un-dossier") for _ in range(2)]
    assert found[0] == found[1]
    assert len(await client.rows(models.Collection, demonstration=False)) == 1
    other = await save(client, title="Autre chose", idempotencyKey="un-dossier")
    assert other["code"] == "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"
    tried = await save(client, title="Un essai", dryRun=True)
    assert (tried["version"], tried["dryRun"], tried["collection"]) == (1, True, None)
    assert len(await client.rows(models.Collection, demonstration=False)) == 1


async def test_what_an_editor_does_not_see_cannot_be_put_into_a_collection(client: ModerationClient):
    items = [{"node": await hidden_project(client)}, {"node": await public_project(client)}, {"node": "x"}]
    refused = await save(client, items=items)
    assert codes(refused) == [(["items", "0", "node"], "NOT_FOUND"), (["items", "2", "node"], "INVALID_ID")]


async def test_what_is_hidden_later_keeps_its_place_and_shows_nothing(client: ModerationClient):
    projects = [await public_project(client, f"Budget {number}") for number in range(2)]
    made = await published(client, items=[{"node": each} for each in projects])
    await client.do("archiveProject", STEWARD, id=projects[0], expectedVersion=2)
    assert told(await seen(client, made["id"], PUBLIC)) == [(1, None, None), (2, None, projects[1])]
    assert told(await seen(client, made["id"], STEWARD)) == [(1, None, projects[0]), (2, None, projects[1])]


async def test_a_record_shows_the_public_collections_that_it_is_in(client: ModerationClient):
    project = await public_project(client)
    shown = await published(client, items=[{"node": project}])
    draft = await saved(client, title="Brouillon", items=[{"node": project}])
    document = "query ($id: ID!) { project(by: {id: $id}) { collections { totalCount nodes { id } } } }"
    found = (await client.ask(document, PUBLIC, id=project))["project"]["collections"]
    assert found == {"totalCount": 1, "nodes": [{"id": shown["id"]}]}
    found = (await client.ask(document, moderator("alder"), id=project))["project"]["collections"]
    assert found == {"totalCount": 2, "nodes": [{"id": draft["id"]}, {"id": shown["id"]}]}


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"title": "a\u202eb"}, ["title"], "TEXT_CHARACTER"),
        ({"title": " "}, ["title"], "TEXT_BLANK"),
        ({"title": "a\nb"}, ["title"], "TEXT_LINE_BREAK"),
        ({"introduction": "<script>alert(1)</script>"}, ["introduction"], "HTML_NOT_ALLOWED"),
        ({"introduction": "[a](javascript:alert(1))"}, ["introduction"], "LINK_NOT_ALLOWED"),
        ({"networks": []}, ["networks"], "REQUIRED"),
        ({"networks": [{"slug": "nobody"}]}, ["networks", "0"], "NOT_FOUND"),
        ({"networks": [{"slug": "alder"}] * 21}, ["networks"], "LIST_TOO_LONG"),
        ({"items": [{"node": "x"}] * 201}, ["items"], "LIST_TOO_LONG"),
    ],
)
async def test_what_cannot_be_is_told(client: ModerationClient, given: dict[str, Any], path: list[str], code: str):
    refused = await save(client, **given)
    assert codes(refused) == [(path, code)]
    assert "{" not in refused["problems"][0]["message"]
    assert await client.rows(models.Collection, demonstration=False) == []


async def test_nothing_stands_twice_in_a_collection_nor_the_collection_itself(client: ModerationClient):
    project = await public_project(client)
    made = await saved(client)
    items = [{"node": project}, {"node": made["id"]}, {"node": project, "annotation": "\0"}]
    refused = await save(client, id=made["id"], expectedVersion=1, items=items)
    assert codes(refused) == [
        (["items", "2", "node"], "LIST_REPEATS"),
        (["items", "1", "node"], "COLLECTION_OF_ITSELF"),
        (["items", "2", "annotation"], "TEXT_CHARACTER"),
    ]


async def test_two_hundred_records_are_as_many_statements_as_two(client: ModerationClient):
    topics = [{"node": each["id"]} for each in await client.rows(models.Topic)]
    territories = [{"node": each["id"]} for each in (await client.rows(models.Territory))[: 200 - len(topics)]]
    found = []
    for items in ([topics[0], territories[0]], [*topics, *territories][:200]):
        made = await published(client, items=items)
        snapshot = client.database.snapshot()
        trips = recorded(snapshot)
        document = "query ($id: ID!) { collection(by: {id: $id}) { items { position node { id } } } }"
        result = await SCHEMA.execute(document, {"id": made["id"]}, context_value=Context(snapshot))
        await snapshot.close()
        assert [each["node"]["id"] for each in result.data["collection"]["items"]] == [each["node"] for each in items]
        found.append(len(trips.asked))
    assert len(topics) > 1
    assert found[0] == found[1]
