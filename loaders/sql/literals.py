"""Closed lists in the text of statements."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, String, literal_column


def literal(text: str) -> ColumnElement[Any]:
    """Return a literal in the text of the statement, on which indexes and plans may rely."""
    return literal_column(f"'{text}'", String())


def literals(texts: Iterable[str]) -> list[ColumnElement[Any]]:
    """Several, in alphabetical order."""
    return [literal(each) for each in sorted(texts)]
