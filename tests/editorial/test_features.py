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


async def put(assembly: ModerationClient, who: Any = "alder", **given: Any) -> dict[str, Any]:
    """The payload of something featured."""
    node = given.pop("node", None) or await public_project(assembly)
    where = {} if {"territory", "topic"} & given.keys() else {"territory": TERRITORY}
    return await send(assembly, "featureContent", who, **{"node": node, "endsAt": at(days=9), **where, **given})


async def shown(assembly: ModerationClient, where: str, viewer: Any = PUBLIC) -> list[str]:
    """The ids of what is featured on the territory or the topic now."""
    found = (await assembly.ask(SHOWN, viewer))[where]["features"]
    assert found["totalCount"] == len(found["nodes"])
    return [each["id"] for each in found["nodes"]]


async def test_what_is_featured_is_shown_where_it_is(assembly: ModerationClient):
    project = await public_project(assembly)
    made = (await put(assembly, node=project, territory=TERRITORY, topic=TOPIC))["feature"]
    assert (made["territory"], made["topic"], made["network"]) == (
        {"code": "01001"},
        {"slug": "publics"},
        {"slug": "alder"},
    )
    assert made["node"] == {"id": project}
    on_topic = (await put(assembly, "birch", topic=TOPIC))["feature"]
    assert await shown(assembly, "territory") == [made["id"]]
    assert await shown(assembly, "topic") == [on_topic["id"], made["id"]]
    document = '{ networks(filter: {slug: {eq: "alder"}}) { nodes { features { nodes { id } } } } }'
    assert (await assembly.ask(document, PUBLIC))["networks"]["nodes"] == [
        {"features": {"nodes": [{"id": made["id"]}]}}
    ]


async def test_it_is_shown_from_its_start_to_its_end_and_no_longer(assembly: ModerationClient):
    made = (await put(assembly, startsAt=at(days=2), endsAt=at(days=4)))["feature"]
    found = []
    for moment in (at(days=2, seconds=-2), at(days=2), at(days=4, seconds=-2), at(days=4, seconds=-1), at(days=5)):
        # The clock of this world goes on by a second before each request.
        assembly.now = type(assembly.now).fromisoformat(moment)
        found.append(await shown(assembly, "territory") == [made["id"]])
    assert found == [False, True, True, False, False]
    assert (await assembly.ask(SHOWN, PUBLIC))["features"]["totalCount"] == 1


async def test_what_is_ended_is_not_shown_and_cannot_be_ended_twice(assembly: ModerationClient):
    made = (await put(assembly))["feature"]
    ended = (await send(assembly, "endFeature", "alder", id=made["id"]))["feature"]
    assert ended["endsAt"] == assembly.now.isoformat()
    assert await shown(assembly, "territory") == []
    assert (await send(assembly, "endFeature", "alder", id=made["id"]))["code"] == "FEATURE_OVER"
    rows = sorted(await assembly.rows(models.Change, node_id=made["id"]), key=lambda each: each["version"])
    assert [(each["kind"], each["space_id"]) for each in rows] == [
        ("CREATED", space_of("alder")),
        ("ARCHIVED", space_of("alder")),
    ]


async def test_what_is_ended_before_it_begins_never_begins(assembly: ModerationClient):
    made = (await put(assembly, startsAt=at(days=2), endsAt=at(days=4)))["feature"]
    ended = (await send(assembly, "endFeature", "alder", id=made["id"]))["feature"]
    assert ended["endsAt"] == ended["startsAt"]
    assembly.now = BEGIN + timedelta(days=2)
    assert await shown(assembly, "territory") == []
    assert (await send(assembly, "endFeature", "alder", id=made["id"]))["code"] == "FEATURE_OVER"


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
async def test_what_cannot_be_is_told(assembly: ModerationClient, given: dict[str, Any], path: list[str], code: str):
    refused = await put(assembly, **given)
    assert codes(refused) == [(path, code)]
    assert "{" not in refused["problems"][0]["message"]
    assert await assembly.rows(models.Feature, network_id=network_of("alder")) == []


async def test_it_is_featured_somewhere(assembly: ModerationClient):
    given = {"node": await public_project(assembly), "endsAt": at(days=9)}
    assert codes(await send(assembly, "featureContent", "alder", **given)) == [(["territory"], "FEATURED_NOWHERE")]


async def test_what_an_editor_does_not_see_cannot_be_featured(assembly: ModerationClient):
    assert codes(await put(assembly, node=await hidden_project(assembly))) == [(["node"], "NOT_FOUND")]


async def test_a_record_that_is_hidden_later_is_featured_for_who_sees_it(assembly: ModerationClient):
    made = await published(assembly)
    await put(assembly, node=made["id"])
    await send(assembly, "archiveCollection", "alder", id=made["id"], expectedVersion=2)
    for viewer, count in ((PUBLIC, 0), (moderator("birch"), 0), (moderator("alder"), 1), (STEWARD, 1)):
        assert len(await shown(assembly, "territory", viewer)) == count


async def test_what_everyone_does_not_see_is_not_featured(assembly: ModerationClient):
    draft = await saved(assembly)
    assert codes(await put(assembly, node=draft["id"])) == [(["node"], "NOT_PUBLIC")]


async def test_the_same_is_featured_once_at_a_time(assembly: ModerationClient):
    project = await public_project(assembly)
    given = {"node": project, "startsAt": at(days=2), "endsAt": at(days=4), "idempotencyKey": "une-fois"}
    made = await put(assembly, **given)
    assert await put(assembly, **given) == made
    beside = {"startsAt": at(days=3), "endsAt": at(days=5)}
    assert (await put(assembly, node=project, **beside))["code"] == "FEATURED_ALREADY"
    for other in ({"startsAt": at(days=4)}, {"topic": TOPIC, **beside}):
        assert (await put(assembly, node=project, **other))["__typename"] == "FeatureSaved"
    assert (await put(assembly, "birch", node=project, **beside))["__typename"] == "FeatureSaved"


async def test_a_network_without_a_voice_ends_what_it_features(assembly: ModerationClient):
    made = (await put(assembly))["feature"]
    await silence(assembly, "alder")
    assert (await put(assembly))["code"] == "NO_VOICE"
    ended = await send(assembly, "endFeature", "alder", id=made["id"])
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
async def test_editors_of_networks_feature_and_nobody_else(assembly: ModerationClient, viewer, code: str | None):
    assert (await put(assembly, viewer)).get("code") == code
    made = (await put(assembly))["feature"]
    assert (await send(assembly, "endFeature", viewer, id=made["id"])).get("code") == code


async def test_a_steward_ends_what_is_featured_and_features_nothing(assembly: ModerationClient):
    made = (await put(assembly))["feature"]
    assert (await put(assembly, STEWARD))["code"] == "NO_VOICE"
    assert (await send(assembly, "endFeature", STEWARD, id=made["id"]))["__typename"] == "FeatureSaved"


async def test_a_network_speaks_for_itself_alone(assembly: ModerationClient):
    made = (await put(assembly))["feature"]
    assert (await send(assembly, "endFeature", "birch", id=made["id"]))["code"] == "NO_VOICE"
    assert (await put(assembly, "birch", network={"id": network_of("alder")}))["code"] == "NO_VOICE"
    assert (await send(assembly, "endFeature", "alder", id="feature_x"))["code"] == "NOT_FOUND"
