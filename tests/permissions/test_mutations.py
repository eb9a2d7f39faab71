"""Every mutation by every viewer: each cell comes to what the table states, and changes what it may, or nothing."""

import pytest

from tests.permissions.client import PermissionClient
from tests.permissions.documents import MUTATIONS
from tests.permissions.expected_permissions import DONE, GUESSES, LINES, Line
from tests.permissions.inputs import input_for

IN_OTHER_WORDS = frozenset({"castVotes", "refuseClaim", "settleCase"})
"""The mutations whose reason is the text of a vote, or told to whom they concern alone, and never left out."""


@pytest.mark.parametrize("line", LINES, ids=str)
async def test_each_cell_is_as_it_is_stated(stage: PermissionClient, line: Line):
    came, wrote = {}, {}
    if line.cells["steward"] == DONE != line.cells["account"] and line.mutation not in IN_OTHER_WORDS:
        await check_a_steward_says_why(stage, line)
    # Those who are refused come first: what they all leave as it is, is looked at once.
    for name in sorted(line.cells, key=lambda each: line.cells[each] == DONE):
        if line.cells[name] == DONE and not wrote:
            assert await stage.undone() <= GUESSES, "somebody was refused and changed it all the same"
        payload = await stage.send(line.mutation, stage.viewers[name], input_for(line.mutation, line.on))
        came[name] = payload.get("code", DONE)
        if DONE in (came[name], line.cells[name]):
            wrote[name] = await stage.undone()
    assert await stage.undone() <= GUESSES
    assert came == line.cells
    assert {name: changed for name, changed in wrote.items() if not line.fits(came[name], changed)} == {}


async def check_a_steward_says_why(stage: PermissionClient, line: Line) -> None:
    """Refused without a reason, what nobody else could do in their place; it changes nothing."""
    silent = {name: each for name, each in input_for(line.mutation, line.on).items() if name != "reason"}
    payload = await stage.send(line.mutation, stage.viewers["steward"], silent)
    assert {"REQUIRED"} == {each["code"] for each in payload["problems"] if each["path"] == ["reason"]}, payload


def test_every_mutation_has_a_line_and_the_other_way_round():
    assert {line.mutation for line in LINES} == MUTATIONS.keys()
    assert len({str(line) for line in LINES}) == len(LINES)


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_mutation_is_done_for_somebody(name: str):
    assert any(DONE in line.cells.values() for line in LINES if line.mutation == name)
