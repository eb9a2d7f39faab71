"""Collections: what is in them keeps its order, networks answer for them, and everyone sees what is theirs to see."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

import models
from models import Scope, SpaceRole
from resolvers.viewer import Viewer
from schema.kit.context import Context
from tests.editorial.desk import (
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
)
from tests.graph.commons import recorded
from tests.moderation.assembly import Assembly, moderator, network_of
from tests.writing.world import EDITOR, SCHEMA, VIEWERS, space_of


def token(name: str) -> Viewer:
    """A network's program that may write, and nothing else."""
    return Viewer(
        token_id=f"token {name}",
        network_id=network_of(name),
        networks=frozenset({network_of(name)}),
        scopes=frozenset({Scope.READ, Scope.CONTENT_WRITE}),
        roles={space_of(name): SpaceRole.EDITOR},
        request_id="request",
        language="en",
    )


def told(collection: dict[str, Any]) -> list[tuple[int, str | None, str | None]]:
    """What is in a collection."""
    return [(each["position"], each["annotation"], each["node"] and each["node"]["id"]) for each in collection["items"]]


async def test_order_and_annotations_are_kept(assembly: Assembly):
    projects = [await public_project(assembly, f"Budget {number}") for number in range(4)]
    order = [projects[2], projects[0], projects[3], projects[1]]
    items = [{"node": each, "annotation": f"n° {place}"} for place, each in enumerate(order)]
    items[1].pop("annotation")
    made = await saved(assembly, items=items, introduction="# Pourquoi")
    expected = [(1, "n° 0", order[0]), (2, None, order[1]), (3, "n° 2", order[2]), (4, "n° 3", order[3])]
    assert told(made) == expected
    assert (made["state"], made["version"], made["introduction"]) == ("DRAFT", 1, "# Pourquoi")
    again = await saved(assembly, id=made["id"], expectedVersion=1, items=items[::-1], title="Autrement")
    assert [each[2] for each in told(again)] == order[::-1]
    assert (again["version"], again["title"], again["introduction"]) == (2, "Autrement", None)


async def test_what_changes_nothing_is_no_new_version(assembly: Assembly):
    made = await saved(assembly)
    assert (await saved(assembly, id=made["id"], expectedVersion=1))["version"] == 1
    assert len(await assembly.rows(models.Change, node_id=made["id"])) == 1


async def test_every_change_is_in_the_journal(assembly: Assembly):
    project = await public_project(assembly)
    made = await published(assembly)
    item = {"node": project, "annotation": "Clair."}
    await saved(assembly, id=made["id"], expectedVersion=2, items=[item])
    await send(assembly, "archiveCollection", "alder", id=made["id"], expectedVersion=3)
    rows = sorted(await assembly.rows(models.Change, node_id=made["id"]), key=lambda each: each["version"])
    assert [(each["kind"], each["state"]) for each in rows] == [
        ("CREATED", "DRAFT"),
        ("PUBLISHED", "PUBLISHED"),
        ("UPDATED", "PUBLISHED"),
        ("ARCHIVED", "ARCHIVED"),
    ]
    assert rows[2]["fields"] == {"items": [[], [[project, "Clair."]]]}
    assert {each["space_id"] for each in rows} == {space_of("alder")}


async def test_of_two_editors_who_start_from_one_version_one_is_told_of_the_other(assembly: Assembly):
    made = await saved(assembly)
    given = {"id": made["id"], "expectedVersion": 1}
    found = await asyncio.gather(*(save(assembly, title=f"Titre {each}", **given) for each in range(2)))
    assert sorted(each["__typename"] for each in found) == ["CollectionSaved", "Conflict"]
    (conflict,) = (each for each in found if each["__typename"] == "Conflict")
    assert (conflict["code"], conflict["currentVersion"]) == ("CONFLICT", 2)
    for mutation in ("publishCollection", "archiveCollection"):
        assert (await send(assembly, mutation, "alder", **given))["code"] == "CONFLICT"


async def test_a_version_is_needed_with_an_id(assembly: Assembly):
    made = await saved(assembly)
    assert codes(await save(assembly, id=made["id"])) == [(["expectedVersion"], "REQUIRED")]


async def test_a_collection_is_seen_by_its_networks_and_stewards_until_it_is_published(assembly: Assembly):
    made = await saved(assembly)
    outside = {"anonymous": PUBLIC, "account": VIEWERS["account"], "editor": EDITOR, "birch": moderator("birch")}
    for viewer in outside.values():
        assert await seen(assembly, made["id"], viewer) is None
    for viewer in (moderator("alder"), moderator("alder", SpaceRole.MEMBER), STEWARD):
        assert await seen(assembly, made["id"], viewer) == made
    shown = (await send(assembly, "publishCollection", "alder", id=made["id"], expectedVersion=1))["collection"]
    assert await seen(assembly, made["id"], PUBLIC) == shown
    await send(assembly, "archiveCollection", "alder", id=made["id"], expectedVersion=2)
    assert await seen(assembly, made["id"], PUBLIC) is None
    back = await send(assembly, "publishCollection", "alder", id=made["id"], expectedVersion=3)
    assert back["collection"]["state"] == "PUBLISHED"


async def test_a_network_answers_for_a_collection_once_it_says_so(assembly: Assembly):
    both = [{"slug": "birch"}, {"slug": "alder"}]
    made = await saved(assembly, networks=both)
    assert made["networks"] == {"nodes": [{"slug": "alder"}]}
    assert made["invited"] == {"nodes": [{"slug": "birch"}]}
    assert await seen(assembly, made["id"], "birch") == made
    pointer = {"id": made["id"], "expectedVersion": 1}
    assert (await send(assembly, "publishCollection", "birch", **pointer))["code"] == "NO_VOICE"
    agreed = await saved(assembly, "birch", networks=both, **pointer)
    assert agreed["networks"] == {"nodes": [{"slug": "alder"}, {"slug": "birch"}]}
    assert agreed["invited"] == {"nodes": []}
    shown = await send(assembly, "publishCollection", "birch", id=made["id"], expectedVersion=2)
    assert shown["collection"]["state"] == "PUBLISHED"
    document = '{ networks(filter: {slug: {in: ["alder", "birch"]}}) { nodes { collections { nodes { id } } } } }'
    found = (await assembly.ask(document, PUBLIC))["networks"]["nodes"]
    assert found == [{"collections": {"nodes": [{"id": made["id"]}]}}] * 2


async def test_a_collection_stays_with_the_networks_that_answer_for_it(assembly: Assembly):
    both = [{"slug": "alder"}, {"slug": "birch"}]
    made = await saved(assembly, networks=both)
    await saved(assembly, "birch", id=made["id"], expectedVersion=1, networks=both)
    await saved(assembly, "birch", id=made["id"], expectedVersion=2, networks=[{"slug": "birch"}])
    assert await seen(assembly, made["id"], "alder") is None
    assert (await seen(assembly, made["id"], "birch"))["version"] == 3
    assert (await save(assembly, id=made["id"], expectedVersion=3))["code"] == "NOT_FOUND"
    gone = await save(assembly, "birch", id=made["id"], expectedVersion=3, networks=[{"slug": "cedar"}])
    assert gone["code"] == "NO_VOICE"


@pytest.mark.parametrize(
    ("viewer", "code"),
    [
        (PUBLIC, "UNAUTHENTICATED"),
        (VIEWERS["account"], "NO_VOICE"),
        (EDITOR, "NO_VOICE"),
        (STEWARD, "NO_VOICE"),
        (moderator("alder", SpaceRole.MEMBER), "NO_VOICE"),
        (moderator("birch"), "NO_VOICE"),
        (replace(token("alder"), scopes=frozenset({Scope.READ})), "NOT_PERMITTED"),
        (moderator("alder", SpaceRole.ADMIN), None),
        (token("alder"), None),
    ],
)
async def test_editors_of_networks_with_a_voice_may_and_nobody_else(assembly: Assembly, viewer, code: str | None):
    made = await published(assembly)
    pointer = {"id": made["id"], "expectedVersion": 2}
    assert (await save(assembly, viewer)).get("code") == code
    assert (await save(assembly, viewer, title="Autre", **pointer)).get("code") == code
    pointer["expectedVersion"] += code is None
    assert (await send(assembly, "archiveCollection", viewer, **pointer)).get("code") == code


async def test_a_network_without_a_voice_answers_for_nothing(assembly: Assembly):
    async def observe(work):
        await work.update(models.Network.__table__, {"slug": "birch"}, {"role": "OBSERVER"})

    await assembly.writer.run(observe)
    assert (await save(assembly, "birch", networks=[{"slug": "birch"}]))["code"] == "NO_VOICE"
    refused = await save(assembly, networks=[{"slug": "alder"}, {"slug": "birch"}])
    assert codes(refused) == [(["networks", "1"], "NETWORK_WITHOUT_VOICE")]


async def test_what_an_editor_does_not_see_cannot_be_put_into_a_collection(assembly: Assembly):
    items = [{"node": await hidden_project(assembly)}, {"node": await public_project(assembly)}, {"node": "x"}]
    refused = await save(assembly, items=items)
    assert codes(refused) == [(["items", "0", "node"], "NOT_FOUND"), (["items", "2", "node"], "INVALID_ID")]


async def test_what_is_hidden_later_keeps_its_place_and_shows_nothing(assembly: Assembly):
    projects = [await public_project(assembly, f"Budget {number}") for number in range(2)]
    made = await published(assembly, items=[{"node": each} for each in projects])
    await assembly.do("archiveProject", STEWARD, id=projects[0], expectedVersion=2)
    assert told(await seen(assembly, made["id"], PUBLIC)) == [(1, None, None), (2, None, projects[1])]
    assert told(await seen(assembly, made["id"], STEWARD)) == [(1, None, projects[0]), (2, None, projects[1])]


async def test_a_record_shows_the_public_collections_that_it_is_in(assembly: Assembly):
    project = await public_project(assembly)
    shown = await published(assembly, items=[{"node": project}])
    draft = await saved(assembly, title="Brouillon", items=[{"node": project}])
    document = "query ($id: ID!) { project(by: {id: $id}) { collections { totalCount nodes { id } } } }"
    found = (await assembly.ask(document, PUBLIC, id=project))["project"]["collections"]
    assert found == {"totalCount": 1, "nodes": [{"id": shown["id"]}]}
    found = (await assembly.ask(document, moderator("alder"), id=project))["project"]["collections"]
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
async def test_what_cannot_be_is_told(assembly: Assembly, given: dict[str, Any], path: list[str], code: str):
    refused = await save(assembly, **given)
    assert codes(refused) == [(path, code)]
    assert "{" not in refused["problems"][0]["message"]
    assert await assembly.rows(models.Collection) == []


async def test_nothing_stands_twice_in_a_collection_nor_the_collection_itself(assembly: Assembly):
    project = await public_project(assembly)
    made = await saved(assembly)
    items = [{"node": project}, {"node": made["id"]}, {"node": project, "annotation": "\0"}]
    refused = await save(assembly, id=made["id"], expectedVersion=1, items=items)
    assert codes(refused) == [
        (["items", "2", "annotation"], "TEXT_CHARACTER"),
        (["items", "2", "node"], "LIST_REPEATS"),
        (["items", "1", "node"], "COLLECTION_OF_ITSELF"),
    ]


async def test_two_hundred_records_are_as_many_statements_as_two(assembly: Assembly):
    topics = [{"node": each["id"]} for each in await assembly.rows(models.Topic)]
    territories = [{"node": each["id"]} for each in (await assembly.rows(models.Territory))[: 200 - len(topics)]]
    found = []
    for items in ([topics[0], territories[0]], [*topics, *territories][:200]):
        made = await published(assembly, items=items)
        snapshot = assembly.database.snapshot()
        trips = recorded(snapshot)
        document = "query ($id: ID!) { collection(by: {id: $id}) { items { position node { id } } } }"
        result = await SCHEMA.execute(document, {"id": made["id"]}, context_value=Context(snapshot))
        await snapshot.close()
        assert [each["node"]["id"] for each in result.data["collection"]["items"]] == [each["node"] for each in items]
        found.append(len(trips.asked))
    assert len(topics) > 1
    assert found[0] == found[1]
