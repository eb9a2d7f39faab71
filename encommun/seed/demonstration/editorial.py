"""Editorial demonstration content: collections, seals and features.

The six networks are real, and have done none of it: every text says so, and whatever is sealed or featured is itself
demonstration content.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import models
from encommun.seed.demonstration.block import MOMENT, Block, titled
from encommun.seed.demonstration.catalogue import Catalogue
from encommun.seed.demonstration.texts import table
from encommun.seed.insertion import Row
from encommun.seed.networks import network_id
from encommun.seed.territories import territory_id
from encommun.seed.topics import topic_id
from models import PublicationState, SealKind, TerritoryKind

DATED = {"created_at": MOMENT, "updated_at": MOMENT}


def collections_in_all() -> int:
    """Return the number of collections."""
    return len(_entries("collections"))


def editorial(block: Block, today: date) -> None:
    """Adds a block's collections, its seals, and its features, whose time is told in days from `today`."""
    catalogue = Catalogue(block)
    for number, entry in enumerate(_entries("collections"), start=1):
        _add_collection(block, catalogue, catalogue.collection(number), entry)
    for index, entry in enumerate(_entries("seals")):
        block.add(models.Seal, _seal(block.id("seal", "seal", index), catalogue.find(entry), entry))
    for index, entry in enumerate(_entries("features")):
        block.add(models.Feature, _feature(block.id("feature", "feature", index), catalogue.find(entry), entry, today))


def _entries(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table("editorial")[name]
    return found


def _add_collection(block: Block, catalogue: Catalogue, key: str, entry: dict[str, Any]) -> None:
    """A collection that everyone sees, with the networks that would answer for it, and what is in it."""
    row = {
        "id": key,
        **DATED,
        "demonstration": True,
        **titled(entry["title"]),
        "introduction": f"{entry['introduction']}\n\n{table('editorial')['notice']}",
        "state": PublicationState.PUBLISHED,
    }
    block.add(models.Collection, row)
    for slug in entry["networks"]:
        block.add(models.CollectionNetwork, {"collection_id": key, "network_id": network_id(slug)})
    for position, item in enumerate(entry["items"], start=1):
        placed = {"collection_id": key, "position": position, "node_id": catalogue.find(item)}
        block.add(models.CollectionItem, {**placed, "annotation": item["annotation"]})


def _seal(key: str, resource: str, entry: dict[str, Any]) -> Row:
    kind = SealKind(entry["kind"])
    return {
        "id": key,
        **DATED,
        "resource_id": resource,
        "version": 1,  # nobody has changed what has just been written
        "network_id": network_id(entry["network"]),
        "kind": kind,
        "text": table("editorial")["seal_texts"][kind],
    }


def _feature(key: str, node: str, entry: dict[str, Any], today: date) -> Row:
    """Something featured; it enters the commons today, or when it began."""
    starts_at, ends_at = (_moment(today, entry[each]) for each in ("starts", "ends"))
    entered = min(starts_at, _moment(today, 0))
    return {
        "id": key,
        "created_at": entered,
        "updated_at": entered,
        "node_id": node,
        "territory_id": _territory(*entry["territory"].split(":")) if "territory" in entry else None,
        "topic_id": topic_id(entry["topic"]) if "topic" in entry else None,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "network_id": network_id(entry["network"]),
    }


def _territory(scheme: str, code: str) -> str:
    return territory_id(TerritoryKind(scheme.upper()), code)


def _moment(today: date, days: int) -> datetime:
    """The first moment (UTC) of the day that is so many days after today."""
    return datetime.combine(today + timedelta(days=days), time(), UTC)
