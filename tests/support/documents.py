"""Every document that the project shows to anybody: of `tests/queries/`, of `examples/`, of the README and the docs."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphql import GraphQLError, OperationDefinitionNode, OperationType, parse

from tests.support.commands import ROOT

BLOCK = re.compile(r"```graphql\n(.*?)```", re.DOTALL)
CURL = re.compile(r"(?:-d|--data) '(\{.*?\})'", re.DOTALL)
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))


@dataclass(frozen=True)
class Document:
    """One operation, and where it stands."""

    name: str
    text: str
    variables: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def reads(self) -> bool:
        """True if all of its operations are queries."""
        operations = [each for each in parse(self.text).definitions if isinstance(each, OperationDefinitionNode)]
        return all(each.operation is OperationType.QUERY for each in operations)

    @property
    def body(self) -> dict[str, Any]:
        """Return the body of the request."""
        return {"query": self.text, "variables": self.variables}

    def __str__(self) -> str:
        return self.name


def documents() -> list[Document]:
    """All of them; fails on one that is not GraphQL."""
    return [*_files(), *(each for path in PAGES for each in _shown(path))]


def queries() -> list[Document]:
    """Those that only read."""
    return [each for each in documents() if each.reads]


def _files() -> Iterator[Document]:
    for folder in (ROOT / "tests" / "queries", ROOT / "examples"):
        for path in sorted(folder.rglob("*.graphql")):
            yield Document(str(path.relative_to(ROOT)), path.read_text())


def _shown(path: Path) -> Iterator[Document]:
    name, text = str(path.relative_to(ROOT)), path.read_text()
    for number, block in enumerate(BLOCK.findall(text), 1):
        yield _parsed(Document(f"{name}, block {number}", block))
    for number, body in enumerate(CURL.findall(text), 1):
        asked = json.loads(body)
        if "query" in asked:
            yield _parsed(Document(f"{name}, command {number}", asked["query"], asked.get("variables") or {}))


def _parsed(document: Document) -> Document:
    try:
        parse(document.text)
    except GraphQLError as error:
        raise AssertionError(f"{document.name} is not GraphQL: {error}") from error
    return document
