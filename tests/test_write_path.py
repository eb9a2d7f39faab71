"""ARCHITECTURE.md shows how a write flows: stations in one list, each with a module and what is in it."""

import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST_STATIONS = 12
CHAPTER = (ROOT / "ARCHITECTURE.md").read_text().partition("## How a write flows\n")[2].partition("\n## ")[0]
STATION = re.compile(r"^(\d+)\. \*\*(.+?)\*\*: (.+(?:\n   .+)*)", re.MULTILINE)
PLACE = re.compile(r"`([a-z_/]+)\.py` `(\w+)`")
STATIONS = [(int(number), name, PLACE.findall(text)) for number, name, text in STATION.findall(CHAPTER)]


def test_the_stations_are_few_and_in_one_list():
    assert [number for number, _, _ in STATIONS] == list(range(1, len(STATIONS) + 1))
    assert 9 <= len(STATIONS) <= MOST_STATIONS
    numbered = re.findall(r"^\d+\. ", CHAPTER, re.MULTILINE)
    assert len(numbered) == len(STATIONS)


@pytest.mark.parametrize(("name", "places"), [each[1:] for each in STATIONS], ids=[each[1] for each in STATIONS])
def test_what_a_station_names_is_there(name: str, places: list[tuple[str, str]]):
    assert places, name
    for module, function in places:
        assert hasattr(import_module(module.replace("/", ".")), function), (module, function)
