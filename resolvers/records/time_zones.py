"""The time zone of a record that takes place somewhere: that of its territory, unless another is given."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from loaders.queries.lookup import Queryable
from loaders.queries.select_where import select_in
from loaders.tables import table_of
from models import Territory
from models.time_zones import MAINLAND
from resolvers.core.record_types import RecordType

ZONE, PLACE = "time_zone", "territory_id"
Zones = Mapping[str | None, str]
"""By id of a territory, its zone."""


def has_time_zone(kind: RecordType) -> bool:
    """True if records of a type have a time zone and a territory."""
    return ZONE in kind.columns and PLACE in kind.table.c


async def territory_zones(reads: Queryable, territories: Collection[str | None]) -> Zones:
    """The zones of territories, in one statement."""
    wanted = sorted(each for each in territories if each is not None)
    if not wanted:
        return {}
    return dict(await select_in(reads, table_of(Territory), "id", wanted, ["id", ZONE]))


def unresolved_zone_columns(unfound: AbstractSet[str], given: Mapping[str, Any]) -> AbstractSet[str]:
    """The columns of which nothing is known, by those whose references were `unfound`: a zone goes with its place."""
    return unfound | {ZONE} if PLACE in unfound and given.get(ZONE) is None else unfound


def zone_of_place(given: Mapping[str, Any], before: Mapping[str, Any] | None, zones: Zones) -> dict[str, str]:
    """The zone that a record gets from its place, by column: none where one is given, or was chosen before.

    What moves to another place has that place's zone from then on, if it had that of the old one.
    """
    if given.get(ZONE) is not None:
        return {}
    place = given.get(PLACE) if before is None or PLACE in given else before[PLACE]
    moves = before is not None and place != before[PLACE] and before[ZONE] == zones.get(before[PLACE], MAINLAND)
    return {ZONE: zones.get(place, MAINLAND)} if before is None or ZONE in given or moves else {}
