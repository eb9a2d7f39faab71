"""Row classes: tuples whose cells have names, made for one list of columns."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, Literal

Cell = Callable[[Any], Any]
Text = Literal["text"]
Rows = Callable[[Sequence[Any], Sequence[bytes]], list[Any]]


def row_class(base: type, type_name: str, names: Sequence[str]) -> type:
    """A subclass of `base` (tuple, or asyncpg's Record) whose cells are also attributes.

    `graphql_type` names the type of the graph that a row is of.
    """
    cells = {name: property(itemgetter(number)) for number, name in enumerate(names)}
    return type(f"{type_name}Row", (base,), {"__slots__": (), "graphql_type": type_name, **cells})


def row_factory(row: type, cells: Sequence[Cell | Text | None]) -> Rows:
    """Return a function that makes rows of class `row` of their cells and texts, which come in sequence, row by row.

    A cell goes through its converter where it has one; where "text" stands, the next text does.
    """
    items: list[str] = []
    names = ["t"]
    converters: dict[str, Any] = {"row": row}
    for number, cell in enumerate(cells):
        if cell == "text":
            names.append(f"x{number}")
            items.append(names[-1])
        else:
            value = f"t[{number + 1 - len(names)}]"
            items.append(value if cell is None else f"c{number}({value})")
            converters[f"c{number}"] = cell
    count = len(names) - 1
    lists = ", ".join(["found", *(f"texts[{first}::{count}]" for first in range(count))])
    # Generated so that a row costs one expression; only numbers and names made here are in the code.
    code = f"lambda found, texts: [row([{', '.join(items)}]) for {', '.join(names)}, in zip({lists})]"
    made: Rows = eval(code, converters)  # noqa: S307
    return made
