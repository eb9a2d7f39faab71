"""The analyst's notebook runs from the address of a server to a picture and a table, and needs what it says."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

from tests.support.commands import ROOT, environment, serving
from tests.unit_of_work.conftest import only

FOLDER = ROOT / "examples" / "analyst"
NOTEBOOK = FOLDER / "communities.ipynb"
RUNNER = ROOT / "tests" / "support" / "notebook.py"
PNG = b"\x89PNG\r\n\x1a\n"
SECONDS = 300


def run(address: str, folder: Path) -> str:
    """What the notebook prints in a process that has nothing of ours."""
    given = {name: value for name, value in environment().items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-I", str(RUNNER), str(NOTEBOOK)],
        cwd=folder,
        env={**given, "ENCOMMUN_ADDRESS": address, "MPLBACKEND": "Agg", "MPLCONFIGDIR": str(folder)},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@only("sqlite")
def test_it_makes_a_picture_of_communities_and_a_table_of_who_bridges_them(database_url: str, tmp_path: Path):
    with serving(database_url, tmp_path, work="off") as server:
        said = run(server.address, tmp_path)
    communities, modularity = re.search(r"(\d+) communities, modularity ([\d.]+)", said).groups()
    assert 5 <= int(communities) <= 30
    assert float(modularity) > 0.3
    picture = (tmp_path / "communities.png").read_bytes()
    assert picture.startswith(PNG)
    assert len(picture) > 100_000
    with (tmp_path / "bridges.csv").open(encoding="utf-8", newline="") as file:
        bridges = list(csv.DictReader(file))
    assert len(bridges) == 20
    figures = [float(each["betweenness"]) for each in bridges]
    assert figures == sorted(figures, reverse=True)
    assert min(figures) > 0
    assert all(int(each["communities"]) > 1 and each["label"] for each in bridges)


def test_its_requirements_are_pinned_and_those_that_are_tested():
    pinned = (FOLDER / "requirements.txt").read_text().splitlines()
    locked = re.findall(r"^\w+==[\d.]+", (ROOT / "requirements-development.lock").read_text(), re.MULTILINE)
    assert set(pinned) <= set(locked)
    assert [each.partition("==")[0] for each in pinned] == ["matplotlib", "networkx", "pandas"]


def test_it_is_committed_without_outputs():
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    code = [each for each in cells if each["cell_type"] == "code"]
    assert len(code) > 5
    assert all(each["outputs"] == [] and each["execution_count"] is None for each in code)
