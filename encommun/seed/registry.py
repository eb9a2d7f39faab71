"""The file of all territories that the seed ships: compressed columns, one entry a territory."""

import lzma
from importlib.resources import files
from typing import NamedTuple

import orjson

from encommun.seed import data
from models import IntermunicipalityCategory, TerritoryKind

VINTAGE = 2026
"""Year of the official geographic code that this release ships."""

ALIASES = 4_315
"""Former codes and codes of municipal districts in the file; a commons that has fewer is filled again."""

LOCATED = 36_249
"""Territories that have coordinates in the file; a commons that has fewer is filled again."""

FILE = f"territories-{VINTAGE}.json.xz"


class Place(NamedTuple):
    """One territory of the official geographic code; memberships are codes, None where there is none."""

    kind: TerritoryKind
    code: str
    name: str
    siren: str | None
    category: IntermunicipalityCategory | None
    population: int | None
    postal_codes: list[str]
    former_codes: list[str]
    district_codes: list[str]
    region: str | None
    department: str | None
    epci: str | None
    longitude: float | None = None
    """Of its centre, in degrees."""
    latitude: float | None = None


class Registry(NamedTuple):
    """All territories of one vintage (year) of the official geographic code, parents before children."""

    vintage: int
    source: str
    places: list[Place]


def packed(registry: Registry) -> bytes:
    """The registry as JSON columns in an xz stream; the same registry always gives the same bytes."""
    columns = dict(zip(Place._fields, zip(*registry.places, strict=True), strict=True))
    document = {"vintage": registry.vintage, "source": registry.source, "columns": columns}
    return lzma.compress(orjson.dumps(document), preset=9 | lzma.PRESET_EXTREME)


def unpacked(content: bytes) -> Registry:
    """The registry inside the bytes that `packed` made."""
    document = orjson.loads(lzma.decompress(content))
    columns = document["columns"]
    columns["kind"] = map(TerritoryKind, columns["kind"])
    columns["category"] = [IntermunicipalityCategory(value) if value else None for value in columns["category"]]
    places = [Place(*values) for values in zip(*columns.values(), strict=True)]
    return Registry(document["vintage"], document["source"], places)


def shipped() -> Registry:
    """The registry that comes with this release (about 0.3 s)."""
    return unpacked(files(data).joinpath(FILE).read_bytes())
