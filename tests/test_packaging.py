"""The installed packages: our names are ours, the locks hold every byte, and a wheel is complete."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
import zipfile
from contextlib import closing
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement

from encommun.explore.bundle import MODULES, SOURCES, build
from tests.support.commands import ROOT

OURS = {"models", "loaders", "resolvers", "schema", "execution", "encommun", "migrations"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)", re.MULTILINE)


def test_no_dependency_ships_a_package_with_our_names():
    installed = packages_distributions()
    others = {name: set(installed[name]) - {"encommun"} for name in OURS & installed.keys()}
    assert not {name: distributions for name, distributions in others.items() if distributions}


def lock(name: str) -> str:
    return (ROOT / name).read_text()


def pins(name: str) -> dict[str, str]:
    return dict(PINNED.findall(lock(name)))


def test_the_development_lock_takes_in_the_run_lock():
    assert pins("requirements.lock").items() <= pins("requirements-development.lock").items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-development.lock"])
def test_every_release_is_pinned_by_hashes_and_no_registry_is_named(name):
    for entry in re.split(r"\n(?=\S)", lock(name).rstrip()):
        assert PINNED.match(entry), entry
        assert "--hash=sha256:" in entry, entry
    assert "://" not in lock(name)
    assert "--index" not in lock(name)


def test_the_locks_satisfy_what_the_project_declares():
    group = [entry for entry in PROJECT["dependency-groups"]["development"] if isinstance(entry, str)]
    for file, declared in {
        "requirements.lock": PROJECT["project"]["dependencies"],
        "requirements-development.lock": group,
    }.items():
        for requirement in map(Requirement, declared):
            assert requirement.specifier.contains(pins(file)[requirement.name]), requirement


@pytest.fixture(scope="module")
def unpacked_wheel(tmp_path_factory):
    """The wheel of a copy of the checkout, unpacked as an installer does; the copy keeps `build/` out of ours.

    The copy has no page of the network: the wheel's is built with what npm has installed here.
    """
    build(development=True)
    folder = tmp_path_factory.mktemp("wheel")
    unwanted = shutil.ignore_patterns(
        ".git", ".venv", "var", "build", "*.egg-info", "__pycache__", ".*_cache", "bundle", MODULES
    )
    shutil.copytree(ROOT, folder / "source", ignore=unwanted)
    (folder / "source" / "pages" / MODULES).symlink_to(SOURCES / MODULES)
    options = "--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--disable-pip-version-check"
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", str(folder), str(folder / "source")], check=True
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_the_wheel_carries_every_file_of_our_packages_and_no_other(unpacked_wheel):
    carried = {path.relative_to(unpacked_wheel) for path in unpacked_wheel.rglob("*") if path.is_file()}
    ours = {path for package in OURS for path in (ROOT / package).rglob("*") if path.is_file()}
    expected = {path.relative_to(ROOT) for path in ours if "__pycache__" not in path.parts}
    assert {path for path in carried if not path.parts[0].endswith(".dist-info")} == expected


def test_an_installed_wheel_finds_its_migrations(unpacked_wheel, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(unpacked_wheel), "ENCOMMUN_DATABASE_URL": "sqlite:///commons.sqlite"}
    subprocess.run(
        [sys.executable, "-m", "encommun", "migrate"], cwd=tmp_path, env=environment, check=True, capture_output=True
    )
    with closing(sqlite3.connect(tmp_path / "commons.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'actor'").fetchone() == (1,)
