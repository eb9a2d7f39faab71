"""Every mutation by every viewer: each cell comes to what the table states, and changes what it may, or nothing."""

import pytest

from tests.matrix.documents import MUTATIONS
from tests.matrix.inputs import input_for
from tests.matrix.stage import Stage
from tests.matrix.table import DONE, GUESSES, LINES, Line


@pytest.mark.parametrize("line", LINES, ids=str)
async def test_each_cell_is_as_it_is_stated(stage: Stage, line: Line):
    came, wrote = {}, {}
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


def test_every_mutation_has_a_line_and_the_other_way_round():
    assert {line.mutation for line in LINES} == MUTATIONS.keys()
    assert len({str(line) for line in LINES}) == len(LINES)


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_mutation_is_done_for_somebody(name: str):
    assert any(DONE in line.cells.values() for line in LINES if line.mutation == name)
