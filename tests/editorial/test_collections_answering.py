"""Networks of a collection: invited, joining, leaving, and without a vote any more."""

from dataclasses import replace

import pytest

import models
from models import Scope, SpaceRole
from resolvers.core.viewer import Viewer
from tests.editorial.client import (
    BOTH,
    PUBLIC,
    STEWARD,
    codes,
    hidden_project,
    published,
    save,
    saved,
    seen,
    send,
    shared_collection,
    silence,
    told,
)
from tests.moderation.client import ModerationClient, moderator, network_of
from tests.records.client import EDITOR, VIEWERS, space_of


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


async def test_a_network_answers_for_a_collection_once_it_says_so(client: ModerationClient):
    made = await saved(client, networks=BOTH)
    assert made["networks"] == {"nodes": [{"slug": "alder"}]}
    assert made["invited"] == {"nodes": [{"slug": "birch"}]}
    assert await seen(client, made["id"], "birch") == made
    pointer = {"id": made["id"], "expectedVersion": 1}
    assert (await send(client, "publishCollection", "birch", **pointer))["code"] == "NO_VOICE"
    assert (await save(client, "birch", title="Le nôtre", **pointer))["code"] == "JOIN_FIRST"
    assert (await send(client, "joinCollection", "cedar", **pointer))["code"] == "NOT_FOUND"
    agreed = (await send(client, "joinCollection", "birch", **pointer))["collection"]
    assert agreed["networks"] == {"nodes": [{"slug": "alder"}, {"slug": "birch"}]}
    assert agreed["invited"] == {"nodes": []}
    pointer["expectedVersion"] = 2
    assert (await send(client, "joinCollection", "birch", **pointer))["code"] == "NOT_INVITED"
    shown = await send(client, "publishCollection", "birch", **pointer)
    assert shown["collection"]["state"] == "PUBLISHED"
    document = '{ networks(filter: {slug: {in: ["alder", "birch"]}}) { nodes { collections { nodes { id } } } } }'
    found = (await client.ask(document, PUBLIC))["networks"]["nodes"]
    assert found == [{"collections": {"nodes": [{"id": made["id"]}]}}] * 2


async def test_no_network_takes_another_one_out(client: ModerationClient):
    made = await shared_collection(client)
    pointer = {"id": made["id"], "expectedVersion": 2}
    for networks in ([{"slug": "birch"}], [{"slug": "cedar"}]):
        refused = await save(client, "birch", networks=networks, **pointer)
        assert codes(refused) == [(["networks"], "OTHERS_ANSWER")]
    left = await saved(client, "birch", networks=[{"slug": "alder"}, {"slug": "cedar"}], **pointer)
    assert left is None  # birch has taken itself out, and sees no draft of others
    assert (await seen(client, made["id"], "alder"))["networks"] == {"nodes": [{"slug": "alder"}]}
    pointer["expectedVersion"] = 3
    refused = await save(client, networks=[{"slug": "cedar"}], **pointer)
    assert codes(refused) == [(["networks"], "NOBODY_ANSWERS")]
    assert (await send(client, "leaveCollection", "alder", **pointer))["code"] == "NOBODY_ANSWERS"


async def test_a_network_leaves_and_says_no_without_touching_anything_else(client: ModerationClient):
    draft = await hidden_project(client)
    made = await saved(client, networks=BOTH)
    await client.do("publishProject", STEWARD, id=draft, expectedVersion=1)
    item = {"node": draft, "annotation": "Le nôtre."}
    await saved(client, id=made["id"], expectedVersion=1, items=[item])
    await client.do("archiveProject", STEWARD, id=draft, expectedVersion=2)
    await silence(client, "birch")
    pointer = {"id": made["id"], "expectedVersion": 2}
    declined = await send(client, "leaveCollection", "birch", **pointer)
    assert (declined["collection"], declined["version"]) == (None, 3)
    assert (await send(client, "leaveCollection", "birch", **pointer))["code"] == "NOT_FOUND"
    found = await seen(client, made["id"], "alder")
    assert (found["invited"], told(found)) == ({"nodes": []}, [(1, "Le nôtre.", None)])


async def test_who_leaves_hands_the_collection_on_with_its_history(client: ModerationClient):
    made = await shared_collection(client)
    history = "query ($id: ID!) { collection(by: { id: $id }) { history { totalCount } } }"
    for who in ("alder", "birch"):
        found = await client.ask(history, moderator(who), id=made["id"])
        assert found["collection"]["history"] == {"totalCount": 2}
    await send(client, "leaveCollection", "alder", id=made["id"], expectedVersion=2)
    assert await seen(client, made["id"], "alder") is None
    found = await client.ask(history, moderator("birch"), id=made["id"])
    assert found["collection"]["history"] == {"totalCount": 3}
    (row,) = await client.rows(models.Collection, demonstration=False)
    assert row["space_id"] == space_of("birch")


async def test_who_was_asked_is_shown_to_those_who_were_and_who_asked(client: ModerationClient):
    made = await published(client, networks=BOTH)
    document = '{ networks(filter: {slug: {eq: "birch"}}) { nodes { invitedTo { totalCount } } } }'
    for viewer, count in ((PUBLIC, 0), (moderator("cedar"), 0), (moderator("alder"), 1), (moderator("birch"), 1)):
        assert len((await seen(client, made["id"], viewer))["invited"]["nodes"]) == count
        found = (await client.ask(document, viewer))["networks"]["nodes"]
        assert found == [{"invitedTo": {"totalCount": count}}]


async def test_what_is_put_away_by_a_network_without_a_voice_and_by_stewards(client: ModerationClient):
    first, second = await published(client), await published(client)
    await silence(client, "alder")
    pointer = {"id": first["id"], "expectedVersion": 2}
    assert (await save(client, title="Autre", **pointer))["code"] == "NO_VOICE"
    assert (await send(client, "archiveCollection", "birch", **pointer))["code"] == "NO_VOICE"
    away = await send(client, "archiveCollection", "alder", **pointer)
    assert away["collection"]["state"] == "ARCHIVED"
    assert (await send(client, "publishCollection", "alder", id=first["id"], expectedVersion=3))["code"] == "NO_VOICE"
    away = await send(client, "archiveCollection", STEWARD, id=second["id"], expectedVersion=2)
    assert away["collection"]["state"] == "ARCHIVED"


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
async def test_editors_of_networks_with_a_voice_may_and_nobody_else(client: ModerationClient, viewer, code: str | None):
    made = await published(client)
    pointer = {"id": made["id"], "expectedVersion": 2}
    assert (await save(client, viewer)).get("code") == code
    assert (await save(client, viewer, title="Autre", **pointer)).get("code") == code
    pointer["expectedVersion"] += code is None
    assert (await send(client, "archiveCollection", viewer, **pointer)).get("code") == code


async def test_a_network_without_a_voice_answers_for_nothing(client: ModerationClient):
    await silence(client, "birch")
    assert (await save(client, "birch", networks=[{"slug": "birch"}]))["code"] == "NO_VOICE"
    refused = await save(client, networks=[{"slug": "alder"}, {"slug": "birch"}, {"slug": "alder"}])
    assert codes(refused) == [(["networks", "2"], "LIST_REPEATS"), (["networks", "1"], "NETWORK_WITHOUT_VOICE")]


async def test_networks_without_a_voice_stay_where_they_answer(client: ModerationClient):
    made = await shared_collection(client)
    await silence(client, "birch")
    networks = [{"slug": "alder"}, {"slug": "birch"}, {"slug": "cedar"}]
    asked = await saved(client, id=made["id"], expectedVersion=2, networks=networks)
    assert asked["invited"] == {"nodes": [{"slug": "cedar"}]}


async def test_a_steward_leaves_nothing_for_a_network_that_is_not_in_it(client: ModerationClient):
    made = await published(client)
    steward = replace(moderator("birch"), steward=True)
    refused = await send(client, "leaveCollection", steward, id=made["id"], expectedVersion=2)
    assert refused["code"] == "NO_VOICE"
