"""Every record and every root field that is not for everyone, by every viewer: seen as the tables state it."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
from graphql import GraphQLObjectType, GraphQLUnionType, get_named_type

from resolvers.search.index_upkeep import SEARCHED
from resolvers.validation.field_names import to_camel_case, to_snake_case
from tests.permissions.client import PermissionClient
from tests.permissions.documents import GRAPHQL, QUERY, selection
from tests.permissions.expected_visibility import (
    COMPUTED,
    FIELDS,
    HIDDEN,
    NETWORK,
    NOTHING,
    OPEN,
    PARTS,
    RECORDS,
    SEEN,
    WAYS,
    VisibilityRow,
)
from tests.permissions.record_factories import record_of
from tests.permissions.viewer_factories import PEOPLE
from tests.records.client import account_of, space_of
from tests.schema.expected_relations import TYPES

LISTS = {**TYPES, "ReviewCase": "moderationQueue"}
SPACES = {"Collection": "network"}
"""Spaces of records that the space `own` does not own."""


def ways(sight: VisibilityRow) -> Iterator[str]:
    """Every way to a record: each shows it, or tells that there is none."""
    type_name, id_ = sight.subject, f'"{sight.id}"'
    single = to_camel_case(to_snake_case(type_name))
    root = LISTS.get(type_name, f"{single}s")
    listed = "reviews" if type_name == "ReviewCase" else root
    above = space_of("new" if sight.name == "unverified" else SPACES.get(type_name, "own"))
    yield f"{{ it: node(id: {id_}) {{ id }} }}"
    yield f"{{ it: nodes(ids: [{id_}]) {{ id }} }}"
    yield f"{{ it: {single}(by: {{id: {id_}}}) {{ id }} }}"
    yield f'{{ it: _entities(representations: [{{__typename: "{type_name}", id: {id_}}}]) {{ ... on Node {{ id }} }} }}'
    yield f"{{ it: {root}(first: 100) {{ nodes {{ id }} }} }}"
    yield f"{{ it: {root}(filter: {{id: {{eq: {id_}}}}}) {{ totalCount nodes {{ id }} }} }}"
    yield f'{{ it: space(by: {{id: "{above}"}}) {{ {listed}(first: 100) {{ nodes {{ id }} }} }} }}'
    if type_name in SEARCHED:
        for query in (f"{type_name} {sight.name}", ""):
            given = f'query: "{query}", types: [{type_name.upper()}], first: 100'
            begun = f'prefix: "{type_name} {sight.name}", types: [{type_name.upper()}], first: 20'
            if type_name not in SPACES:  # whose titles are others
                yield f"{{ it: complete({begun}) {{ text node {{ id }} }} }}"
            yield f"{{ it: search({given}) {{ edges {{ node {{ ... on Node {{ id }} }} snippets {{ text }} }} }} }}"


def outcome(result: Any, wanted: str) -> str:
    """Return whether an answer has the record, or counts it; data beside an error is examined too."""
    if f"'{wanted}'" in str(result.data) or "'totalCount': 1" in str(result.data):
        return SEEN
    for error in result.errors or ():
        assert error.original_error.extensions["code"] == HIDDEN, error
    return HIDDEN


@pytest.mark.parametrize("sight", RECORDS, ids=str)
async def test_each_record_is_seen_by_those_whom_it_is_for(stage: PermissionClient, sight: VisibilityRow):
    found = {
        name: {outcome(await stage.result(way, viewer), sight.id) for way in ways(sight)}
        for name, viewer in stage.viewers.items()
    }
    assert found == {name: {cell} for name, cell in sight.cells.items()}


@pytest.mark.parametrize("sight", FIELDS, ids=str)
async def test_each_root_field_tells_those_whom_it_concerns(stage: PermissionClient, sight: VisibilityRow):
    shown = get_named_type(QUERY[sight.subject].type)
    below = f"{{ {selection(shown, 2)} }}" if isinstance(shown, GraphQLObjectType) else ""
    found = {}
    for name, viewer in stage.viewers.items():
        told = (await stage.ask(f"{{ it: {sight.subject}{sight.arguments} {below} }}", viewer))["it"]
        found[name] = NOTHING if told is None else str(len(told)) if isinstance(told, list) else SEEN
    assert found == sight.cells


async def test_people_are_told_of_themselves_alone(stage: PermissionClient):
    for name in set(PEOPLE) & stage.viewers.keys():
        told = await stage.ask("{ me { id email } exportMyData }", stage.viewers[name])
        assert told["me"] == {"id": account_of(name), "email": f"{name}@example.org"}
        assert told["exportMyData"]["account"]["id"] == account_of(name)
        others = {account_of(other) for other in PEOPLE if other != name}
        assert not {other for other in others if other in str(told)}


async def test_who_made_a_claim_is_told_to_whom_the_list_of_claims_shows_it(stage: PermissionClient):
    mine = await stage.ask("{ claims { email } }", stage.viewers["concerned"])
    assert mine["claims"] == [{"email": "concerned@example.org"}]


def reachable(owner: GraphQLObjectType, known: set[str]) -> set[str]:
    """The types that an answer to a query can have in it."""
    for field in owner.fields.values():
        named = get_named_type(field.type)
        members = named.types if isinstance(named, GraphQLUnionType) else [named]
        for each in members:
            if isinstance(each, GraphQLObjectType) and each.name not in known:
                known.add(each.name)
                reachable(each, known)
    return known


def test_every_type_that_can_be_read_has_a_line_or_is_open():
    read = {
        name for name in reachable(cast("Any", GRAPHQL.query_type), set()) if not name.endswith(("Connection", "Edge"))
    }
    told = {sight.subject for sight in RECORDS} | {get_named_type(QUERY[sight.subject].type).name for sight in FIELDS}
    assert read == (told - {"JSON"}) | OPEN | PARTS | NETWORK


def test_every_root_field_has_a_line_or_leads_to_a_type_that_has_one():
    told = {sight.subject for sight in FIELDS} | {sight.subject for sight in RECORDS} | OPEN
    known = {
        *told,
        *(to_camel_case(to_snake_case(name)) for name in told),
        *(f"{to_camel_case(to_snake_case(name))}s" for name in told - LISTS.keys()),
        *(root for name, root in LISTS.items() if name in told),
    }
    assert QUERY.keys() - WAYS - COMPUTED <= known


async def test_the_journal_tells_of_a_contact_to_those_alone_who_may_know_it(stage: PermissionClient):
    given = {"id": record_of("Contact", "PARTNERS"), "expectedVersion": 1, "value": "secret@example.org"}
    saved = await stage.send("updateContact", stage.viewers["editor"], given)
    assert saved["__typename"] == "ContactSaved"
    told = {}
    for name, viewer in stage.viewers.items():
        answer = await stage.ask("{ changes(first: 100) { nodes { fields { before after } } } }", viewer)
        told[name] = "secret@example.org" in str(answer)
    await stage.undone()
    assert {name for name, knows in told.items() if knows} == {"member", "editor", "admin", "steward"}
