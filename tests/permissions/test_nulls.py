"""Null in every field of every mutation that is not required: a value where the SDL says so, else refused; never as
if it had been left out."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from graphql import GraphQLInputField, GraphQLInputObjectType, GraphQLNonNull, get_named_type

from tests.permissions.client import PermissionClient
from tests.permissions.documents import GRAPHQL, MUTATIONS, input_of
from tests.permissions.expected_permissions import GUESSES
from tests.permissions.hostile_values import done_for
from tests.permissions.input_paths import Path, _is_list, _needed

OPTIONS = {"idempotencyKey", "dryRun", "atomic", "space", "reason"}
"""Options of a request, as opposed to its content."""
REFUSED = 150
"""Fields, over all mutations, that take no null; at least."""


def open_places(owner: GraphQLInputObjectType, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield the places where null may be sent, with the SDL's descriptions of the field and its input."""
    for name, field in owner.fields.items():
        if not isinstance(field.type, GraphQLNonNull):
            content = owner.description or ""
            yield (*path, name), f"{field.description} {'' if name in OPTIONS else content}"
        below = get_named_type(field.type)
        if isinstance(below, GraphQLInputObjectType) and not below.is_one_of:
            yield from open_places(below, (*path, name, 0) if _is_list(field.type) else (*path, name))


def nulled(owner: GraphQLInputObjectType, given: dict[str, Any], path: Path) -> dict[str, Any]:
    """An input with null in one place; what the inputs around it need is made up where it is not there."""
    found = deepcopy(given)
    within: Any = found
    *way, last = path
    for step in way:
        if isinstance(step, int):
            within = within[step]
            continue
        field: GraphQLInputField = owner.fields[step]
        owner = get_named_type(field.type)
        made = within.get(step) or ([_needed(owner)] if _is_list(field.type) else _needed(owner))
        within[step] = made
        within = made
    within[last] = None
    return found


@pytest.mark.parametrize("name", MUTATIONS)
async def test_null_is_a_value_or_refused(stage: PermissionClient, name: str):
    who, given = done_for(name)
    owner = GRAPHQL.type_map[input_of(name)]
    for path, says in open_places(owner):
        told = await stage.send(name, stage.viewers[who], nulled(owner, given, path))
        refused = [each["path"] for each in told.get("problems", ()) if each["code"] == "NULL_GIVEN"]
        changed = await stage.undone()
        if "null" in says.lower():
            assert refused == [], path
            assert told["__typename"] not in {"NotPermitted", "NotFound"} or not changed
        else:
            assert refused == [list(map(str, path))], path
            assert changed <= GUESSES


def test_every_kind_of_field_that_refuses_null_is_there():
    refusing = [
        (name, path)
        for name in MUTATIONS
        for path, says in open_places(GRAPHQL.type_map[input_of(name)])
        if "null" not in says.lower()
    ]
    besides = {"network", "territory", "topic", "startsAt", "beginsAt", "node", "keep", "password", "mailbox"}
    besides |= {"newPassword", "deviceToken"}
    assert {str(path[-1]) for _, path in refusing} == {*OPTIONS, *besides, "language"}
    assert len(refusing) >= REFUSED
