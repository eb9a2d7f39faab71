"""Resolves unique values after all items of a request: a batch is judged by its final state.

Two records may change their official codes with each other, or hand one over. Only where one of them stays as it is,
because its item is refused, what it has is taken for the others, and they are refused in their turn.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from resolvers.records.uniqueness import UniqueHolder, UniqueValue


@dataclass(slots=True, eq=False)
class Claimant:
    """A record that wants unique values."""

    node_id: str | None = None
    """The record's id; None if it was refused at once."""
    is_public: bool = False
    """True if the record is public once it is written."""
    claims: Sequence[UniqueValue] = ()
    """Unique values of the public record; of a draft, those that it newly wants."""

    @property
    def is_kept(self) -> bool:
        """True if it was not refused so far."""
        return True


Wanting = TypeVar("Wanting", bound=Claimant)


class UniqueResolution(Generic[Wanting]):
    """The unique values that one request's items want, and the item that gets each."""

    def __init__(
        self,
        judged: Sequence[Wanting],
        held: Mapping[UniqueValue, UniqueHolder],
        refuse: Callable[[Wanting, Sequence[UniqueValue]], object],
    ) -> None:
        """Begin with what published records have; one whose space was never verified gives way, unless it stays.

        `refuse` is called with a claimant that another record keeps values from, and those: it is kept no more. No
        record that has something unique is what its like refer to.
        """
        self._judged = judged
        self._refuse = refuse
        self._kept = {each.node_id: each for each in judged if each.is_kept}
        self._wanting: defaultdict[UniqueValue, list[Wanting]] = defaultdict(list)
        for each in self._kept.values():
            for claim in each.claims:
                self._wanting[claim].append(each)
        self._held = {claim: each.id for claim, each in held.items() if each.verified or each.id in self._kept}
        self._yielding = {claim: each.id for claim, each in held.items() if claim not in self._held}
        self._had: defaultdict[str, list[UniqueValue]] = defaultdict(list)
        for claim, holder in self._held.items():
            self._had[holder].append(claim)
        self._owner: dict[UniqueValue, str | None] = {}
        self._refused: list[Wanting] = []
        """Those whose records stay as they are, with what follows from that still to be seen to."""

    def settle(self) -> None:
        """Refuse the items that want what another record has in the end: of several, the first has it."""
        for claim, holder in self._held.items():
            keeper = self._kept.get(holder)
            if keeper is None or claim in keeper.claims:
                self._give(claim, holder)
        self._follow()
        for is_public in (True, False):
            for each in self._judged:
                if each.is_kept and each.is_public is is_public:
                    self._claim(each)
                    self._follow()

    @property
    def changing_hands(self) -> frozenset[str]:
        """The records that hand something over to another one of the request, which are set aside meanwhile."""
        return frozenset(holder for claim, holder in self._held.items() if self._owner.get(claim, holder) != holder)

    @property
    def giving_way(self) -> list[str]:
        """The records of others that cannot stay published."""
        return sorted({holder for claim, holder in self._yielding.items() if claim in self._owner})

    def _claim(self, judged: Wanting) -> None:
        """Give a record the unique values of its item, unless another record has them."""
        own = judged.node_id
        if any(self._owner.get(claim, own) != own for claim in judged.claims):
            self._lose(judged)
        elif judged.is_public:
            self._owner |= dict.fromkeys(judged.claims, own)

    def _give(self, claim: UniqueValue, holder: str) -> None:
        """Let a record keep a unique value, whichever items want it."""
        self._owner[claim] = holder
        for each in self._wanting.get(claim, ()):
            if each.is_kept and each.node_id != holder:
                self._lose(each)

    def _lose(self, judged: Wanting) -> None:
        own = judged.node_id
        lost = [claim for claim in judged.claims if self._owner.get(claim, own) != own]
        self._refuse(judged, lost)
        self._refused.append(judged)

    def _follow(self) -> None:
        """See to it that records which stay as they are keep what they have."""
        while self._refused:
            lost = self._refused.pop()
            self._kept.pop(lost.node_id, None)
            for claim in lost.claims:
                if self._owner.get(claim) == lost.node_id:
                    del self._owner[claim]
            for claim in self._had.get(lost.node_id or "", ()):
                self._give(claim, lost.node_id or "")
