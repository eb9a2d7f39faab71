"""Demonstration people: a role and a number, at home in an organisation of the same block."""

from typing import Any

from encommun.seed.demonstration.block import Block
from encommun.seed.demonstration.cast import Player, add_actor
from encommun.seed.demonstration.dice import Dice
from encommun.seed.demonstration.texts import table, topic_slugs
from models import ActorKind, MembershipRole

ANY = "ANY"


def per_block() -> int:
    """Return the number of people in a block; they come after its organisations."""
    return sum(group["count"] for group in table("people").values())


def people(block: Block, organisations: list[Player]) -> list[Player]:
    """Draws the people of a block and adds their rows."""
    dice, players = block.dice("people"), list[Player]()
    for kind, group in table("people").items():
        for position in range(group["count"]):
            key = block.id("actor", "actor", len(organisations) + len(players))
            index = block.number * group["count"] + position
            player = _person(key, ActorKind(kind), group, index, organisations, dice)
            topics = dice.some(topic_slugs(), dice.between(0, 2))
            add_actor(block, dice, player, dice.pick(group["summaries"]), None, topics)
            players.append(player)
    return players


def _person(
    key: str, kind: ActorKind, group: dict[str, Any], index: int, organisations: list[Player], dice: Dice
) -> Player:
    """The person at `index` of their kind, counted over all blocks: roles take turns, and so do numbers."""
    number, position = divmod(index, len(group["roles"]))
    role, level = group["roles"][position]
    homes = [
        organisation
        for organisation in organisations
        if organisation.kind in group["homes"] and level in (ANY, organisation.place.kind)
    ]
    home = dice.pick(homes)
    membership = MembershipRole(dice.pick(group["memberships"]))
    return Player(key, kind, f"{role} {number + 1:02}", home.place, home.id, membership)
