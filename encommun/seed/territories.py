"""Territories: rows of the official geographic code, from the registry that ships with the seed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

from encommun.seed.insertion import Row
from encommun.seed.registry import Place, Registry
from models import TerritoryKind
from models.folding import folded
from models.ids import derived
from models.time_zones import zone_of

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
"""Timestamp inside every territory's id. It never changes, so that a territory keeps its id from vintage to vintage."""


@cache
def territory_id(kind: TerritoryKind, code: str) -> str:
    """The id that a territory has in every commons."""
    return derived("territory", f"{kind}:{code}", MOMENT)


def territory_rows(registry: Registry) -> Iterator[Row]:
    """One row for each place of the registry, parents before children."""
    ids: dict[tuple[TerritoryKind, str | None], str] = {}
    for place in registry.places:
        ids[place.kind, place.code] = territory_id(place.kind, place.code)
        yield _row(place, registry.vintage, ids)


def _row(place: Place, vintage: int, ids: dict[tuple[TerritoryKind, str | None], str]) -> Row:
    moment = datetime(vintage, 1, 1, tzinfo=UTC)
    return {
        "id": ids[place.kind, place.code],
        "created_at": moment,
        "updated_at": moment,
        "kind": place.kind,
        "code": place.code,
        "name": place.name,
        "name_sort": folded(place.name),
        "siren": place.siren,
        "category": place.category,
        "population": place.population,
        "postal_codes": place.postal_codes,
        "former_codes": place.former_codes,
        "district_codes": place.district_codes,
        "time_zone": zone_of(place.kind, place.code, place.department),
        "longitude": place.longitude,
        "latitude": place.latitude,
        "vintage": vintage,
        "region_id": ids.get((TerritoryKind.REGION, place.region)),
        "department_id": ids.get((TerritoryKind.DEPARTMENT, place.department)),
        "epci_id": ids.get((TerritoryKind.EPCI, place.epci)),
    }
