"""What lies near a place: the same on both engines, and as the haversine formula says."""

import math
from dataclasses import dataclass
from functools import partial

import pytest

from encommun.commons import read_commons
from encommun.seed.registry import Place, shipped
from encommun.seed.territories import territory_id
from loaders.queries.near import near_parameters, territories_near
from loaders.tables import TERRITORY
from loaders.unit_of_work import UnitOfWork, open_writer
from models import TerritoryKind

PLACES = shipped().places
BY_CODE = {place.code: place for place in PLACES if place.kind is TerritoryKind.COMMUNE}
RADIUS = 6_371.0088


@dataclass(frozen=True)
class Point:
    """A point of the globe, in degrees."""

    longitude: float
    latitude: float


def kilometres(one: Point | Place, other: Point | Place) -> float:
    """Of the shortest way on a sphere, by the haversine formula."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    chord = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * RADIUS * math.asin(math.sqrt(chord))


@pytest.mark.parametrize(("code", "within"), [("84007", 25), ("2A004", 500), ("97353", 80), ("97411", 3), ("75056", 1)])
async def test_what_is_near_is_what_the_haversine_formula_says(database_url: str, code: str, within: float) -> None:
    centre = BY_CODE[code]
    expected = {
        territory_id(each.kind, each.code)
        for each in PLACES
        if each.latitude is not None and kilometres(centre, each) <= within
    }
    found = await nearby(database_url, territory_id(centre.kind, code), centre, within)
    assert found == expected | {territory_id(centre.kind, code)}
    assert len(found) > {500: 3_000}.get(int(within), 0)


async def test_all_inside_a_territory_is_near_it(database_url: str) -> None:
    region = next(each for each in PLACES if each.kind is TerritoryKind.REGION and each.code == "84")
    inside = {territory_id(each.kind, each.code) for each in PLACES if each.region == "84"}
    assert inside < await nearby(database_url, territory_id(region.kind, "84"), region, 1)


async def test_a_territory_without_a_centre_has_what_lies_in_it_alone(database_url: str) -> None:
    polynesia = {territory_id(each.kind, each.code) for each in PLACES if each.department == "987"}
    own = territory_id(TerritoryKind.DEPARTMENT, "987")
    assert await nearby(database_url, own, None, 500) == polynesia - {own} | {own}


@pytest.mark.parametrize("side", [-179.9, 179.9])
async def test_the_180th_meridian_parts_nothing(fresh_database_url: str, side: float) -> None:
    """Fiji and Wallis lie there; no place of the file does."""
    here, there, far = (territory_id(TerritoryKind.COMMUNE, code) for code in ("97411", "97608", "2A004"))
    async with open_writer(fresh_database_url) as writer:
        for each, longitude in ((here, side), (there, -side), (far, -side + math.copysign(2, side))):
            change = partial(move, id_=each, longitude=longitude)
            await writer.run(change)
    found = await nearby(fresh_database_url, here, Point(side, -13.0), 25)
    assert {here, there} <= found
    assert far not in found
    assert len(found) == 2


async def move(work: UnitOfWork, id_: str, longitude: float) -> None:
    """Put a territory elsewhere."""
    await work.update(TERRITORY, {"id": id_}, {"longitude": longitude, "latitude": -13.0})


async def nearby(url: str, territory: str, centre: Place | Point | None, within: float) -> set[str]:
    """Ids that the statement finds."""
    longitude, latitude = (None, None) if centre is None else (centre.longitude, centre.latitude)
    async with read_commons(url) as (snapshot, _):
        return set(await territories_near(snapshot, near_parameters(territory, longitude, latitude, within)))
