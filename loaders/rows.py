"""Row classes: tuples whose cells have names, made for one list of columns."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

Cell = Callable[[Any], Any]
Rows = Callable[[Sequence[Any]], list[Any]]


def row_class(base: type, type_name: str, names: Sequence[str]) -> type:
    """A subclass of `base` (tuple, or asyncpg's Record) whose cells are also attributes.

    `graphql_type` names the type of the graph that a row is of.
    """
    cells = {name: property(itemgetter(number)) for number, name in enumerate(names)}
    return type(f"{type_name}Row", (base,), {"__slots__": (), "graphql_type": type_name, **cells})


def maker(row: type, cells: Sequence[Cell | None]) -> Rows:
    """What turns a driver's tuples into rows of class `row`, each cell through its converter where it has one."""
    if not any(cells):
        return lambda found: list(map(row, found))
    converters = {f"c{number}": cell for number, cell in enumerate(cells) if cell is not None}
    items = ", ".join(f"c{number}(t[{number}])" if cell else f"t[{number}]" for number, cell in enumerate(cells))
    # Generated so that a row costs one expression; only numbers and names made here are in the code.
    made: Rows = eval(f"lambda found: [row(({items},)) for t in found]", {**converters, "row": row})  # noqa: S307
    return made
