"""Whatever a batch wants: in the end nobody has what another one has, and nobody is refused for nothing."""

import random
from typing import Any

import pytest

from resolvers.exchange.item_upsert import PlannedItem
from resolvers.exchange.items import ItemResult, UpsertOutcome
from resolvers.records.unique_resolution import UniqueResolution
from resolvers.records.uniqueness import UniqueHolder

COLUMNS = ("siren",)


def claim(value: str) -> Any:
    """A SIREN as something unique."""
    return COLUMNS, (value,)


def settled(before: dict[str, str], wanted: dict[str, str]) -> tuple[dict[str, str], UniqueResolution]:
    """Return the holders of unique values after records and items, in order, have claimed them."""
    judged = [
        PlannedItem(each, True, [claim(value)], item=None, told=ItemResult(each, UpsertOutcome.UPDATED, each))
        for each, value in wanted.items()
    ]
    held = {claim(value): UniqueHolder(each, True, "space") for each, value in before.items()}

    def refuse(lost: PlannedItem, _claims: Any) -> None:
        lost.told = ItemResult(lost.told.reference, UpsertOutcome.REFUSED)

    settling = UniqueResolution(judged, held, refuse)
    settling.settle()
    return before | {each.node_id: wanted[each.node_id] for each in judged if each.is_kept}, settling


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_wanted(seed: int):
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(200):
        values = [f"v{each}" for each in range(chance.randint(2, 8))]
        records = [f"r{each}" for each in range(chance.randint(2, 8))]
        before = dict(zip(chance.sample(records, len(records)), values, strict=False))
        changed = chance.sample(records, chance.randint(1, len(records)))
        wanted = {each: chance.choice(values) for each in changed}
        after, settling = settled(before, wanted)
        assert len(set(after.values())) == len(after), (before, wanted, after)
        for each, value in wanted.items():
            others = {its for record, its in after.items() if record != each}
            assert after.get(each) == value or value in others, (before, wanted, after)
        moved = {each for each, value in before.items() if after[each] != value and value in set(after.values())}
        assert settling.changing_hands == moved


def test_a_chain_of_any_length_holds_and_breaks():
    """Each wants what the next one has; it holds if the last one goes round, and breaks if it stays."""
    many = 20_000
    before = {f"r{each}": f"v{each}" for each in range(many)}
    wanted = {f"r{each}": f"v{(each + 1) % many}" for each in range(many)}
    assert settled(before, wanted)[0] == wanted
    del wanted[f"r{many - 1}"]
    assert settled(before, wanted)[0] == before
