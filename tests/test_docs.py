"""Every error code that the code can give is explained in docs/errors.md, and no other is."""

import re
from pathlib import Path

from resolvers.messages.catalogue import CATALOGUE, template

ROOT = Path(__file__).parents[1]
FOLDERS = ("loaders", "resolvers", "schema", "execution", "encommun/http", "encommun/app.py")
GIVEN = re.compile(r'"([A-Z]+(?:_[A-Z]+)+)"')
SINGLE = {
    "NOT_FOUND",
    "METHOD_NOT_ALLOWED",
    "UNKNOWN_ADDRESS",
    "ARCHIVED",
    "ERASED",
    "CONFLICT",
    "REQUIRED",
    "UNAUTHENTICATED",
}
"""Codes of one word, or put together from the names of HTTP."""
EXPLAINED = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
SAID = re.compile(r"^\| `([A-Z_]+)` \| (.*) \|$", re.MULTILINE)


def sources():
    for folder in FOLDERS:
        path = ROOT / folder
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def test_every_code_is_explained():
    given = {code for path in sources() for code in GIVEN.findall(path.read_text())}
    explained = set(EXPLAINED.findall((ROOT / "docs" / "errors.md").read_text()))
    assert given - explained == set()
    assert explained - given <= SINGLE
    assert len(explained) > 20


def test_what_is_said_of_a_refused_mutation_is_told_as_it_is_said():
    table = (ROOT / "docs" / "errors.md").read_text().partition("## A refused mutation")[2].partition("\n## ")[0]
    told = dict(SAID.findall(table))
    said = {code: template(code, "en") for code in told if code in CATALOGUE}
    assert said == {code: text for code, text in told.items() if code in CATALOGUE}
    assert list(told) == sorted(told)
