"""Collections: what is in them keeps its order, networks answer for them, and everyone sees what is theirs to see."""

import asyncio
from dataclasses import replace
from datetime import timedelta
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
    silence,
)
from tests.graph.commons import recorded
from tests.moderation.assembly import Assembly, moderator, network_of
from tests.moderation.test_appeals import act
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
    assert (again["version"], again["title"], again["introduction"]) == (2, "Autrement", "# Pourquoi")
    cleared = await saved(assembly, id=made["id"], expectedVersion=2, introduction=None)
    assert (cleared["title"], cleared["introduction"], len(cleared["items"])) == ("Autrement", None, 4)
    refused = await save(assembly, id=made["id"], expectedVersion=3, title=None, items=None)
    assert codes(refused) == [(["title"], "REQUIRED")]


async def test_what_changes_nothing_is_no_new_version(assembly: Assembly):
    made = await saved(assembly)
    same = {"title": "Participer", "networks": [{"slug": "alder"}], "items": []}
    for given in ({}, same):
        assert (await saved(assembly, id=made["id"], expectedVersion=1, **given))["version"] == 1
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


DAY = timedelta(days=1)
BOTH = [{"slug": "birch"}, {"slug": "alder"}]


async def together(assembly: Assembly, **given: Any) -> dict[str, Any]:
    """A collection that two networks answer for."""
    made = await saved(assembly, networks=BOTH, **given)
    joined = await send(assembly, "joinCollection", "birch", id=made["id"], expectedVersion=1)
    return joined["collection"]


async def test_a_network_answers_for_a_collection_once_it_says_so(assembly: Assembly):
    made = await saved(assembly, networks=BOTH)
    assert made["networks"] == {"nodes": [{"slug": "alder"}]}
    assert made["invited"] == {"nodes": [{"slug": "birch"}]}
    assert await seen(assembly, made["id"], "birch") == made
    pointer = {"id": made["id"], "expectedVersion": 1}
    assert (await send(assembly, "publishCollection", "birch", **pointer))["code"] == "NO_VOICE"
    assert (await save(assembly, "birch", title="Le nôtre", **pointer))["code"] == "JOIN_FIRST"
    assert (await send(assembly, "joinCollection", "cedar", **pointer))["code"] == "NOT_FOUND"
    agreed = (await send(assembly, "joinCollection", "birch", **pointer))["collection"]
    assert agreed["networks"] == {"nodes": [{"slug": "alder"}, {"slug": "birch"}]}
    assert agreed["invited"] == {"nodes": []}
    pointer["expectedVersion"] = 2
    assert (await send(assembly, "joinCollection", "birch", **pointer))["code"] == "NOT_INVITED"
    shown = await send(assembly, "publishCollection", "birch", **pointer)
    assert shown["collection"]["state"] == "PUBLISHED"
    document = '{ networks(filter: {slug: {in: ["alder", "birch"]}}) { nodes { collections { nodes { id } } } } }'
    found = (await assembly.ask(document, PUBLIC))["networks"]["nodes"]
    assert found == [{"collections": {"nodes": [{"id": made["id"]}]}}] * 2


async def test_no_network_takes_another_one_out(assembly: Assembly):
    made = await together(assembly)
    pointer = {"id": made["id"], "expectedVersion": 2}
    for networks in ([{"slug": "birch"}], [{"slug": "cedar"}]):
        refused = await save(assembly, "birch", networks=networks, **pointer)
        assert codes(refused) == [(["networks"], "OTHERS_ANSWER")]
    left = await saved(assembly, "birch", networks=[{"slug": "alder"}, {"slug": "cedar"}], **pointer)
    assert left is None  # birch has taken itself out, and sees no draft of others
    assert (await seen(assembly, made["id"], "alder"))["networks"] == {"nodes": [{"slug": "alder"}]}
    pointer["expectedVersion"] = 3
    refused = await save(assembly, networks=[{"slug": "cedar"}], **pointer)
    assert codes(refused) == [(["networks"], "NOBODY_ANSWERS")]
    assert (await send(assembly, "leaveCollection", "alder", **pointer))["code"] == "NOBODY_ANSWERS"


async def test_a_network_leaves_and_says_no_without_touching_anything_else(assembly: Assembly):
    draft = await hidden_project(assembly)
    made = await saved(assembly, networks=BOTH)
    await assembly.do("publishProject", STEWARD, id=draft, expectedVersion=1)
    item = {"node": draft, "annotation": "Le nôtre."}
    await saved(assembly, id=made["id"], expectedVersion=1, items=[item])
    await assembly.do("archiveProject", STEWARD, id=draft, expectedVersion=2)
    await silence(assembly, "birch")
    pointer = {"id": made["id"], "expectedVersion": 2}
    declined = await send(assembly, "leaveCollection", "birch", **pointer)
    assert (declined["collection"], declined["version"]) == (None, 3)
    assert (await send(assembly, "leaveCollection", "birch", **pointer))["code"] == "NOT_FOUND"
    found = await seen(assembly, made["id"], "alder")
    assert (found["invited"], told(found)) == ({"nodes": []}, [(1, "Le nôtre.", None)])


async def test_who_leaves_hands_the_collection_on_with_its_history(assembly: Assembly):
    made = await together(assembly)
    history = "query ($id: ID!) { collection(by: { id: $id }) { history { totalCount } } }"
    for who in ("alder", "birch"):
        found = await assembly.ask(history, moderator(who), id=made["id"])
        assert found["collection"]["history"] == {"totalCount": 2}
    await send(assembly, "leaveCollection", "alder", id=made["id"], expectedVersion=2)
    assert await seen(assembly, made["id"], "alder") is None
    found = await assembly.ask(history, moderator("birch"), id=made["id"])
    assert found["collection"]["history"] == {"totalCount": 3}
    (row,) = await assembly.rows(models.Collection, demonstration=False)
    assert row["space_id"] == space_of("birch")


async def test_who_was_asked_is_shown_to_those_who_were_and_who_asked(assembly: Assembly):
    made = await published(assembly, networks=BOTH)
    document = '{ networks(filter: {slug: {eq: "birch"}}) { nodes { invitedTo { totalCount } } } }'
    for viewer, count in ((PUBLIC, 0), (moderator("cedar"), 0), (moderator("alder"), 1), (moderator("birch"), 1)):
        assert len((await seen(assembly, made["id"], viewer))["invited"]["nodes"]) == count
        found = (await assembly.ask(document, viewer))["networks"]["nodes"]
        assert found == [{"invitedTo": {"totalCount": count}}]


async def test_what_is_put_away_by_a_network_without_a_voice_and_by_stewards(assembly: Assembly):
    first, second = await published(assembly), await published(assembly)
    await silence(assembly, "alder")
    pointer = {"id": first["id"], "expectedVersion": 2}
    assert (await save(assembly, title="Autre", **pointer))["code"] == "NO_VOICE"
    assert (await send(assembly, "archiveCollection", "birch", **pointer))["code"] == "NO_VOICE"
    away = await send(assembly, "archiveCollection", "alder", **pointer)
    assert away["collection"]["state"] == "ARCHIVED"
    assert (await send(assembly, "publishCollection", "alder", id=first["id"], expectedVersion=3))["code"] == "NO_VOICE"
    away = await send(assembly, "archiveCollection", STEWARD, id=second["id"], expectedVersion=2)
    assert away["collection"]["state"] == "ARCHIVED"


async def test_what_is_kept_stays_where_it_is_put_seen_or_not(assembly: Assembly):
    projects = [await public_project(assembly, f"Budget {number}") for number in range(3)]
    items = [{"node": each, "annotation": f"n° {place}"} for place, each in enumerate(projects)]
    made = await saved(assembly, items=items)
    await assembly.do("archiveProject", STEWARD, id=projects[0], expectedVersion=2)
    pointer = {"id": made["id"], "expectedVersion": 1}
    moved = await saved(assembly, items=[{"keep": 3}, {"keep": 1}, {"keep": 2, "annotation": None}], **pointer)
    assert told(moved) == [(1, "n° 2", projects[2]), (2, "n° 0", None), (3, None, projects[1])]
    named = await saved(assembly, id=made["id"], expectedVersion=2, items=[{"node": projects[0]}])
    assert told(named) == [(1, None, None)]
    await assembly.do("restoreProject", STEWARD, id=projects[0], expectedVersion=3)
    assert told(await seen(assembly, made["id"], "alder")) == [(1, None, projects[0])]


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
async def test_a_place_says_one_thing(assembly: Assembly, item: dict[str, Any], path: list[str], code: str):
    made = await saved(assembly, items=[{"node": await public_project(assembly)}])
    assert codes(await save(assembly, id=made["id"], expectedVersion=1, items=[item])) == [(path, code)]


async def test_what_tells_of_other_records_is_no_content(assembly: Assembly):
    project = await public_project(assembly)
    (change, *_) = await assembly.rows(models.Change, node_id=project)
    for node in (change["id"], space_of("alder"), "policy_x"):
        assert codes(await save(assembly, items=[{"node": node}])) == [(["items", "0", "node"], "INVALID_ID")]


async def test_a_request_that_is_sent_again_begins_one_collection(assembly: Assembly):
    found = [await save(assembly, title="Participer", idempotencyKey="un-dossier") for _ in range(2)]
    assert found[0] == found[1]
    assert len(await assembly.rows(models.Collection, demonstration=False)) == 1
    other = await save(assembly, title="Autre chose", idempotencyKey="un-dossier")
    assert other["code"] == "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"
    tried = await save(assembly, title="Un essai", dryRun=True)
    assert (tried["version"], tried["dryRun"], tried["collection"]) == (1, True, None)
    assert len(await assembly.rows(models.Collection, demonstration=False)) == 1


@pytest.mark.parametrize(
    ("viewer", "code"),
    [
        (PUBLIC, "UNAUTHENTICATED"),
        (VIEWERS["account"], "NO_VOICE"),
        (EDITOR, "NO_VOICE"),
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
    await silence(assembly, "birch")
    assert (await save(assembly, "birch", networks=[{"slug": "birch"}]))["code"] == "NO_VOICE"
    refused = await save(assembly, networks=[{"slug": "alder"}, {"slug": "birch"}, {"slug": "alder"}])
    assert codes(refused) == [(["networks", "2"], "LIST_REPEATS"), (["networks", "1"], "NETWORK_WITHOUT_VOICE")]


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
    assert await assembly.rows(models.Collection, demonstration=False) == []


async def test_nothing_stands_twice_in_a_collection_nor_the_collection_itself(assembly: Assembly):
    project = await public_project(assembly)
    made = await saved(assembly)
    items = [{"node": project}, {"node": made["id"]}, {"node": project, "annotation": "\0"}]
    refused = await save(assembly, id=made["id"], expectedVersion=1, items=items)
    assert codes(refused) == [
        (["items", "2", "node"], "LIST_REPEATS"),
        (["items", "1", "node"], "COLLECTION_OF_ITSELF"),
        (["items", "2", "annotation"], "TEXT_CHARACTER"),
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


async def reported(assembly: Assembly, *, items: Any = (), **given: Any) -> tuple[str, str]:
    """A public collection of two networks, and the case on a report of it."""
    made = await together(assembly, introduction="Écrire au service.", items=list(items))
    await send(assembly, "publishCollection", "alder", id=made["id"], expectedVersion=2)
    said = {"node": made["id"], "ground": "PROMOTIONAL", "text": "De la publicité.", **given}
    case = (await act(assembly, "reportContent", VIEWERS["account"], **said))["case"]
    return made["id"], case["id"]


async def test_a_collection_is_taken_down_by_networks_that_do_not_answer_for_it(assembly: Assembly):
    collection, case = await reported(assembly)
    for own in ("alder", "birch"):
        assert (await assembly.vote(own, case))["code"] == "CONFLICT_OF_INTEREST"
    assembly.now += 3 * DAY
    for each in ("cedar", "douglas"):
        voted = await assembly.vote(each, case, ground="PROMOTIONAL")
    assert voted["decided"]
    assert await seen(assembly, collection, PUBLIC) is None
    assert (await seen(assembly, collection, "alder"))["state"] == "ARCHIVED"
    pointer = {"id": collection, "expectedVersion": 4}
    assert (await send(assembly, "publishCollection", "alder", **pointer))["code"] == "TAKEN_DOWN_TOGETHER"
    document = "query ($id: ID!) { collection(by: { id: $id }) { decisions { nodes { verdict kind } } } }"
    found = (await assembly.ask(document, moderator("birch"), id=collection))["collection"]["decisions"]["nodes"]
    assert found == [{"verdict": "APPROVED", "kind": "REPORT"}]


async def test_what_is_personal_in_a_collection_is_hidden_until_the_decision(assembly: Assembly):
    collection, case = await reported(assembly, ground="PERSONAL_DATA", field="introduction")
    assert (await seen(assembly, collection, PUBLIC))["introduction"] is None
    pointer = {"id": collection, "expectedVersion": 4}
    assert (await save(assembly, introduction="Écrire au service.", **pointer))["code"] == "FIELD_HIDDEN"
    assert (await saved(assembly, title="Autre titre", **pointer))["title"] == "Autre titre"
    assembly.now += 3 * DAY
    for each in ("cedar", "douglas"):
        await assembly.vote(each, case, "REJECT", ground="SOUND", text="Une adresse de la mairie.")
    found = await seen(assembly, collection, PUBLIC)
    assert (found["introduction"], found["title"]) == ("Écrire au service.", "Autre titre")


async def test_what_is_personal_in_an_annotation_is_hidden_where_it_stands(assembly: Assembly):
    projects = [await public_project(assembly, f"Budget {number}") for number in range(2)]
    items = [{"node": projects[0], "annotation": "Clair."}, {"node": projects[1], "annotation": "Voir Mme Exemple."}]
    collection, case = await reported(assembly, items=items, ground="PERSONAL_DATA", field="items.2.annotation")
    assert [each[1] for each in told(await seen(assembly, collection, PUBLIC))] == ["Clair.", None]
    pointer = {"id": collection, "expectedVersion": 4}
    assert (await save(assembly, items=[{"keep": 2}, {"keep": 1}], **pointer))["code"] == "FIELD_HIDDEN"
    for wrong in ("items.3.annotation", "items.0.annotation", "items.x.annotation", "items.1.node", "items"):
        given = {"node": collection, "ground": "PERSONAL_DATA", "text": "Là.", "field": wrong}
        refused = await act(assembly, "reportContent", VIEWERS["account"], **given)
        assert refused["problems"][0]["code"] in {"UNKNOWN_FIELD", "NOTHING_TO_HIDE"}
    assembly.now += 3 * DAY
    for each in ("cedar", "douglas"):
        await assembly.vote(each, case, ground="PERSONAL_DATA")
    for model in (models.CollectionItem, models.Change, models.ReviewCase):
        assert "Exemple" not in str(await assembly.rows(model))
    assert [each[1] for each in told(await seen(assembly, collection, PUBLIC))] == ["Clair.", None]
    moved = await saved(assembly, items=[{"keep": 2}, {"keep": 1}], id=collection, expectedVersion=4)
    assert [each[1] for each in told(moved)] == [None, "Clair."]


async def test_nobody_leaves_what_is_judged_to_judge_it_nor_joins_what_they_judged(assembly: Assembly):
    collection, case = await reported(assembly)
    works_there = replace(moderator("cedar"), roles={**moderator("cedar").roles, **moderator("birch").roles})
    assert (await assembly.vote(works_there, case, network={"slug": "cedar"}))["code"] == "CONFLICT_OF_INTEREST"
    pointer = {"id": collection, "expectedVersion": 3}
    left = await send(assembly, "leaveCollection", "birch", **pointer)
    assert left["__typename"] == "CollectionSaved"
    assert (await assembly.vote("birch", case))["code"] == "CONFLICT_OF_INTEREST"
    pointer["expectedVersion"] = 4
    await saved(assembly, networks=[{"slug": "alder"}, {"slug": "elm"}], **pointer)
    await assembly.vote("elm", case, "REJECT")
    pointer["expectedVersion"] = 5
    assert (await send(assembly, "joinCollection", "elm", **pointer))["code"] == "UNDER_REVIEW"


async def test_the_networks_of_a_collection_read_what_is_asked_about_it(assembly: Assembly):
    _, case = await reported(assembly)
    birch = replace(moderator("birch"), scopes=frozenset({Scope.READ, Scope.CONTENT_WRITE}))
    assert [each["id"] for each in await assembly.cases(birch)] == [case]
    assert await assembly.cases(replace(moderator("elm"), scopes=birch.scopes)) == []


async def test_an_appeal_is_about_the_words_that_were_reported_wherever_they_stand(assembly: Assembly):
    projects = [await public_project(assembly, f"Budget {number}") for number in range(2)]
    items = [{"node": projects[0], "annotation": "Clair."}, {"node": projects[1], "annotation": "Voir le maire."}]
    collection, case = await reported(assembly, items=items, ground="PERSONAL_DATA", field="items.02.annotation")
    assembly.now += 3 * DAY
    for each in ("cedar", "douglas"):
        await assembly.vote(each, case, "REJECT", ground="SOUND", text="C’est sa fonction.")
    await saved(assembly, id=collection, expectedVersion=5, items=[{"keep": 2}, {"keep": 1}])
    await act(assembly, "appealDecision", VIEWERS["account"], case=case, reason="Si.")
    assert [each[1] for each in told(await seen(assembly, collection, PUBLIC))] == [None, "Clair."]


async def test_a_place_that_is_written_otherwise_is_the_same(assembly: Assembly):
    items = [{"node": await public_project(assembly), "annotation": "Voir le maire."}]
    collection, case = await reported(assembly, items=items, ground="PERSONAL_DATA", field="items.1.annotation")
    assembly.now += 3 * DAY
    for each in ("cedar", "douglas"):
        await assembly.vote(each, case, "REJECT", ground="SOUND", text="C’est sa fonction.")
    given = {"node": collection, "ground": "PERSONAL_DATA", "text": "Si.", "field": "items.001.annotation"}
    assert (await act(assembly, "reportContent", moderator("elm"), **given))["code"] == "JUDGED_BEFORE"


async def test_what_was_sent_back_is_not_shown_again_for_another_network_on_its_list(assembly: Assembly):
    collection, case = await reported(assembly)
    assembly.now += 3 * DAY
    for each in ("cedar", "douglas"):
        await assembly.vote(each, case, "REQUEST_CHANGES")
    pointer = {"id": collection, "expectedVersion": 4}
    assert (await send(assembly, "publishCollection", "alder", **pointer))["code"] == "CHANGES_REQUESTED"
    networks = [{"slug": each} for each in ("alder", "birch", "elm")]
    await saved(assembly, networks=networks, **pointer)
    pointer["expectedVersion"] = 5
    assert (await send(assembly, "publishCollection", "alder", **pointer))["code"] == "CHANGES_REQUESTED"
    await saved(assembly, title="Sans publicité", **pointer)
    pointer["expectedVersion"] = 6
    shown = await send(assembly, "publishCollection", "alder", **pointer)
    assert shown["collection"]["state"] == "PUBLISHED"


async def test_every_network_that_answers_may_appeal(assembly: Assembly):
    _, case = await reported(assembly)
    assembly.now += 3 * DAY
    for each in ("cedar", "douglas"):
        await assembly.vote(each, case, ground="PROMOTIONAL")
    refused = await act(assembly, "appealDecision", moderator("elm"), case=case, reason="Non.")
    assert refused["code"] == "NOT_CONCERNED"
    appealed = await act(assembly, "appealDecision", moderator("birch"), case=case, reason="Relisez.")
    assert appealed["case"]["round"] == 2


async def test_networks_without_a_voice_stay_where_they_answer(assembly: Assembly):
    made = await together(assembly)
    await silence(assembly, "birch")
    networks = [{"slug": "alder"}, {"slug": "birch"}, {"slug": "cedar"}]
    asked = await saved(assembly, id=made["id"], expectedVersion=2, networks=networks)
    assert asked["invited"] == {"nodes": [{"slug": "cedar"}]}


async def test_a_steward_leaves_nothing_for_a_network_that_is_not_in_it(assembly: Assembly):
    made = await published(assembly)
    steward = replace(moderator("birch"), steward=True)
    refused = await send(assembly, "leaveCollection", steward, id=made["id"], expectedVersion=2)
    assert refused["code"] == "NO_VOICE"
