"""Demonstration resources other than experience reports: guides, methods, tools and the like."""

from datetime import timedelta
from typing import Any

import models
from encommun.seed.demonstration.block import BASE, Block, sourced, stamps, titled
from encommun.seed.demonstration.cast import Cast, Player
from encommun.seed.demonstration.dice import Dice
from encommun.seed.demonstration.french import bullets, slug
from encommun.seed.demonstration.texts import table
from encommun.seed.insertion import Row
from encommun.seed.topics import topic_id
from models import ActorKind, AuthorRole, Licence, ResourceKind

SITE = "https://example.org/ressources/"
EXPIRING = (ResourceKind.TOOL, ResourceKind.TEMPLATE, ResourceKind.TRAINING)
"""Kinds whose content ages: every second one says when."""

LICENCES = (
    (Licence.ETALAB_2_0, 6),
    (Licence.CC_BY_4_0, 3),
    (Licence.CC_BY_SA_4_0, 2),
    (Licence.CC0_1_0, 1),
)
"""Licences that authors choose, with how often they do."""

AUTHORS = (ActorKind.ASSOCIATION, ActorKind.COMPANY, ActorKind.RESEARCH, ActorKind.LOCAL_AUTHORITY)


def per_block() -> int:
    """Return the number of these resources in a block."""
    return len(table("resources")["resources"])


def library(block: Block, cast: Cast) -> list[str]:
    """Adds the rows of a block's resources and answers with their ids."""
    dice, ids = block.dice("library"), list[str]()
    for index, entry in enumerate(table("resources")["resources"]):
        key = block.id("resource", "library", index)
        _add(block, key, entry, dice.pick(ids) if ids and dice.chance(1 / 6) else None, dice)
        block.tag(models.ResourceTopic, "resource_id", key, [topic_id(topic) for topic in entry["topics"]])
        authors(block, key, dice.some(cast.hosts(*AUTHORS), dice.between(1, 2)), dice)
        ids.append(key)
    return ids


def authors(block: Block, resource: str, players: list[Player], dice: Dice) -> None:
    """The first is the author; the others contributed, or for one in four edited."""
    for position, player in enumerate(players):
        other = AuthorRole.EDITOR if dice.chance(1 / 4) else AuthorRole.CONTRIBUTOR
        role = other if position else AuthorRole.AUTHOR
        block.add(models.ResourceAuthor, {"resource_id": resource, "actor_id": player.id, "role": role})


def resource_row(kind: ResourceKind, title: str, licence: Licence, **columns: Any) -> Row:
    """A resource's row with every column that demonstration content fills."""
    empty = {"url": None, "expires_on": None, "project_id": None, "derived_from_id": None}
    return {"kind": kind, "language": "fr", **titled(title), **sourced(licence), **empty, **columns}


def _add(block: Block, key: str, entry: dict[str, Any], derived_from: str | None, dice: Dice) -> None:
    kind = ResourceKind(entry["kind"])
    title = entry["title"] + (f" (édition {block.number + 1})" if block.number else "")
    published_on = BASE - timedelta(days=dice.between(30, 1600))
    expires = kind in EXPIRING and dice.chance(1 / 2)
    row = resource_row(
        kind,
        title,
        dice.weighted(LICENCES),
        id=key,
        summary=entry["summary"],
        body=f"{entry['summary']}\n\n## Ce que l'on y trouve\n\n{bullets(entry['points'])}",
        url=SITE + slug(title),
        published_on=published_on,
        expires_on=published_on + timedelta(days=dice.between(3, 6) * 365) if expires else None,
        derived_from_id=derived_from,
    )
    block.add(models.Resource, {**row, **stamps(published_on, dice)})
