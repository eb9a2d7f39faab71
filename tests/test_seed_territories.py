"""The territories that ship with the seed: complete, well formed, and built the same way every time."""

import lzma
from collections import Counter, defaultdict
from importlib.resources import files
from zoneinfo import available_timezones

import orjson
import pytest

from encommun.seed import data, npm_package
from encommun.seed.build_territories import registry_of
from encommun.seed.registry import ALIASES, FILE, LOCATED, packed, shipped, unpacked
from models import TerritoryKind
from models.codes import is_commune, is_department, is_region, is_siren
from models.time_zones import MAINLAND, zone_of

REGISTRY = shipped()
BY_KEY = {(place.kind, place.code): place for place in REGISTRY.places}
COMMUNES = [place for place in REGISTRY.places if place.kind is TerritoryKind.COMMUNE]
EPCI = [place for place in REGISTRY.places if place.kind is TerritoryKind.EPCI]

AIN = {"code": "01", "nom": "Ain", "region": "84"}
OVERLAPPING = {
    "regions": [{"code": "84", "nom": "Auvergne-Rhône-Alpes"}, {"code": "27", "nom": "Bourgogne-Franche-Comté"}],
    "departements": [{"code": "39", "nom": "Jura", "region": "27"}, AIN],
    "epci": [
        {"code": "200000002", "nom": "Deux rives", "type": "CC", "populationMunicipale": 7,
         "membres": [{"code": "39001"}, {"code": "01002"}]},
        {"code": "200000001", "nom": "Toute d'Ain", "type": "CA", "populationMunicipale": 5,
         "membres": [{"code": "01001"}]},
    ],
    "communes": [
        {"code": "39001", "nom": "Jurane", "type": "commune-actuelle", "departement": "39", "region": "27"},
        {"code": "01002", "nom": "Aine", "type": "commune-actuelle", "departement": "01", "region": "84",
         "population": 2},
        {"code": "01001", "nom": "Ainée", "type": "commune-actuelle", "departement": "01", "region": "84",
         "population": 5, "anciensCodes": ["01009", "01007"], "codesPostaux": ["01000"]},
        {"code": "01001", "nom": "Ainée", "type": "commune-deleguee", "chefLieu": "01001"},
        {"code": "01008", "nom": "Ainette", "type": "commune-associee", "chefLieu": "01001"},
        {"code": "01007", "nom": "Ainesse", "type": "commune-associee", "chefLieu": "01002"},
    ],
}  # fmt: skip
PACKAGE = {name: orjson.dumps(entries) for name, entries in OVERLAPPING.items()}
BEFORE = [
    {"code": "200000009", "membres": [{"code": "01001"}, {"code": "01009"}]},
    {"code": "200000008", "membres": [{"code": "01001"}, {"code": "39001"}]},
    {"code": "200000007", "membres": [{"code": "01999"}]},
    {"code": "200000001", "membres": [{"code": "01001"}]},
]
EARLIEST = {"epci": orjson.dumps(BEFORE)}
AROUND = [
    {"id": "fr:commune:01001", "bbox": [5, 46, 5.2, 46.2]},
    {"id": "fr:commune:01008", "bbox": [5.1, 45.8, 5.4, 46.1]},
    {"id": "fr:commune:39001", "bbox": [5.5, 46.5, 5.7, 46.7]},
]
BOXES = {"communes": orjson.dumps(AROUND)}


def test_the_file_is_complete_and_small():
    assert REGISTRY.vintage == 2026
    found = Counter(place.kind for place in REGISTRY.places)
    assert found == {"REGION": 26, "DEPARTMENT": 109, "EPCI": 1_255, "COMMUNE": 34_969}
    assert len(files(data).joinpath(FILE).read_bytes()) < 550_000


def test_no_place_overseas_is_in_paris_time():
    overseas = {"01", "02", "03", "04", "06"}
    there = [
        each
        for each in REGISTRY.places
        if (each.department or each.code)[:2] in {"97", "98"}
        or (each.kind is TerritoryKind.REGION and each.code in overseas)
    ]
    assert len(there) > 250
    assert [each.name for each in there if zone_of(each.kind, each.code, each.department) == MAINLAND] == []


def test_packing_what_was_unpacked_gives_the_same_content():
    content = files(data).joinpath(FILE).read_bytes()
    assert lzma.decompress(packed(unpacked(content))) == lzma.decompress(content)


def test_official_codes_are_well_formed_and_unique():
    assert len(BY_KEY) == len(REGISTRY.places)
    check = {TerritoryKind.REGION: is_region, TerritoryKind.DEPARTMENT: is_department, TerritoryKind.EPCI: is_siren}
    assert [place for place in REGISTRY.places if not check.get(place.kind, is_commune)(place.code)] == []
    assert [place for place in REGISTRY.places if place.siren and not is_siren(place.siren)] == []


def test_former_codes_are_not_current_and_lead_to_one_commune():
    former = Counter(code for place in COMMUNES for code in place.former_codes)
    assert former.total() == len(former) == 4_242
    assert [code for code in former if (TerritoryKind.COMMUNE, code) in BY_KEY] == []
    assert {BY_KEY[TerritoryKind.COMMUNE, code].former_codes[0] for code in ("97701", "97801")} == {"97123", "97127"}


def test_merged_regions_and_epci_lead_to_what_they_became_part_of():
    for kind, count in ((TerritoryKind.REGION, 16), (TerritoryKind.EPCI, 12), (TerritoryKind.DEPARTMENT, 0)):
        former = [code for place in REGISTRY.places if place.kind is kind for code in place.former_codes]
        assert len(former) == len(set(former)) == count
        assert [code for code in former if (kind, code) in BY_KEY] == []
    assert "200012060" in BY_KEY[TerritoryKind.EPCI, "200090579"].former_codes


def test_paris_lyon_and_marseille_have_districts():
    districts = {place.code: place.district_codes for place in REGISTRY.places if place.district_codes}
    assert {code: (len(each), each[0]) for code, each in districts.items()} == {
        "75056": (20, "75101"), "13055": (16, "13201"), "69123": (9, "69381"),
    }  # fmt: skip


def test_the_number_of_aliases_is_known_without_reading_the_file():
    assert sum(len(place.former_codes) + len(place.district_codes) for place in REGISTRY.places) == ALIASES


def test_every_place_has_the_time_of_its_zone():
    zones = {(place.kind, place.code): zone_of(place.kind, place.code, place.department) for place in REGISTRY.places}
    assert set(zones.values()) <= available_timezones()
    overseas = {key for key, zone in zones.items() if zone != MAINLAND}
    assert {code for kind, code in overseas if kind is TerritoryKind.REGION} == {
        "01", "02", "03", "04", "06", "975", "977", "978", "984", "986", "987", "988", "989",
    }  # fmt: skip
    assert {code for kind, code in overseas if kind is not TerritoryKind.REGION and code[:2] not in ("97", "98")} == {
        place.code for place in EPCI if (place.department or "")[:2] in ("97", "98")
    }
    for kind, code, zone in (
        (TerritoryKind.COMMUNE, "97411", "Indian/Reunion"),
        (TerritoryKind.COMMUNE, "98731", "Pacific/Marquesas"),
        (TerritoryKind.COMMUNE, "98735", "Pacific/Tahiti"),
        (TerritoryKind.REGION, "02", "America/Martinique"),
        (TerritoryKind.DEPARTMENT, "976", "Indian/Mayotte"),
        (TerritoryKind.DEPARTMENT, "02", MAINLAND),
    ):
        assert zones[kind, code] == zone


def test_every_parent_exists():
    for place in REGISTRY.places:
        assert place.region is None or (TerritoryKind.REGION, place.region) in BY_KEY
        assert place.department is None or (TerritoryKind.DEPARTMENT, place.department) in BY_KEY
        assert place.epci is None or (TerritoryKind.EPCI, place.epci) in BY_KEY


def test_memberships_are_those_of_the_official_geographic_code():
    assert all(place.department and place.region for place in COMMUNES)
    assert sum(place.epci is None for place in COMMUNES) == 98
    departments = defaultdict(set)
    for place in COMMUNES:
        departments[place.epci].add(place.department)
    for epci in EPCI:
        assert epci.department == (next(iter(departments[epci.code])) if len(departments[epci.code]) == 1 else None)


def test_populations_add_up():
    for kind, level in ((TerritoryKind.DEPARTMENT, "department"), (TerritoryKind.REGION, "region")):
        sums = Counter()
        for commune in COMMUNES:
            sums[getattr(commune, level)] += commune.population or 0
        assert {place.code: place.population or 0 for place in REGISTRY.places if place.kind is kind} == dict(sums)
    assert BY_KEY[TerritoryKind.REGION, "989"].population is None


def test_building_twice_gives_the_same_bytes():
    again = registry_of(dict(reversed(PACKAGE.items())), EARLIEST, BOXES)
    assert packed(registry_of(PACKAGE, EARLIEST, BOXES)) == packed(again)


def test_an_epci_of_before_leads_to_the_one_that_has_all_of_its_communes():
    former = {
        place.code: place.former_codes for place in registry_of(PACKAGE, EARLIEST, BOXES).places if place.former_codes
    }
    assert former["200000001"] == ["200000009"]
    assert "200000002" not in former


def test_an_epci_across_a_border_lies_in_neither_department():
    places = {
        place.code: place for place in registry_of(PACKAGE, EARLIEST, BOXES).places if place.kind is TerritoryKind.EPCI
    }
    assert (places["200000001"].department, places["200000001"].region) == ("01", "84")
    assert (places["200000002"].department, places["200000002"].region) == (None, None)


def test_a_code_that_merged_into_a_commune_leads_to_it_alone_and_its_own_is_none():
    former = {place.code: place.former_codes for place in registry_of(PACKAGE, EARLIEST, BOXES).places}
    assert former["01001"] == ["01008", "01009"]
    assert former["01002"] == ["01007"]


def test_centres_are_those_of_boxes_and_of_inhabitants():
    centres = {place.code: (place.longitude, place.latitude) for place in registry_of(PACKAGE, EARLIEST, BOXES).places}
    assert centres["01001"] == (5.2, 46.0)  # the box around it and the commune that merged into it
    assert centres["01002"] == centres["200000002"] == centres["39001"] == (5.6, 46.6)  # it has no box: its EPCI's
    assert centres["01"] == centres["84"] == centres["01001"]


def test_all_but_places_of_the_pacific_and_small_islands_have_a_centre():
    assert sum(place.latitude is not None for place in REGISTRY.places) == LOCATED
    elsewhere = {place.department or place.code for place in REGISTRY.places if place.latitude is None}
    assert elsewhere == {"975", "977", "978", "984", "986", "987", "988", "989"}
    for code, longitude, latitude in (("75056", 2.35, 48.86), ("97411", 55.45, -20.93), ("2A004", 8.7, 41.93)):
        place = BY_KEY[TerritoryKind.COMMUNE, code]
        assert place.longitude == pytest.approx(longitude, abs=0.1)
        assert place.latitude == pytest.approx(latitude, abs=0.1)


def test_another_tarball_is_refused(tmp_path):
    tarball = tmp_path / "package.tgz"
    tarball.write_bytes(b"something else")
    with pytest.raises(npm_package.NotThePackage, match="SHA-512 differs"):
        npm_package.from_tarball(tarball, npm_package.CURRENT)
