"""Centres of territories: of communes, the middle of the box around them; of others, where their inhabitants live."""

from collections.abc import Iterator, Mapping, Sequence

import orjson

from encommun.seed.registry import Place
from models import TerritoryKind

Point = tuple[float, float]
"""Longitude and latitude, in degrees."""
LEVELS = {
    TerritoryKind.EPCI: "epci",
    TerritoryKind.DEPARTMENT: "department",
    TerritoryKind.REGION: "region",
}
"""By kind of territory: the field of a commune that has the code of the one in which it lies."""
DECIMALS = 3
"""Decimals of a degree that are kept: 111 m."""


def with_centres(places: Sequence[Place], boxes: bytes) -> Iterator[Place]:
    """Give the places their centres, by the boxes around communes: JSON objects with `id` and `bbox`.

    A commune that merged from several takes the box around all of them. One without a box (split off since) takes the
    centre of its EPCI. Where no commune has a box, in the Pacific for instance, there is no centre.
    """
    box_of = {each["id"].rpartition(":")[2]: each["bbox"] for each in orjson.loads(boxes)}
    communes = [each for each in places if each.kind is TerritoryKind.COMMUNE]
    found = {each.code: point for each in communes if (point := _middle(each, box_of))}
    placed = [(each, found[each.code]) for each in communes if each.code in found]
    around = {kind: _means(placed, level) for kind, level in LEVELS.items()}
    for place in places:
        if place.kind is TerritoryKind.COMMUNE:
            centre = found.get(place.code) or around[TerritoryKind.EPCI].get(place.epci or "")
        else:
            centre = around[place.kind].get(place.code)
        yield place._replace(longitude=_rounded(centre, 0), latitude=_rounded(centre, 1))


def _middle(commune: Place, box_of: Mapping[str, Sequence[float]]) -> Point | None:
    """Return the middle of the box around a commune and all that merged into it."""
    boxes = [box_of[code] for code in (commune.code, *commune.former_codes) if code in box_of]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return (min(west) + max(east)) / 2, (min(south) + max(north)) / 2


def _means(communes: Sequence[tuple[Place, Point]], level: str) -> dict[str, Point]:
    """Return, by code of the `level` in which communes lie, the mean of their centres, weighted by inhabitants."""
    sums: dict[str, tuple[float, float, float]] = {}
    for commune, (longitude, latitude) in communes:
        if code := getattr(commune, level):
            weight = max(commune.population or 0, 1)
            total, east, north = sums.get(code, (0, 0, 0))
            sums[code] = total + weight, east + weight * longitude, north + weight * latitude
    return {code: (east / total, north / total) for code, (total, east, north) in sums.items()}


def _rounded(centre: Point | None, axis: int) -> float | None:
    return None if centre is None else round(centre[axis], DECIMALS)
