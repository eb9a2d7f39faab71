"""The territories around a point, by arithmetic that both engines do alike: not every SQLite has trigonometry."""

import math
from collections.abc import Mapping
from functools import cache, reduce

from sqlalchemy import ColumnElement, Float, Select, String, bindparam, case, func, select, union_all

from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Statement
from loaders.tables import TERRITORY, table_of
from models import TerritoryInclusion

INCLUSION = table_of(TerritoryInclusion)
HALF_TURN = 180
EARTH = 6_371.0088
"""Mean radius in km."""
TERMS = 12
"""Terms of the series of the versine: exact to 1e-9 over half a turn, which is a few cm on the ground."""


def near_parameters(
    territory_id: str, longitude: float | None, latitude: float | None, within_km: float
) -> dict[str, str | float]:
    """Return the values of `nearby_territories`: without a centre, nothing but what lies inside `territory_id`."""
    if longitude is None or latitude is None:
        nowhere = ("longitude", "latitude", "cosine", "versine", "width", "north")
        return {"near_id": territory_id, "near_south": 1.0, **{f"near_{each}": 0.0 for each in nowhere}}
    angle = within_km / EARTH
    reach, cosine = math.degrees(angle), math.cos(math.radians(latitude))
    width = math.degrees(math.asin(math.sin(angle) / cosine)) if math.sin(angle) < cosine else 180.0
    return {
        "near_id": territory_id, "near_longitude": longitude, "near_latitude": latitude, "near_cosine": cosine,
        "near_south": latitude - reach, "near_north": latitude + reach, "near_width": width + 1e-9,
        "near_versine": 1 - math.cos(angle),
    }  # fmt: skip


async def territories_near(reads: RowFetcher, values: Mapping[str, str | float]) -> list[str]:
    """Return the ids of the territories that lie near, by the values of `near_parameters`."""
    return list(dict.fromkeys(row.id for row in await reads.fetch(_statement(reads.dialect), values)))


@cache
def _statement(dialect: Dialect) -> Statement:
    return dialect.rows(nearby_territories(), TERRITORY.name)


@cache
def nearby_territories() -> Select[tuple[str]]:
    """Select the ids of a territory, of all inside it, and of those whose centre lies within a distance of its own.

    Its values are those of `near_parameters`. The box goes by the index on the latitude, and is right across the 180th
    meridian; inside it, the distance is that on a sphere (haversine formula).
    """
    apart = func.abs(TERRITORY.c.longitude - _given("longitude"), type_=Float())
    east = case((apart > HALF_TURN, 2 * HALF_TURN - apart), else_=apart)
    north = TERRITORY.c.latitude - _given("latitude")
    cosines = _given("cosine") * (1 - _versine(TERRITORY.c.latitude))
    around = select(TERRITORY.c.id.label("id")).where(
        TERRITORY.c.latitude.between(_given("south"), _given("north")),
        east <= _given("width"),
        _versine(north) + cosines * _versine(east) <= _given("versine"),
    )
    inside = select(INCLUSION.c.descendant_id).where(INCLUSION.c.ancestor_id == bindparam("near_id", type_=String()))
    found = union_all(around, inside).subquery()
    return select(found.c.id)


def _given(name: str) -> ColumnElement[float]:
    return bindparam(f"near_{name}", type_=Float())


def _versine(degrees: ColumnElement[float]) -> ColumnElement[float]:
    """Return 1 - cos, by its series: x²/2 (1 - x²/(3·4) (1 - x²/(5·6) (1 - …)))."""
    squared = degrees * degrees * math.radians(1) ** 2
    factors = (squared / float((2 * term + 1) * (2 * term + 2)) for term in range(TERMS, 0, -1))
    inner: ColumnElement[float] = reduce(lambda rest, factor: 1.0 - factor * rest, factors, 1.0)  # type: ignore[arg-type]
    return squared / 2.0 * inner
