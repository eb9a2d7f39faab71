"""Demonstration organisations: each says in its name what it is, and has no official number."""

from typing import Any

from encommun.seed.demonstration.block import Block
from encommun.seed.demonstration.cast import Player, add_actor
from encommun.seed.demonstration.dice import Dice
from encommun.seed.demonstration.french import slug, with_de_name
from encommun.seed.demonstration.texts import table, topic_slugs
from models import ActorKind

SITE = "https://example.org/"


def per_block() -> int:
    """Return the number of organisations in a block; they are the first of its actors."""
    return sum(form["count"] for form in table("organisations")["forms"])


def organisations(block: Block) -> list[Player]:
    """Draws the organisations of a block and adds their rows."""
    dice, players = block.dice("organisations"), list[Player]()
    for form in table("organisations")["forms"]:
        names = _names(form["form"])
        for position in range(form["count"]):
            player = Player(
                id=block.id("actor", "actor", len(players)),
                kind=ActorKind(form["kind"]),
                name=_numbered(names, block.number * form["count"] + position),
                place=block.places.draw(dice, form["places"]),
            )
            topics = dice.some(topic_slugs(), dice.between(1, 3))
            add_actor(block, dice, player, dice.pick(form["summaries"]), SITE + slug(player.name), topics)
            players.append(player)
    return players


def _names(form: str) -> list[str]:
    """The form with every toponym, in an order of its own."""
    toponyms: list[Any] = table("organisations")["toponyms"]
    return [form.format(of=with_de_name(toponym)) for toponym in Dice(form).some(toponyms, len(toponyms))]


def _numbered(names: list[str], index: int) -> str:
    """The name at `index`; once all have been given, they start again with a number."""
    turn, position = divmod(index, len(names))
    return names[position] + (f" {turn + 1}" if turn else "") + " (démonstration)"
