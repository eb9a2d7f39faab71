"""The cast of a block: its actors, and how each is stored."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import models
from encommun.seed.demonstration.block import BASE, Block, place_id, sourced, stamps
from encommun.seed.demonstration.dice import Dice
from encommun.seed.registry import Place
from encommun.seed.topics import topic_id
from models import ActorKind, MembershipRole
from models.folding import folded

YEARS = 5
"""Demonstration actors entered the commons during the years before BASE."""


class Player(NamedTuple):
    """An actor of a block; a person has a home, the organisation that they belong to, and a role in it."""

    id: str
    kind: ActorKind
    name: str
    place: Place
    home: str | None = None
    role: MembershipRole | None = None


class Cast:
    """The actors of a block."""

    def __init__(self, organisations: Sequence[Player], people: Sequence[Player]) -> None:
        self.organisations = organisations
        self.people = people
        self._found: dict[tuple[ActorKind, ...], list[Player]] = {}

    def of(self, *kinds: ActorKind) -> list[Player]:
        """Organisations and people of these kinds."""
        if kinds not in self._found:
            self._found[kinds] = [player for player in (*self.organisations, *self.people) if player.kind in kinds]
        return self._found[kinds]

    def hosts(self, *kinds: ActorKind) -> list[Player]:
        """Organisations of these kinds."""
        return [player for player in self.organisations if player.kind in kinds]


def add_actor(block: Block, dice: Dice, player: Player, summary: str, website: str | None, topics: list[str]) -> None:
    """Adds an actor's row, and the topics on which it can help, given by slug."""
    row = {
        "id": player.id,
        "kind": player.kind,
        "name": player.name,
        "name_sort": folded(player.name),
        "summary": summary,
        "website": website,
        "territory_id": place_id(player.place),
    }
    entered = BASE - timedelta(days=dice.between(1, YEARS * 365))
    block.add(models.Actor, {**row, **sourced(), **stamps(entered, dice)})
    block.tag(models.ActorTopic, "actor_id", player.id, [topic_id(slug) for slug in topics])
