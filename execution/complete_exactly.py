"""Puts answers together one object at a time, with every error and null where the specification has it.

Section 6.4.4: an error makes its field null, or, where null is not allowed, the nearest place above
where it is; of several errors that end in one place, the first in document order is told.
"""

from typing import Any

from graphql import GraphQLError
from orjson import Fragment

from execution.level import FieldResult, Group
from execution.located_errors import LocatedErrors
from execution.plan import ResponseEntry
from execution.type_shape import TypeShape

Path = tuple[str | int, ...]


class PropagatedNullError(Exception):
    """A null in a place that does not allow one."""


class TooManyErrorsError(Exception):
    """An answer with more errors than the limit."""


class ExactCompletion:
    """Builds the answer and its list of errors from the outcomes of a run."""

    def __init__(self, most: int) -> None:
        """Begin without errors; it ends with TooManyError after `most` of them."""
        self._most = most
        self._located = LocatedErrors()
        self.errors: list[GraphQLError] = []
        self._places: dict[int, dict[int, int]] = {}

    def root(self, group: Group) -> dict[str, Any] | None:
        """The operation's data: null when an error bubbled all the way up."""
        try:
            return self._entries(group.plan.entries, group, 0, ())
        except PropagatedNullError:
            return None

    def _object(self, group: Group, position: int, path: Path) -> Any:
        if group.plan.whole is not None:
            return Fragment(group.objects[position][group.plan.whole])
        return self._entries(group.plan.entries, group, position, path)

    def _entries(self, entries: list[ResponseEntry], group: Group, position: int, path: Path) -> dict[str, Any]:
        return {entry.key: self._entry(entry, group, position, (*path, entry.key)) for entry in entries}

    def _entry(self, entry: ResponseEntry, group: Group, position: int, path: Path) -> Any:
        if entry.plan is not None:
            outcome = group.outcomes[entry.plan.path]
            return self._complete(outcome.values[position], outcome.plan.shape, outcome, entry, path)
        if entry.inside is not None:
            return self._entries(entry.inside, group, position, path)
        if entry.column is None or entry.shape is None:
            return entry.constant
        try:
            value = group.objects[position][entry.column]
        except Exception as error:  # noqa: BLE001  not a row, or not laid out as the plan asked
            return self._complete(error, entry.shape, None, entry, path)
        if entry.text:
            return Fragment(value)
        return value if entry.native else self._complete(value, entry.shape, None, entry, path)

    def _complete(
        self, value: Any, shape: TypeShape, outcome: FieldResult | None, entry: ResponseEntry, path: Path
    ) -> Any:
        """Return the value in the answer's form; an error is reported here and nulls the nearest nullable place."""
        if isinstance(value, Exception):
            return self._nulled(value, shape, entry, path)
        try:
            return self._completed(value, shape, outcome, entry, path)
        except TooManyErrorsError:
            raise
        except PropagatedNullError:
            if shape.nullable:
                return None
            raise
        except Exception as error:  # noqa: BLE001  whatever a value or its scalar raised is told to the client
            return self._nulled(error, shape, entry, path)

    def _nulled(self, error: Exception, shape: TypeShape, entry: ResponseEntry, path: Path) -> None:
        """Report an error, whose place, or the nearest nullable one around it, is null."""
        self._tell(self._located.error(error, entry.nodes, path))
        if not shape.nullable:
            raise PropagatedNullError

    def _tell(self, error: GraphQLError) -> None:
        """Add an error, if there may be one more."""
        if len(self.errors) == self._most:
            raise TooManyErrorsError
        self.errors.append(error)

    def _completed(
        self, value: Any, shape: TypeShape, outcome: FieldResult | None, entry: ResponseEntry, path: Path
    ) -> Any:
        if value is None:
            if shape.nullable:
                return None
            raise GraphQLError(f"Cannot return null for the non-nullable field {entry.key}.")
        if shape.item is not None:
            inner = shape.item
            if not isinstance(value, list):
                raise GraphQLError(f"Expected a list for the field {entry.key}.")
            return [self._complete(each, inner, outcome, entry, (*path, at)) for at, each in enumerate(value)]
        if shape.leaf is not None:
            return shape.leaf(value)
        if outcome is None:
            message = f"{entry.key} is a column, which cannot hold objects."
            raise TypeError(message)
        group, position = self._place(value, outcome)
        return self._object(group, position, path)

    def _place(self, value: Any, outcome: FieldResult) -> tuple[Group, int]:
        name = outcome.types.get(id(value))
        if isinstance(name, Exception):
            raise name
        group = outcome.below[name] if name else next(iter(outcome.below.values()))
        places = self._places.get(id(group))
        if places is None:
            places = {id(each): number for number, each in enumerate(group.objects)}
            self._places[id(group)] = places
        return group, places[id(value)]
