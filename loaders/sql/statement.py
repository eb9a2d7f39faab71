"""Statements: SQL text compiled once for its shape, run through the driver with values alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Any
"""A tuple, or asyncpg's Record, with cells in the requested order and also by name."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One SELECT: its text, the names of its values in order, and what makes rows of what it gives."""

    text: str
    parameters: tuple[str, ...]
    constants: Mapping[str, Any]
    """The values that every run has."""
    adapters: Mapping[str, Callable[[Any], Any]]
    """Conversions of values for this engine, where the driver does not take them as they are."""
    row_class: type
    """The class of rows that the driver gives, or that `rows` makes."""
    rows: Callable[[Sequence[Any]], list[Any]]
    """The conversion of the driver's result to what the loader returns: a list of rows, or of lists of rows."""

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """The values in the order of the text's placeholders."""
        known = {**self.constants, **values}
        adapters = self.adapters
        return [adapters[name](known[name]) if name in adapters else known[name] for name in self.parameters]
