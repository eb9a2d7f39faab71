"""Statements: SQL text compiled once for its shape, run through the driver with values alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Any
"""A tuple, or asyncpg's Record, whose cells stand in the order asked for and also under their names."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One SELECT: its text, the names of its values in order, and what makes rows of what it gives."""

    text: str
    parameters: tuple[str, ...]
    constants: Mapping[str, Any]
    """The values that every run has."""
    adapters: Mapping[str, Callable[[Any], Any]]
    """What a value goes through on its way to this engine, where the driver does not take it as it is."""
    row_class: type
    """What the driver gives, or what `rows` makes of it."""
    rows: Callable[[Sequence[Any]], list[Any]]
    """What the driver found as the loader is promised it: a list of rows, or of lists of rows."""

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """The values in the order of the text's placeholders."""
        known = {**self.constants, **values}
        adapters = self.adapters
        return [adapters[name](known[name]) if name in adapters else known[name] for name in self.parameters]
