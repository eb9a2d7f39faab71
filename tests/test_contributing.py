"""CONTRIBUTING.md says what is so: the words of the Makefile, hooks that are local, and subjects of commits."""

import re
import sys

import pytest

from tests.support.commands import ROOT, run

PAGE = (ROOT / "CONTRIBUTING.md").read_text()
HOOKS = (ROOT / ".pre-commit-config.yaml").read_text()


def test_every_word_of_the_makefile_is_explained():
    words = re.findall(r"^([a-z-]+):.* ## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert re.findall(r"^\| `make ([a-z-]+)` \|", PAGE, re.MULTILINE) == [each for each in words if each != "help"]


def test_every_page_that_is_named_is_there():
    linked = re.findall(r"\]\(([^)#:]+)\)", PAGE)
    assert len(linked) > 8
    assert [path for path in linked if not (ROOT / path).exists()] == []


def test_hooks_are_local_and_run_what_is_there():
    assert re.findall(r"- repo: (\S+)", HOOKS) == ["local"]
    entries = re.findall(r"entry: (\S+)", HOOKS)
    assert entries == [".venv/bin/ruff", ".venv/bin/ruff", ".ci/commit-subject"]
    assert (ROOT / ".ci" / "commit-subject").stat().st_mode & 0o111


def refused(message: str, folder) -> str:
    """Return the hook's complaint about a commit message; empty if it is accepted."""
    file = folder / "message"
    file.write_text(message)
    finished = run(sys.executable, str(ROOT / ".ci" / "commit-subject"), str(file))
    assert bool(finished.returncode) == bool(finished.stderr)
    return finished.stderr


def shown_on_the_page() -> str:
    return re.search(r"```\n(moderation: .*?)```", PAGE, re.DOTALL)[1]


@pytest.mark.parametrize(
    "message",
    [
        "docs: say what a reader sees\n",
        "resolvers/moderation, tests: say it once\n\nBecause.\n# a comment of git's\n",
        "Merge branch 'one'\n",
        f"docs: {'a' * 66}\n",
    ],
)
def test_a_subject_with_its_area_first_is_accepted(message, tmp_path):
    assert refused(message, tmp_path) == ""
    assert refused(shown_on_the_page(), tmp_path) == ""


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (f"docs: {'a' * 67}\n", "it has 73 characters"),
        ("Say what a reader sees\n", "does not begin with an area"),
        ("Docs: say what a reader sees\n", "does not begin with an area"),
        ("docs: say what a reader sees.\n", "ends with a full stop"),
        ("docs: say it\nat once\n", "no blank line"),
        ("", "does not begin with an area"),
    ],
)
def test_another_subject_is_refused_with_the_reason(message, reason, tmp_path):
    assert reason in refused(message, tmp_path)
