"""The steps of docs/adding-a-capability.md, followed to the letter in a copy of the project."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.commands import ROOT, environment

PAGE = ROOT / "docs" / "adding-a-capability.md"
FOLDERS = ("models", "loaders", "resolvers", "schema", "execution", "encommun", "migrations", "tests", "docs")
BLOCK = re.compile(
    r"```(?P<kind>python|markdown)\n(?:#|<!--) (?P<path>[\w/.*-]+)(?:, (?P<where>[^\n]+?))?(?: -->)?\n(?P<code>.*?)```",
    re.DOTALL,
)
BELOW = re.compile(r"below `(.+)`")
SECONDS = 120


class Step(NamedTuple):
    """A block of code: lines for a file that exists, a new file, the rest of one, or a quotation."""

    path: str
    where: str
    code: str

    @property
    def is_quotation(self) -> bool:
        return not self.where and (ROOT / self.path).exists()

    @property
    def changes(self) -> int:
        """The lines that it adds to a file that is not new."""
        return len(self.code.splitlines()) if (ROOT / self.path).exists() and not self.is_quotation else 0


def steps() -> list[Step]:
    return [Step(each["path"], each["where"] or "", each["code"]) for each in BLOCK.finditer(PAGE.read_text())]


def follow(copy: Path, step: Step) -> None:
    """Make a file, go on with one, or put lines where the page says."""
    if "*" in step.path:
        (path,) = copy.glob(step.path)
    else:
        path = copy / step.path
    if step.where == "at the end":
        path.write_text(path.read_text() + step.code)
    elif step.where:
        found = BELOW.fullmatch(step.where)
        assert found, step.where
        (line,) = (each for each in path.read_text().splitlines() if found[1] in each)
        path.write_text(path.read_text().replace(f"{line}\n", f"{line}\n{step.code}"))
    else:
        before = f"{path.read_text()}\n\n" if path.exists() else ""
        path.write_text(before + step.code)


def grown_copy(copy: Path) -> Path:
    """A copy of the project after all steps, with the revision that `encommun migrate --new` writes between them."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    taken = [each for each in steps() if not each.is_quotation]
    for step in taken:
        if "*" not in step.path:
            follow(copy, step)
    run(copy, "-m", "encommun", "migrate", "--new", "Adds loans")
    for step in taken:
        if "*" in step.path:
            follow(copy, step)
    run(copy, "-m", "ruff", "format", "migrations")
    return copy


def environment_of(copy: Path, url: str | None = None) -> dict[str, str]:
    return environment(url) | {"PYTHONPATH": str(copy), "PYTHONSAFEPATH": "1"}


def run(copy: Path, *arguments: str, url: str | None = None, **variables: str) -> str:
    """The output of Python in the copy; fails with what it said."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=environment_of(copy, url) | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def new_files(copy: Path) -> Iterator[str]:
    """The files of the copy that the project has not."""
    for folder in FOLDERS:
        for path in (copy / folder).rglob("*"):
            name = path.relative_to(copy)
            if path.is_file() and "__pycache__" not in path.parts and not (ROOT / name).exists():
                yield str(name)
