"""A mutation needs both a scope and a right to its object: neither is enough without the other."""

from dataclasses import replace

import pytest

from models import Scope
from schema.kit.mutation import REQUIRES, Requires
from schema.mutation import mutations
from tests.permissions.client import PermissionClient
from tests.permissions.expected_permissions import DONE, LINES, Line
from tests.permissions.inputs import input_for

NEEDED: dict[str, Requires] = {field.graphql_name or "": field.metadata[REQUIRES] for field in mutations()}
SCOPED = [line for line in LINES if NEEDED[line.mutation].scope is not None]
DOABLE = {line.mutation: line for line in reversed(SCOPED) if DONE in line.cells.values()}
"""The first line of each on which somebody does it."""


@pytest.mark.parametrize("line", list(DOABLE.values()), ids=str)
async def test_whoever_has_the_right_is_refused_without_the_scope(stage: PermissionClient, line: Line):
    needed, came = NEEDED[line.mutation].scope, {}
    for name in (name for name, cell in line.cells.items() if cell == DONE):
        viewer = stage.viewers[name]
        assert needed in viewer.scopes
        without = replace(viewer, scopes=viewer.scopes - {needed})
        payload = await stage.send(line.mutation, without, input_for(line.mutation, line.on))
        came[name] = payload["__typename"], payload.get("code")
    assert set(came.values()) == {("NotPermitted", "NOT_PERMITTED")}, came
    assert await stage.undone() == set()


@pytest.mark.parametrize("line", [line for line in DOABLE.values() if line.cells["token"] == DONE], ids=str)
async def test_the_scope_is_enough_where_the_right_is_there(stage: PermissionClient, line: Line):
    viewer = replace(stage.viewers["token"], scopes=frozenset({NEEDED[line.mutation].scope}))
    payload = await stage.send(line.mutation, viewer, input_for(line.mutation, line.on))
    assert payload.get("code", DONE) == DONE
    assert line.fits(DONE, await stage.undone())


def test_whoever_has_the_scope_is_refused_without_the_right(stage: PermissionClient):
    """Stated in the table, and checked with it: somebody whom the scope lets pass, and the object does not."""
    limited = {
        line.mutation
        for line in SCOPED
        if any(
            cell != DONE and NEEDED[line.mutation].scope in stage.viewers[name].scopes
            for name, cell in line.cells.items()
        )
    }
    assert limited == {line.mutation for line in SCOPED}


@pytest.mark.parametrize("scope", Scope)
def test_every_scope_but_that_of_reading_contacts_lets_somebody_write(scope: Scope):
    needed = {needs.scope for needs in NEEDED.values()}
    assert (scope in needed) == (scope is not Scope.CONTACTS_READ)
