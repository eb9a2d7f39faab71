"""Makes the file of territories: `python -m encommun.seed.build_territories [CURRENT EARLIEST BOXES]`.

The sources are the npm packages @etalab/decoupage-administratif (INSEE, DGCL and La Poste, Licence Ouverte) as it is
and as it was in 2019, and @etalab/fr-bounding-boxes (IGN, Licence Ouverte 2.0). The command fetches all three when no
paths of folders or tarballs are given.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

import orjson

from encommun.seed import npm_package
from encommun.seed.centres import with_centres
from encommun.seed.registry import FILE, VINTAGE, Place, Registry, packed
from models import IntermunicipalityCategory, TerritoryKind

Entry = dict[str, Any]
"""One object of the package's JSON files."""


MERGED_REGIONS = {
    "27": ["26", "43"],
    "28": ["23", "25"],
    "32": ["22", "31"],
    "44": ["21", "41", "42"],
    "75": ["54", "72", "74"],
    "76": ["73", "91"],
    "84": ["82", "83"],
}
"""By code of a region: those that were merged into it on 1 January 2016 (loi n° 2015-29)."""
RENUMBERED = {"97701": ["97123"], "97801": ["97127"]}
"""Codes that Saint-Barthélemy and Saint-Martin had as communes of Guadeloupe, until 2007 (loi n° 2007-223)."""


def registry_of(package: dict[str, bytes], earliest: dict[str, bytes], boxes: dict[str, bytes]) -> Registry:
    """All territories of the package: regions, departments, EPCI and current communes, each ordered by code.

    Of the `earliest` package, its EPCI alone are looked at; of `boxes`, those of communes.
    """
    entries = {name: sorted(orjson.loads(content), key=itemgetter("code")) for name, content in package.items()}
    current = [entry for entry in entries["communes"] if entry["type"] == "commune-actuelle"]
    communes = list(_communes(current, entries["epci"], entries["communes"]))
    places = [
        *_regions(entries["regions"], current),
        *_departments(entries["departements"], current),
        *_intermunicipalities(entries["epci"], current, _merged(orjson.loads(earliest["epci"]), communes)),
        *communes,
    ]
    sources = (npm_package.CURRENT, npm_package.COMMUNE_BOXES)
    source = " and ".join(f"{each.name}@{each.number}" for each in sources)
    return Registry(VINTAGE, source, list(with_centres(places, boxes["communes"])))


def _regions(regions: list[Entry], communes: list[Entry]) -> Iterator[Place]:
    population = _population(communes, "region")
    for entry in regions:
        code = entry["code"]
        former = MERGED_REGIONS.get(code, [])
        yield Place(
            TerritoryKind.REGION, code, entry["nom"], None, None, population.get(code), [], former, [],
            None, None, None,
        )  # fmt: skip


def _departments(departments: list[Entry], communes: list[Entry]) -> Iterator[Place]:
    population = _population(communes, "departement")
    for entry in departments:
        code, region = entry["code"], entry["region"]
        yield Place(
            TerritoryKind.DEPARTMENT, code, entry["nom"], None, None, population.get(code), [], [], [],
            region, None, None,
        )  # fmt: skip


def _intermunicipalities(groups: list[Entry], communes: list[Entry], merged: dict[str, list[str]]) -> Iterator[Place]:
    """An EPCI lies in a department or region only when all of its communes do."""
    by_code = {entry["code"]: entry for entry in communes}
    for group in groups:
        code, members = group["code"], [by_code[member["code"]] for member in group["membres"]]
        region = _only(member["region"] for member in members)
        department = _only(member["departement"] for member in members)
        population = group["populationMunicipale"]
        yield Place(
            TerritoryKind.EPCI, code, group["nom"], code, IntermunicipalityCategory(group["type"]), population,
            [], merged.get(code, []), [], region, department, None,
        )  # fmt: skip


def _merged(before: list[Entry], communes: list[Place]) -> dict[str, list[str]]:
    """By code of an EPCI: those of before, all of whose communes it has today; one that was split up is nowhere."""
    now = {code: place.epci for place in communes for code in (*place.former_codes, place.code)}
    today = set(now.values())
    found = defaultdict(list)
    for group in sorted(before, key=itemgetter("code")):
        heir = _only(now.get(member["code"]) or "" for member in group["membres"])
        if heir and group["code"] not in today:
            found[heir].append(group["code"])
    return found


def _communes(communes: list[Entry], groups: list[Entry], all_of_them: list[Entry]) -> Iterator[Place]:
    """A former code that is today that of another commune's delegated or associated commune leads there alone."""
    epci_of = {member["code"]: group["code"] for group in groups for member in group["membres"]}
    inner_codes, districts = _inner_codes(all_of_them, "chefLieu"), _inner_codes(all_of_them, "commune")
    today = set[str]().union(*inner_codes.values())
    for entry in communes:
        code = entry["code"]
        before = {*entry.get("anciensCodes", []), *RENUMBERED.get(code, [])}
        former = sorted(inner_codes[code] | (before - today))
        yield Place(
            TerritoryKind.COMMUNE, code, entry["nom"], entry.get("siren"), None, entry.get("population"),
            entry.get("codesPostaux", []), former, sorted(districts[code]),
            entry["region"], entry["departement"], epci_of.get(code),
        )  # fmt: skip


def _inner_codes(communes: Iterable[Entry], leads: str) -> dict[str, set[str]]:
    """Codes within each commune: of its delegated and associated ones (`chefLieu`), or of its districts (`commune`).

    Its own code, which one of them often keeps, is still current and so left out.
    """
    codes = defaultdict(set)
    for entry in communes:
        seat = entry.get(leads)
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


def _package(package: npm_package.Package, path: Path | None) -> dict[str, bytes]:
    if path is None:
        return npm_package.fetched(package)
    return (npm_package.from_folder if path.is_dir() else npm_package.from_tarball)(path, package)


def main(arguments: list[str]) -> None:
    """Writes the file into the package's data folder and says how large it is."""
    paths = list(map(Path, arguments)) if arguments else [None] * 3
    sources = (npm_package.CURRENT, npm_package.EARLIEST, npm_package.COMMUNE_BOXES)
    content = packed(registry_of(*map(_package, sources, paths)))
    target = Path(__file__).parent / "data" / FILE
    target.write_bytes(content)
    sys.stdout.write(f"{target.name}: {len(content):,} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1:])
