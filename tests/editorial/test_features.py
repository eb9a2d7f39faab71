"""Features: place, period and network, and visible only during their period."""

from datetime import timedelta
from typing import Any

import pytest

import models
from models import SpaceRole
from tests.editorial.client import (
    PUBLIC,
    STEWARD,
    codes,
    hidden_project,
    public_project,
    published,
    saved,
    send,
    silence,
)
from tests.moderation.client import ModerationClient, moderator, network_of
from tests.records.client import BEGIN, EDITOR, VIEWERS, space_of

TERRITORY, TOPIC = {"commune": "01001"}, {"slug": "publics"}
SHOWN = """{ territory(by: {commune: "01001"}) { features { totalCount nodes { id node { id } } } }
    topic(by: {slug: "publics"}) { features { totalCount nodes { id node { id } } } }
    features(filter: {network: {in: [{slug: "alder"}]}}) { totalCount } }"""


def at(**later: int) -> str:
    """A moment of this world."""
    return (BEGIN + timedelta(**later)).isoformat()


async def put(client: ModerationClient, who: Any = "alder", **given: Any) -> dict[str, Any]:
    """The payload of something featured."""
    node = given.pop("node", None) or await public_project(client)
    where = {} if {"territory", "topic"} & given.keys() else {"territory": TERRITORY}
    return await send(client, "featureContent", who, **{"node": node, "endsAt": at(days=9), **where, **given})


async def shown(client: ModerationClient, where: str, viewer: Any = PUBLIC) -> list[str]:
    """The ids of what is featured on the territory or the topic now."""
    found = (await client.ask(SHOWN, viewer))[where]["features"]
    assert found["totalCount"] == len(found["nodes"])
    return [each["id"] for each in found["nodes"]]


async def test_what_is_featured_is_shown_where_it_is(client: ModerationClient):
    project = await public_project(client)
    made = (await put(client, node=project, territory=TERRITORY, topic=TOPIC))["feature"]
    assert (made["territory"], made["topic"], made["network"]) == (
        {"code": "01001"},
        {"slug": "publics"},
        {"slug": "alder"},
    )
    assert made["node"] == {"id": project}
    on_topic = (await put(client, "birch", topic=TOPIC))["feature"]
    assert await shown(client, "territory") == [made["id"]]
    assert await shown(client, "topic") == [on_topic["id"], made["id"]]
    document = '{ networks(filter: {slug: {eq: "alder"}}) { nodes { features { nodes { id } } } } }'
    assert (await client.ask(document, PUBLIC))["networks"]["nodes"] == [{"features": {"nodes": [{"id": made["id"]}]}}]


async def test_it_is_shown_from_its_start_to_its_end_and_no_longer(client: ModerationClient):
    made = (await put(client, startsAt=at(days=2), endsAt=at(days=4)))["feature"]
    found = []
    for moment in (at(days=2, seconds=-2), at(days=2), at(days=4, seconds=-2), at(days=4, seconds=-1), at(days=5)):
        # The clock of this world goes on by a second before each request.
        client.now = type(client.now).fromisoformat(moment)
        found.append(await shown(client, "territory") == [made["id"]])
    assert found == [False, True, True, False, False]
    assert (await client.ask(SHOWN, PUBLIC))["features"]["totalCount"] == 1


async def test_what_is_ended_is_not_shown_and_cannot_be_ended_twice(client: ModerationClient):
    made = (await put(client))["feature"]
    ended = (await send(client, "endFeature", "alder", id=made["id"]))["feature"]
    assert ended["endsAt"] == client.now.isoformat()
    assert await shown(client, "territory") == []
    assert (await send(client, "endFeature", "alder", id=made["id"]))["code"] == "FEATURE_OVER"
    rows = sorted(await client.rows(models.Change, node_id=made["id"]), key=lambda each: each["version"])
    assert [(each["kind"], each["space_id"]) for each in rows] == [
        ("CREATED", space_of("alder")),
        ("ARCHIVED", space_of("alder")),
    ]


async def test_what_is_ended_before_it_begins_never_begins(client: ModerationClient):
    made = (await put(client, startsAt=at(days=2), endsAt=at(days=4)))["feature"]
    ended = (await send(client, "endFeature", "alder", id=made["id"]))["feature"]
    assert ended["endsAt"] == ended["startsAt"]
    client.now = BEGIN + timedelta(days=2)
    assert await shown(client, "territory") == []
    assert (await send(client, "endFeature", "alder", id=made["id"]))["code"] == "FEATURE_OVER"


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"startsAt": at(days=3), "endsAt": at(days=3)}, ["endsAt"], "FEATURE_NOT_AFTER_START"),
        ({"startsAt": at(days=3), "endsAt": at(days=2)}, ["endsAt"], "FEATURE_NOT_AFTER_START"),
        ({"endsAt": at(days=-2)}, ["endsAt"], "FEATURE_NOT_AFTER_START"),
        ({"startsAt": at(minutes=-4), "endsAt": at(minutes=-2)}, ["endsAt"], "ENDS_IN_THE_PAST"),
        ({"startsAt": at(minutes=-6)}, ["startsAt"], "STARTS_IN_THE_PAST"),
        ({"endsAt": at(days=367)}, ["endsAt"], "FEATURE_TOO_LONG"),
        ({"endsAt": "9999-12-31T00:00:00Z"}, ["endsAt"], "FEATURE_TOO_LONG"),
        ({"node": space_of("alder")}, ["node"], "INVALID_ID"),
        ({"startsAt": "0999-01-01T00:00:00Z"}, ["startsAt"], "YEAR_OUT_OF_RANGE"),
        ({"territory": None}, ["territory"], "NULL_GIVEN"),
        ({"territory": {"commune": "01999"}}, ["territory"], "NOT_FOUND"),
        ({"topic": {"slug": "nothing"}}, ["topic"], "NOT_FOUND"),
        ({"node": "project_x"}, ["node"], "INVALID_ID"),
        ({"node": "\0"}, ["node"], "INVALID_ID"),
    ],
)
async def test_what_cannot_be_is_told(client: ModerationClient, given: dict[str, Any], path: list[str], code: str):
    refused = await put(client, **given)
    assert codes(refused) == [(path, code)]
    assert "{" not in refused["problems"][0]["message"]
    assert await client.rows(models.Feature, network_id=network_of("alder")) == []


async def test_it_is_featured_somewhere(client: ModerationClient):
    given = {"node": await public_project(client), "endsAt": at(days=9)}
    assert codes(await send(client, "featureContent", "alder", **given)) == [(["territory"], "FEATURED_NOWHERE")]


async def test_what_an_editor_does_not_see_cannot_be_featured(client: ModerationClient):
    assert codes(await put(client, node=await hidden_project(client))) == [(["node"], "NOT_FOUND")]


async def test_a_record_that_is_hidden_later_is_featured_for_who_sees_it(client: ModerationClient):
    made = await published(client)
    await put(client, node=made["id"])
    await send(client, "archiveCollection", "alder", id=made["id"], expectedVersion=2)
    for viewer, count in ((PUBLIC, 0), (moderator("birch"), 0), (moderator("alder"), 1), (STEWARD, 1)):
        assert len(await shown(client, "territory", viewer)) == count


async def test_what_everyone_does_not_see_is_not_featured(client: ModerationClient):
    draft = await saved(client)
    assert codes(await put(client, node=draft["id"])) == [(["node"], "NOT_PUBLIC")]


async def test_the_same_is_featured_once_at_a_time(client: ModerationClient):
    project = await public_project(client)
    given = {"node": project, "startsAt": at(days=2), "endsAt": at(days=4), "idempotencyKey": "une-fois"}
    made = await put(client, **given)
    assert await put(client, **given) == made
    beside = {"startsAt": at(days=3), "endsAt": at(days=5)}
    assert (await put(client, node=project, **beside))["code"] == "FEATURED_ALREADY"
    for other in ({"startsAt": at(days=4)}, {"topic": TOPIC, **beside}):
        assert (await put(client, node=project, **other))["__typename"] == "FeatureSaved"
    assert (await put(client, "birch", node=project, **beside))["__typename"] == "FeatureSaved"


async def test_a_network_without_a_voice_ends_what_it_features(client: ModerationClient):
    made = (await put(client))["feature"]
    await silence(client, "alder")
    assert (await put(client))["code"] == "NO_VOICE"
    ended = await send(client, "endFeature", "alder", id=made["id"])
    assert ended["__typename"] == "FeatureSaved"


@pytest.mark.parametrize(
    ("viewer", "code"),
    [
        (PUBLIC, "UNAUTHENTICATED"),
        (VIEWERS["account"], "NO_VOICE"),
        (EDITOR, "NO_VOICE"),
        (moderator("alder", SpaceRole.MEMBER), "NO_VOICE"),
        (moderator("alder", SpaceRole.ADMIN), None),
    ],
)
async def test_editors_of_networks_feature_and_nobody_else(client: ModerationClient, viewer, code: str | None):
    assert (await put(client, viewer)).get("code") == code
    made = (await put(client))["feature"]
    assert (await send(client, "endFeature", viewer, id=made["id"])).get("code") == code


async def test_a_steward_ends_what_is_featured_and_features_nothing(client: ModerationClient):
    made = (await put(client))["feature"]
    assert (await put(client, STEWARD))["code"] == "NO_VOICE"
    assert (await send(client, "endFeature", STEWARD, id=made["id"]))["__typename"] == "FeatureSaved"


async def test_a_network_speaks_for_itself_alone(client: ModerationClient):
    made = (await put(client))["feature"]
    assert (await send(client, "endFeature", "birch", id=made["id"]))["code"] == "NO_VOICE"
    assert (await put(client, "birch", network={"id": network_of("alder")}))["code"] == "NO_VOICE"
    assert (await send(client, "endFeature", "alder", id="feature_x"))["code"] == "NOT_FOUND"
