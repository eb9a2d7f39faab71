"""Root fields of reading besides entities and their lists: the module that makes them declares them."""

from collections.abc import Mapping
from typing import Any

DECLARED_QUERIES: dict[str, Mapping[str, Any]] = {}
"""The queries of each module by its name: fields by their Python names."""


def declare_queries(module: str, fields: Mapping[str, Any]) -> None:
    """Add root fields, by their Python names, to those of the schema."""
    DECLARED_QUERIES[module] = fields


def declared_queries() -> dict[str, Any]:
    """All declared queries, in the order of the names of their modules."""
    return {name: field for module in sorted(DECLARED_QUERIES) for name, field in DECLARED_QUERIES[module].items()}
