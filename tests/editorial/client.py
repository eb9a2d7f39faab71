"""Requests of editors of networks, and reads of other viewers."""

from typing import Any

import models
from loaders.tables import table_of
from resolvers.core.viewer import Viewer
from tests.moderation.client import ModerationClient, moderator, network_of
from tests.records.client import VIEWERS, space_of

PUBLIC = VIEWERS["anonymous"]
STEWARD = VIEWERS["steward"]
BOTH = [{"slug": "birch"}, {"slug": "alder"}]
COLLECTION = """id title introduction state version
    items { position annotation node { id } }
    networks(first: 20) { nodes { slug } } invited(first: 20) { nodes { slug } }"""
FEATURE = "id startsAt endsAt node { id } territory { code } topic { slug } network { slug }"


def viewer_of(who: str | Viewer) -> Viewer:
    """Somebody by the name of their network, or themselves."""
    return moderator(who) if isinstance(who, str) else who


async def send(client: ModerationClient, mutation: str, who: str | Viewer, **given: Any) -> dict[str, Any]:
    """The payload of an editorial mutation."""
    of, shown = ("Collection", COLLECTION) if "Collection" in mutation else ("Feature", FEATURE)
    document = f"""mutation ($input: {mutation[0].upper()}{mutation[1:]}Input!) {{ it: {mutation}(input: $input) {{
        __typename ... on {of}Saved {{ version dryRun {of.lower()} {{ {shown} }} }} ... on Refusal {{ code message }}
        ... on ValidationFailed {{ problems {{ path code message }} }} ... on Conflict {{ currentVersion }} }} }}"""
    return (await client.ask(document, viewer_of(who), input=given))["it"]


async def save(client: ModerationClient, who: str | Viewer = "alder", **given: Any) -> dict[str, Any]:
    """The payload of a collection begun or, with an id, changed."""
    if "id" in given:
        return await send(client, "updateCollection", who, **given)
    draft = {"title": "Participer", "networks": [{"slug": "alder"}], "items": []}
    return await send(client, "createCollection", who, **{**draft, **given})


async def saved(client: ModerationClient, who: str | Viewer = "alder", **given: Any) -> dict[str, Any]:
    """A collection that was saved."""
    payload = await save(client, who, **given)
    assert payload["__typename"] == "CollectionSaved", payload
    return payload["collection"]


async def published(client: ModerationClient, **given: Any) -> dict[str, Any]:
    """A collection that everyone sees."""
    made = await saved(client, **given)
    payload = await send(client, "publishCollection", "alder", id=made["id"], expectedVersion=made["version"])
    return payload["collection"]


async def seen(client: ModerationClient, id_: str, who: str | Viewer) -> dict[str, Any] | None:
    """A collection as somebody sees it, by its id and in the list."""
    document = f"""query ($id: ID!) {{ one: nodes(ids: [$id]) {{ ... on Collection {{ {COLLECTION} }} }}
        list: collections(first: 100) {{ nodes {{ id }} }} }}"""
    result = await client.result(document, viewer_of(who), id=id_)
    (found,) = result.data["one"]
    assert (found is not None) == (id_ in {each["id"] for each in result.data["list"]["nodes"]})
    return found


async def public_project(client: ModerationClient, title: str = "Budget") -> str:
    """A project that everyone sees."""
    made = await client.do("createProject", STEWARD, **own(title))
    id_ = made["project"]["id"]
    done = await client.do("publishProject", STEWARD, id=id_, expectedVersion=1)
    assert done["project"]["state"] == "PUBLISHED", done
    return id_


async def hidden_project(client: ModerationClient) -> str:
    """A project that its space alone sees."""
    return (await client.do("createProject", STEWARD, **own("Secret")))["project"]["id"]


def own(title: str) -> dict[str, Any]:
    """A project of the space `own`."""
    return {"space": space_of("own"), "title": title, "phase": "IDEA", "status": "IN_PROGRESS"}


def codes(payload: dict[str, Any]) -> list[tuple[list[str], str]]:
    """Return the problems of a payload: paths and codes."""
    return [(each["path"], each["code"]) for each in payload["problems"]]


async def silence(client: ModerationClient, network: str) -> None:
    """Take a network's voice away."""
    table, key = table_of(models.Network), {"id": network_of(network)}
    await client.writer.run(lambda work: work.update(table, key, {"role": "OBSERVER"}))


def told(collection: dict[str, Any]) -> list[tuple[int, str | None, str | None]]:
    """Return the items of a collection."""
    return [(each["position"], each["annotation"], each["node"] and each["node"]["id"]) for each in collection["items"]]


async def shared_collection(client: ModerationClient, **given: Any) -> dict[str, Any]:
    """A collection that two networks answer for."""
    made = await saved(client, networks=BOTH, **given)
    joined = await send(client, "joinCollection", "birch", id=made["id"], expectedVersion=1)
    return joined["collection"]
