"""Projections: a generated comprehension that turns the rows of a level into answers.

Reading `r[3]` in a comprehension compiled for the selection costs a tenth of visiting each field.
"""

from collections.abc import Callable, Sequence
from typing import Any

from orjson import Fragment

from execution.plan import ObjectPlan, Projection, ResponseEntry


def projection(plan: ObjectPlan) -> Projection:
    """The function from rows, and one list of values per resolved field, to one answer per row."""
    writer = _Writer()
    answer = writer.object(plan.entries) if plan.whole is None else f"text(r[{plan.whole}])"
    names = ", ".join(["r", *writer.lists])
    rows = f"zip({', '.join(['rows', *(f'{name}s' for name in writer.lists)])})" if writer.lists else "rows"
    parameters = ", ".join(["rows", *(f"{name}s" for name in writer.lists)])
    # Keys are GraphQL names and all else is numbered here: nothing of the request is code.
    code = f"lambda {parameters}: [{answer} for {names} in {rows}]"
    function: Projection = eval(code, {**writer.leaves, "text": Fragment})  # noqa: S307
    return function


class _Writer:
    """Writes the expression of one answer, and keeps what it needs: leaves by name, and a list for each plan."""

    def __init__(self) -> None:
        self.leaves: dict[str, Callable[[Any], Any]] = {}
        self.lists: list[str] = []

    def object(self, entries: Sequence[ResponseEntry]) -> str:
        return "{" + ", ".join(f"{entry.key!r}: {self._value(entry)}" for entry in entries) + "}"

    def _value(self, entry: ResponseEntry) -> str:
        if entry.plan is not None:
            self.lists.append(f"v{len(self.lists)}")
            return self.lists[-1]
        if entry.inside is not None:
            return self.object(entry.inside)
        if entry.column is None:
            return repr(entry.constant)
        cell = f"r[{entry.column}]"
        if entry.text:
            return f"text({cell})"
        return cell if entry.native else self._converted(entry, cell)

    def _converted(self, entry: ResponseEntry, cell: str) -> str:
        """Code for a column whose values go through its leaf; what does not fit is left to the exact way."""
        shape = entry.shape
        if shape is None or shape.leaf is None:
            message = f"{entry.key} is a list of values that need conversion: a column shows native lists only."
            raise TypeError(message)
        name = f"f{len(self.leaves)}"
        self.leaves[name] = shape.leaf
        return f"None if {cell} is None else {name}({cell})" if shape.nullable else f"{name}({cell})"
