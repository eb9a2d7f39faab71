"""The selection below a field, from which batch functions know which columns to fetch."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Name = Any
"""The name of a column, or a JSON fragment in its writer's form."""


class RowLayout:
    """The columns of a row in the order in which the plan reads them."""

    __slots__ = ("_positions",)

    def __init__(self) -> None:
        """Begin without columns."""
        self._positions: dict[Hashable, int] = {}

    def position(self, name: Name) -> int:
        """The column's place in the row, given at its first mention."""
        return self._positions.setdefault(name, len(self._positions))

    @property
    def columns(self) -> tuple[Name, ...]:
        """All columns mentioned, by position."""
        return tuple(self._positions)


class Selection:
    """The sub-selection of one field of a plan."""

    __slots__ = ("_layouts", "_names")

    def __init__(self, layouts: Mapping[str, RowLayout], names: Iterable[str]) -> None:
        """Keep the row layout of each object type that the field may give, and the fields selected directly below."""
        self._layouts = layouts
        self._names = frozenset(names)

    def includes(self, name: str) -> bool:
        """True if the field `name` is selected directly below."""
        return name in self._names

    def columns(self, type_name: str | None = None) -> tuple[Name, ...] | None:
        """Columns to fetch for rows of the type (None: the only one), in the order in which rows must have them."""
        (layout,) = self._layouts.values() if type_name is None else (self._layouts[type_name],)
        return layout.columns


class AllFields:
    """Stands for a sub-selection that is not known: graphql-core asks for one object at a time."""

    __slots__ = ()

    def includes(self, name: str) -> bool:
        """Anything may be selected."""
        del name
        return True

    def columns(self, type_name: str | None = None) -> tuple[Name, ...] | None:
        """None: all columns are to be fetched, under their names."""
        del type_name
        return None


ALL_FIELDS = AllFields()


@dataclass(frozen=True, slots=True)
class BatchInfo:
    """Information on the operation for a batch function, besides parents and arguments."""

    context: Any
    """The context value given to `Schema.execute`."""
    selected: Selection | AllFields
    """The selection below the field."""
