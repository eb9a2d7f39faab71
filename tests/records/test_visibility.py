"""No way through the graph leads a viewer to what is not for them; whoever may see it finds it on every way."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from graphql import get_named_type

from models import Scope
from tests.records.client import VIEWERS, RecordsClient
from tests.records.hidden_records import ALL, FOR_PARTNERS, HIDDEN_BY_AUDIENCE, PUBLIC, hide, id_of
from tests.schema.expected_relations import RELATIONS, TYPES, One
from tests.schema.graph_client import GRAPHQL

HUBS = ("Actor", "Project", "Resource", "Workshop")


OPEN = {"Territory", "Topic", "Network", "Decision", "Policy", "Seal", "Feature"}
"""Types that are for everyone."""
APART = {"Collection"}
"""Types that no single space owns: `tests/editorial` and `tests/permissions` test their visibility."""


@pytest.fixture
async def hidden(world: RecordsClient) -> RecordsClient:
    await world.writer.run(hide)
    return world


def selection(owner: str, total: str = "") -> str:
    """Every relation of a type, with the ids at its other end."""
    parts = []
    for (its, name), relation in RELATIONS.items():
        if its == owner:
            ids = "{ id }" if isinstance(relation, One) else f"(first: 100) {{ {total} edges {{ node {{ id }} }} }}"
            parts.append(f"{name} {ids}")
    return "id " + " ".join(parts)


def documents() -> Iterator[str]:
    """Every way to every record: from the hubs, from the lists, by id."""
    for total in ("", "totalCount"):
        for hub in HUBS:
            hub_id = id_of(hub.lower(), "public")
            yield f'{{ node(id: "{hub_id}") {{ ... on {hub} {{ {selection(hub, total)} }} }} }}'
        for type_name, root in TYPES.items():
            if type_name not in OPEN | APART:
                condition = 'filter: {createdAt: {eq: "2026-02-28T09:00:00Z"}}'
                below = f"{total} edges {{ node {{ {selection(type_name, total)} }} }}"
                yield f"{{ {root}(first: 100, {condition}) {{ {below} }} }}"
    everything = ", ".join(f'"{each}"' for each in ALL)
    yield f"{{ nodes(ids: [{everything}]) {{ id }} }}"
    references = ", ".join(f'{{__typename: "{each.partition("_")[0].capitalize()}", id: "{each}"}}' for each in ALL)
    yield f"{{ _entities(representations: [{references}]) {{ ... on Node {{ id }} }} }}"


def found(value: Any) -> Iterator[str]:
    """All ids in an answer."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name == "id":
                yield each
            else:
                yield from found(each)
    elif isinstance(value, list):
        for each in value:
            yield from found(each)


def totals(value: Any) -> Iterator[tuple[int, int]]:
    """Of every list in an answer: its total, and how many it shows."""
    if isinstance(value, dict):
        if "totalCount" in value:
            yield value["totalCount"], len(value["edges"])
        for each in value.values():
            yield from totals(each)
    elif isinstance(value, list):
        for each in value:
            yield from totals(each)


VISITORS = ("anonymous", "account", "editor of another space", "network token")


@pytest.mark.parametrize("name", VISITORS)
async def test_nobody_comes_to_what_is_not_public(hidden: RecordsClient, name: str):
    for document in documents():
        answer = (await hidden.result(document, VIEWERS[name])).data
        seen = set(found(answer)) & ALL.keys()
        assert seen <= PUBLIC, (document, seen - PUBLIC)
        assert seen
        assert all(total == shown for total, shown in totals(answer)), document


@pytest.mark.parametrize("name", ["editor", "steward"])
async def test_its_own_space_and_the_stewards_come_to_everything(hidden: RecordsClient, name: str):
    seen = set()
    for document in documents():
        answer = (await hidden.result(document, VIEWERS[name])).data
        seen |= set(found(answer))
        assert all(total == shown for total, shown in totals(answer)), document
    assert seen >= ALL.keys()


async def test_contacts_for_partners_need_their_scope_and_a_network_with_a_voice(hidden: RecordsClient):
    token = VIEWERS["network token"]
    scopes = {*token.scopes, Scope.CONTACTS_READ}
    for voices, shared in (({"network"}, FOR_PARTNERS), ((), set())):
        partner = replace(token, scopes=frozenset(scopes), voices=frozenset(voices))
        answer = await hidden.ask("{ contacts(first: 100) { nodes { id } } }", partner)
        assert HIDDEN_BY_AUDIENCE & set(found(answer)) == shared


async def test_a_filter_tells_nothing_of_what_is_hidden(hidden: RecordsClient):
    """Neither by a tie to a hidden record nor by a hidden tie."""
    actor, project = id_of("actor", "DRAFT"), id_of("project", "public")
    result = await hidden.result(
        f'{{ projects(filter: {{participants: {{in: [{{id: "{actor}"}}]}}}}) {{ totalCount }} }}', VIEWERS["anonymous"]
    )
    assert result.errors[0].extensions["code"] == "NOT_FOUND"
    found_ = await hidden.ask(
        f'{{ actors(first: 100, filter: {{participations: {{in: [{{id: "{project}"}}]}}}}) {{ nodes {{ id }} }} }}',
        VIEWERS["anonymous"],
    )
    assert set(found(found_)) == {id_of("actor", "public")}


def test_every_type_that_can_be_hidden_is_hidden_here():
    deposited = {name for name in TYPES if "state" in get_named_type(GRAPHQL.type_map[name]).fields} - APART
    assert {each.partition("_")[0].capitalize() for each in ALL} == deposited
