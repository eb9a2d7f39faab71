"""The territories near a place, for what is searched around it."""

from loaders.errors import FaultError
from loaders.queries.near import near_parameters, territories_near
from loaders.queries.row_fetcher import RowFetcher
from loaders.queries.select_where import select_where
from loaders.tables import TERRITORY

FARTHEST = 200
"""The most kilometres that are near: within them lie 10,000 communes."""


async def nearby(reads: RowFetcher, territory_id: str, within_km: float) -> tuple[str, ...]:
    """Return the ids of a territory, of all inside it, and of those whose centre lies within a distance of its own.

    A territory of which no centre is known has its whole collectivity near. Raises FaultError INVALID_FILTER for a
    distance that is none, or too long; two statements otherwise.
    """
    if not 0 < within_km <= FARTHEST:
        advice = f"Give more than 0 and at most {FARTHEST} km."
        raise FaultError("INVALID_FILTER", f"withinKm is {within_km:g}. {advice}")
    columns = ("longitude", "latitude", "department_id", "region_id")
    ((longitude, latitude, department, region),) = await select_where(reads, TERRITORY, {"id": territory_id}, columns)
    around = territory_id if latitude is not None else department or region or territory_id
    values = near_parameters(around, longitude, latitude, within_km)
    return tuple(await territories_near(reads, values))
