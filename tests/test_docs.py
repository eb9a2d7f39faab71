"""Every error code that the code can give is explained in docs/errors.md, and no other is."""

import re
from pathlib import Path

from resolvers.i18n.messages.catalogue import CATALOGUE, template
from resolvers.i18n.messages.file_lines import FILE_LINES

ROOT = Path(__file__).parents[1]
HTTP = ("encommun/http", "encommun/transport", "encommun/app.py")
FOLDERS = ("loaders", "resolvers", "schema", "execution", "encommun/exchange", "encommun/exports", *HTTP)
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
    "OVERLOADED",
    "MIGRATING",
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
    told = said_under("A refused mutation")
    said = {code: template(code, "en") for code in told if code in CATALOGUE}
    assert said == {code: text for code, text in told.items() if code in CATALOGUE}
    assert list(told) == sorted(told)
    assert said_under("A line of a file") == {code: FILE_LINES[code].en for code in sorted(FILE_LINES)}


def said_under(heading: str) -> dict[str, str]:
    """By code, what a table of the page has."""
    page = (ROOT / "docs" / "errors.md").read_text()
    return dict(SAID.findall(page.partition(f"## {heading}\n")[2].partition("\n## ")[0]))


def test_what_security_names_is_there():
    text = (ROOT / "SECURITY.md").read_text()
    tests = re.findall(r"`(tests/[^`]+)`", text)
    pages = re.findall(r"\]\((docs/[^)#]+)", text)
    assert len(tests) > 30
    assert [path for path in [*tests, *pages] if not (ROOT / path).exists()] == []
