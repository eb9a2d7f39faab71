"""Collections under review: by networks that do not answer for them, with what is personal hidden meanwhile."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import models
from models import Scope
from tests.editorial.client import (
    PUBLIC,
    public_project,
    save,
    saved,
    seen,
    send,
    shared_collection,
    told,
)
from tests.moderation.client import WITNESS, ModerationClient, moderator
from tests.moderation.test_appeals import act, clock
from tests.records.client import VIEWERS

DAY = timedelta(days=1)


async def reported(client: ModerationClient, *, items: Any = (), **given: Any) -> tuple[str, str]:
    """A public collection of two networks, and the case on a report of it."""
    made = await shared_collection(client, introduction="Écrire au service.", items=list(items))
    await send(client, "publishCollection", "alder", id=made["id"], expectedVersion=2)
    said = {"node": made["id"], "ground": "PROMOTIONAL", "text": "De la publicité.", **given}
    case = (await act(client, "reportContent", WITNESS, **said))["case"]
    return made["id"], case["id"]


async def test_a_collection_is_taken_down_by_networks_that_do_not_answer_for_it(client: ModerationClient):
    collection, case = await reported(client)
    for own in ("alder", "birch"):
        assert (await client.vote(own, case))["code"] == "CONFLICT_OF_INTEREST"
    client.now += 3 * DAY
    for each in ("cedar", "douglas"):
        voted = await client.vote(each, case, ground="PROMOTIONAL")
    assert voted["decided"]
    assert await seen(client, collection, PUBLIC) is None
    assert (await seen(client, collection, "alder"))["state"] == "ARCHIVED"
    pointer = {"id": collection, "expectedVersion": 4}
    assert (await send(client, "publishCollection", "alder", **pointer))["code"] == "TAKEN_DOWN_TOGETHER"
    document = "query ($id: ID!) { collection(by: { id: $id }) { decisions { nodes { verdict kind } } } }"
    found = (await client.ask(document, moderator("birch"), id=collection))["collection"]["decisions"]["nodes"]
    assert found == [{"verdict": "APPROVED", "kind": "REPORT"}]


async def test_what_is_personal_in_a_collection_is_hidden_until_the_decision(client: ModerationClient):
    collection, case = await reported(client, ground="PERSONAL_DATA", field="introduction")
    assert (await seen(client, collection, PUBLIC))["introduction"] is None
    pointer = {"id": collection, "expectedVersion": 4}
    assert (await save(client, introduction="Écrire au service.", **pointer))["code"] == "FIELD_HIDDEN"
    assert (await saved(client, title="Autre titre", **pointer))["title"] == "Autre titre"
    client.now += 2 * DAY
    for each in ("cedar", "douglas"):
        await client.vote(each, case, "REJECT", ground="SOUND", text="Une adresse de la mairie.")
    found = await seen(client, collection, PUBLIC)
    assert (found["introduction"], found["title"]) == ("Écrire au service.", "Autre titre")


async def test_what_is_personal_in_an_annotation_is_hidden_where_it_stands(client: ModerationClient):
    projects = [await public_project(client, f"Budget {number}") for number in range(2)]
    items = [{"node": projects[0], "annotation": "Clair."}, {"node": projects[1], "annotation": "Voir Mme Exemple."}]
    collection, case = await reported(client, items=items, ground="PERSONAL_DATA", field="items.2.annotation")
    assert [each[1] for each in told(await seen(client, collection, PUBLIC))] == ["Clair.", None]
    pointer = {"id": collection, "expectedVersion": 4}
    assert (await save(client, items=[{"keep": 2}, {"keep": 1}], **pointer))["code"] == "FIELD_HIDDEN"
    for wrong in ("items.3.annotation", "items.0.annotation", "items.x.annotation", "items.1.node", "items"):
        given = {"node": collection, "ground": "PERSONAL_DATA", "text": "Là.", "field": wrong}
        refused = await act(client, "reportContent", VIEWERS["account"], **given)
        assert refused["problems"][0]["code"] in {"UNKNOWN_FIELD", "NOTHING_TO_HIDE"}
    client.now += 2 * DAY
    for each in ("cedar", "douglas"):
        await client.vote(each, case, ground="PERSONAL_DATA")
    for model in (models.CollectionItem, models.Change, models.ReviewCase):
        assert "Exemple" not in str(await client.rows(model))
    assert [each[1] for each in told(await seen(client, collection, PUBLIC))] == ["Clair.", None]
    moved = await saved(client, items=[{"keep": 2}, {"keep": 1}], id=collection, expectedVersion=4)
    assert [each[1] for each in told(moved)] == [None, "Clair."]


async def test_nobody_leaves_what_is_judged_to_judge_it_nor_joins_what_they_judged(client: ModerationClient):
    collection, case = await reported(client)
    works_there = replace(moderator("cedar"), roles={**moderator("cedar").roles, **moderator("birch").roles})
    assert (await client.vote(works_there, case, network={"slug": "cedar"}))["code"] == "CONFLICT_OF_INTEREST"
    pointer = {"id": collection, "expectedVersion": 3}
    left = await send(client, "leaveCollection", "birch", **pointer)
    assert left["__typename"] == "CollectionSaved"
    assert (await client.vote("birch", case))["code"] == "CONFLICT_OF_INTEREST"
    pointer["expectedVersion"] = 4
    await saved(client, networks=[{"slug": "alder"}, {"slug": "elm"}], **pointer)
    await client.vote("elm", case, "REJECT")
    pointer["expectedVersion"] = 5
    assert (await send(client, "joinCollection", "elm", **pointer))["code"] == "UNDER_REVIEW"


async def test_the_networks_of_a_collection_read_what_is_asked_about_it(client: ModerationClient):
    _, case = await reported(client)
    birch = replace(moderator("birch"), scopes=frozenset({Scope.READ, Scope.CONTENT_WRITE}))
    assert [each["id"] for each in await client.cases(birch)] == [case]
    assert await client.cases(replace(moderator("elm"), scopes=birch.scopes)) == []


async def test_an_appeal_is_about_the_words_that_were_reported_wherever_they_stand(client: ModerationClient):
    projects = [await public_project(client, f"Budget {number}") for number in range(2)]
    items = [{"node": projects[0], "annotation": "Clair."}, {"node": projects[1], "annotation": "Voir le maire."}]
    collection, case = await reported(client, items=items, ground="PERSONAL_DATA", field="items.02.annotation")
    client.now += 2 * DAY
    for each in ("cedar", "douglas"):
        await client.vote(each, case, "REJECT", ground="SOUND", text="C’est sa fonction.")
    await saved(client, id=collection, expectedVersion=5, items=[{"keep": 2}, {"keep": 1}])
    await act(client, "appealDecision", WITNESS, case=case, reason="Si.")
    assert [each[1] for each in told(await seen(client, collection, PUBLIC))] == ["Voir le maire.", "Clair."]
    for each in ("douglas", "elm"):
        code = (await client.vote(each, case, ground="PERSONAL_DATA")).get("code")
        assert code == ("SAT_BEFORE" if each == "douglas" else None)
    given = {"case": case, "choice": "APPROVE", "ground": "PERSONAL_DATA", "text": "C’est une personne."}
    client.now += 8 * DAY
    await clock(client)
    assert (await act(client, "settleCase", VIEWERS["steward"], **given))["__typename"] == "CaseSaved"
    assert [each[1] for each in told(await seen(client, collection, PUBLIC))] == [None, "Clair."]


async def test_a_place_that_is_written_otherwise_is_the_same(client: ModerationClient):
    items = [{"node": await public_project(client), "annotation": "Voir le maire."}]
    collection, case = await reported(client, items=items, ground="PERSONAL_DATA", field="items.1.annotation")
    client.now += 2 * DAY
    for each in ("cedar", "douglas"):
        await client.vote(each, case, "REJECT", ground="SOUND", text="C’est sa fonction.")
    given = {"node": collection, "ground": "PERSONAL_DATA", "text": "Si.", "field": "items.001.annotation"}
    assert (await act(client, "reportContent", moderator("elm"), **given))["code"] == "JUDGED_BEFORE"


async def test_what_was_sent_back_is_not_shown_again_for_another_network_on_its_list(client: ModerationClient):
    collection, case = await reported(client)
    client.now += 3 * DAY
    for each in ("cedar", "douglas"):
        await client.vote(each, case, "REQUEST_CHANGES")
    pointer = {"id": collection, "expectedVersion": 4}
    assert (await send(client, "publishCollection", "alder", **pointer))["code"] == "CHANGES_REQUESTED"
    networks = [{"slug": each} for each in ("alder", "birch", "elm")]
    await saved(client, networks=networks, **pointer)
    pointer["expectedVersion"] = 5
    assert (await send(client, "publishCollection", "alder", **pointer))["code"] == "CHANGES_REQUESTED"
    await saved(client, title="Sans publicité", **pointer)
    pointer["expectedVersion"] = 6
    shown = await send(client, "publishCollection", "alder", **pointer)
    assert shown["collection"]["state"] == "PUBLISHED"


async def test_every_network_that_answers_may_appeal(client: ModerationClient):
    _, case = await reported(client)
    client.now += 3 * DAY
    for each in ("cedar", "douglas"):
        await client.vote(each, case, ground="PROMOTIONAL")
    refused = await act(client, "appealDecision", moderator("elm"), case=case, reason="Non.")
    assert refused["code"] == "NOT_CONCERNED"
    appealed = await act(client, "appealDecision", moderator("birch"), case=case, reason="Relisez.")
    assert appealed["case"]["round"] == 2


async def test_a_network_that_has_left_reads_no_more_of_what_is_asked_about_it(client: ModerationClient):
    collection, case = await reported(client)
    alder = replace(moderator("alder"), scopes=frozenset({Scope.READ, Scope.CONTENT_WRITE}))
    assert [each["id"] for each in await client.cases(alder)] == [case]
    left = await send(client, "leaveCollection", "alder", id=collection, expectedVersion=3)
    assert left["__typename"] == "CollectionSaved"
    assert await client.cases(alder) == []
    assert (await client.vote("alder", case))["code"] == "CONFLICT_OF_INTEREST"
