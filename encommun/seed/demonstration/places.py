"""Places of demonstration content: real territories, as places only."""

from collections import defaultdict

from encommun.seed.demonstration.dice import Dice
from encommun.seed.registry import Place, Registry
from models import TerritoryKind
from models.time_zones import MAINLAND, zone_of

TOWN = 10_000
"""Inhabitants from which a commune counts as a town."""


class Places:
    """The registry's inhabited territories by group.

    The groups are VILLAGE, TOWN, DEPARTMENT, REGION, the category of an EPCI, OVERSEAS for communes that keep
    another time than that of Paris, and for the communes of an EPCI its code.
    """

    def __init__(self, registry: Registry) -> None:
        self._groups: dict[str, list[Place]] = defaultdict(list)
        for place in registry.places:
            if place.population:
                for group in _groups(place):
                    self._groups[group].append(place)

    def draw(self, dice: Dice, groups: list[str]) -> Place:
        """A place of one of the groups."""
        return dice.pick(self._groups[dice.pick(groups)])

    def neighbours(self, place: Place) -> list[Place]:
        """The communes of the same EPCI, the place itself included; none for other places."""
        return self._groups[place.epci] if place.epci else []


def zone(place: Place) -> str:
    """IANA time zone of a commune."""
    return zone_of(place.kind, place.code, place.department)


def _groups(place: Place) -> list[str]:
    if place.kind is not TerritoryKind.COMMUNE:
        return [place.category or place.kind]
    groups = ["TOWN" if (place.population or 0) >= TOWN else "VILLAGE"]
    if place.epci:
        groups.append(place.epci)
    if zone(place) != MAINLAND:
        groups.append("OVERSEAS")
    return groups
