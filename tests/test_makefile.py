"""The words of the Makefile: few, explained, and quick when there is nothing new to install."""

import os
import re
import shutil
import time
from pathlib import Path

import pytest

from tests.support.commands import ROOT, run

MAKEFILE = (ROOT / "Makefile").read_text()

PYTHON = """#!/bin/sh
# Stands for Python: makes a `.venv` whose commands only say that they were called.
echo "$ENCOMMUN_DATABASE_URL $*" >> calls
if [ "$1 $2" = "-m venv" ]; then
    mkdir -p .venv/bin
    for command in python pip pytest encommun; do
        cp "$0" .venv/bin/$command
    done
fi
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what `make` looks at, and a Python that installs nothing."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-development.lock"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "pages").mkdir()
    shutil.copy(ROOT / "pages" / "package-lock.json", tmp_path / "pages")
    python = tmp_path / "python"
    python.write_text(PYTHON)
    python.chmod(0o755)
    return tmp_path


def make(checkout: Path, *words: str) -> list[str]:
    """Return the commands that were called, in order."""
    calls = checkout / "calls"
    calls.write_text("")
    command = ["make", f"PYTHON={checkout}/python", *words]
    finished = run(*command, folder=checkout)
    assert finished.returncode == 0, finished.stderr
    return [call.strip() for call in calls.read_text().splitlines()]


def test_there_are_eleven_words_at_most_besides_help_which_explains_each():
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    explained = re.findall(r"^([a-z-]+):.* ## [A-Z]", MAKEFILE, re.MULTILINE)
    assert explained == phony.split()
    assert len(explained) <= 1 + 11
    said = run("make").stdout
    assert all(f"make {word} " in said for word in explained)


def test_serve_installs_by_hash_then_serves_what_is_given(checkout):
    calls = make(checkout, "serve", "HOST=0.0.0.0", "PORT=8080")
    assert any("install --require-hashes --requirement requirements.lock" in call for call in calls)
    assert not any("development" in call for call in calls)
    assert calls[-1] == "serve --prepare --host 0.0.0.0 --port 8080"


def test_the_database_can_be_named_on_the_command_line(checkout):
    assert make(checkout, "migrate", "ENCOMMUN_DATABASE_URL=sqlite:///x")[-1] == "sqlite:///x migrate"


def test_nothing_is_installed_again_until_a_lock_changes(checkout):
    make(checkout, "serve")
    assert make(checkout, "serve") == ["serve --prepare"]
    make(checkout, "install")
    *_, whole, pooled = make(checkout, "test")
    assert whole == "--numprocesses 4"
    assert pooled == "--numprocesses 4 tests/schema tests/records tests/moderation tests/permissions tests/concurrency"
    later = time.time() + 10
    os.utime(checkout / "requirements-development.lock", (later, later))
    (call,) = make(checkout, "install")
    assert call.endswith("install --require-hashes --requirement requirements-development.lock")


def test_ci_says_the_words_that_people_say():
    script = (ROOT / ".ci" / "run").read_text()
    assert re.findall(r"^make .*$", script, re.MULTILINE) == ["make check", "make test"]
