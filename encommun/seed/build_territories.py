"""Makes the file of territories: `python -m encommun.seed.build_territories [FOLDER_OR_TARBALL]`.

The source is the npm package @etalab/decoupage-administratif (INSEE, DGCL and La Poste, Licence Ouverte),
which the command fetches when no path is given.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

import orjson

from encommun.seed import npm_package
from encommun.seed.registry import FILE, VINTAGE, Place, Registry, packed
from models import IntermunicipalityCategory, TerritoryKind

Entry = dict[str, Any]
"""One object of the package's JSON files."""


def registry_of(package: dict[str, bytes]) -> Registry:
    """All territories of the package: regions, departments, EPCI and current communes, each ordered by code."""
    entries = {name: sorted(orjson.loads(content), key=itemgetter("code")) for name, content in package.items()}
    current = [entry for entry in entries["communes"] if entry["type"] == "commune-actuelle"]
    places = [
        *_regions(entries["regions"], current),
        *_departments(entries["departements"], current),
        *_intermunicipalities(entries["epci"], current),
        *_communes(current, entries["epci"], _inner_codes(entries["communes"])),
    ]
    return Registry(VINTAGE, f"{npm_package.NAME}@{npm_package.VERSION}", places)


def _regions(regions: list[Entry], communes: list[Entry]) -> Iterator[Place]:
    population = _population(communes, "region")
    for entry in regions:
        code = entry["code"]
        yield Place(
            TerritoryKind.REGION, code, entry["nom"], None, None, population.get(code), [], [], None, None, None
        )


def _departments(departments: list[Entry], communes: list[Entry]) -> Iterator[Place]:
    population = _population(communes, "departement")
    for entry in departments:
        code, region = entry["code"], entry["region"]
        yield Place(
            TerritoryKind.DEPARTMENT, code, entry["nom"], None, None, population.get(code), [], [], region, None, None
        )


def _intermunicipalities(groups: list[Entry], communes: list[Entry]) -> Iterator[Place]:
    """An EPCI lies in a department or region only when all of its communes do."""
    by_code = {entry["code"]: entry for entry in communes}
    for group in groups:
        code, members = group["code"], [by_code[member["code"]] for member in group["membres"]]
        region = _only(member["region"] for member in members)
        department = _only(member["departement"] for member in members)
        population = group["populationMunicipale"]
        yield Place(
            TerritoryKind.EPCI, code, group["nom"], code, IntermunicipalityCategory(group["type"]), population,
            [], [], region, department, None,
        )  # fmt: skip


def _communes(communes: list[Entry], groups: list[Entry], inner_codes: dict[str, set[str]]) -> Iterator[Place]:
    """A former code that is today that of another commune's delegated or associated commune leads there alone."""
    epci_of = {member["code"]: group["code"] for group in groups for member in group["membres"]}
    today = set[str]().union(*inner_codes.values())
    for entry in communes:
        code = entry["code"]
        former = sorted(inner_codes[code] | (set(entry.get("anciensCodes", [])) - today))
        yield Place(
            TerritoryKind.COMMUNE, code, entry["nom"], entry.get("siren"), None, entry.get("population"),
            entry.get("codesPostaux", []), former, entry["region"], entry["departement"], epci_of.get(code),
        )  # fmt: skip


def _inner_codes(communes: Iterable[Entry]) -> dict[str, set[str]]:
    """Codes of the delegated and associated communes of each commune.

    Its own code, which one of them often keeps, is still current and so left out.
    """
    codes = defaultdict(set)
    for entry in communes:
        seat = entry.get("chefLieu")
        if seat is not None and seat != entry["code"]:
            codes[seat].add(entry["code"])
    return codes


def _population(communes: Iterable[Entry], level: str) -> dict[str, int]:
    """Sum of the communes' populations by code of `level`; a code with no published population is absent."""
    sums: dict[str, int] = defaultdict(int)
    for entry in communes:
        if "population" in entry:
            sums[entry[level]] += entry["population"]
    return sums


def _only(codes: Iterable[str]) -> str | None:
    """The code that all have, or None when they differ."""
    distinct = set(codes)
    return distinct.pop() if len(distinct) == 1 else None


def _package(arguments: list[str]) -> dict[str, bytes]:
    if not arguments:
        return npm_package.fetched()
    path = Path(arguments[0])
    return npm_package.from_folder(path) if path.is_dir() else npm_package.from_tarball(path)


def main(arguments: list[str]) -> None:
    """Writes the file into the package's data folder and says how large it is."""
    content = packed(registry_of(_package(arguments)))
    target = Path(__file__).parent / "data" / FILE
    target.write_bytes(content)
    sys.stdout.write(f"{target.name}: {len(content):,} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1:])
