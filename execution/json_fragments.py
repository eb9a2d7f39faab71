"""JSON fragments: parts of an answer that the database writes as JSON, instead of values from which to make it.

The executor finds which fields can be written that way. What a part of a text is, only the `FragmentWriter` knows
that makes it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from graphql import FieldNode, GraphQLField, GraphQLObjectType

from execution.collect import Collector, sets_of
from execution.fields import Column, SameRow, execution_mark, strawberry_field
from execution.type_shape import type_shape


class JsonFragment(Protocol):
    """A part of a text, or a whole one."""

    @property
    def rows(self) -> int:
        """Return the maximum number of rows from which the fragment is made, besides its own."""


class FragmentWriter(Protocol):
    """Makes parts of texts; None for what cannot be written."""

    def json_column(self, name: str) -> JsonFragment | None:
        """The value of a column."""

    def json_constant(self, value: str) -> JsonFragment | None:
        """A text that is the same everywhere."""

    def json_object(self, entries: Iterable[tuple[str, Any]]) -> JsonFragment | None:
        """An object with these keys and values, all of one row."""

    def json_array(self, item: Any) -> JsonFragment | None:
        """A list with an object for every row of a batch."""


Related = Callable[[dict[str, Any], Any], JsonFragment | None]
"""A function from a field's arguments and its object to the fragment that stands for a batch's rows."""
Known = Callable[[GraphQLField, FieldNode], dict[str, Any] | None]
"""The arguments of a field, if they are known when the plan is made and right."""


class JsonFragments:
    """Makes the texts of an operation's fields, each once."""

    def __init__(self, collector: Collector, writer: FragmentWriter, known: Known) -> None:
        """Begin without texts."""
        self._collector = collector
        self._writer = writer
        self._known = known
        self._made: dict[tuple[str, tuple[int, ...]], JsonFragment | None] = {}

    def row(self, nodes: Sequence[FieldNode], type_: GraphQLObjectType) -> JsonFragment | None:
        """The text of a whole row; None for what is no row, too."""
        marks = (execution_mark(strawberry_field(each)) for each in type_.fields.values())
        return self._written(nodes, type_) if any(isinstance(mark, Column) for mark in marks) else None

    def object(self, nodes: Sequence[FieldNode], parent: GraphQLObjectType) -> JsonFragment | None:
        """Return the fragment of an object field; None if a field below must be resolved here, or it does not fit.

        The merged nodes and the type that they stand on decide it: below other types, other nodes may have their path.
        """
        asked = parent.name, tuple(map(id, nodes))  # the document keeps its nodes
        if asked not in self._made:
            self._made[asked] = self._object(nodes, parent)
        return self._made[asked]

    def _object(self, nodes: Sequence[FieldNode], parent: GraphQLObjectType) -> JsonFragment | None:
        definition = parent.fields[nodes[0].name.value]
        mark, type_ = execution_mark(strawberry_field(definition)), type_shape(definition.type).innermost.of
        related = getattr(mark, "related", None)
        if not isinstance(type_, GraphQLObjectType) or not (related or isinstance(mark, SameRow)):
            return None
        arguments = self._known(definition, nodes[0]) if related else {}
        item = None if arguments is None else self._written(nodes, type_)
        if item is None or arguments is None:
            return None
        if related:
            text: JsonFragment | None = related(arguments, item)
            return text
        return self._writer.json_array(item) if mark.attribute else item

    def _written(self, nodes: Sequence[FieldNode], type_: GraphQLObjectType) -> JsonFragment | None:
        entries: list[tuple[str, JsonFragment]] = []
        for key, below in self._collector.fields(type_, sets_of(nodes)).items():
            text = self._value(below, type_)
            if text is None:
                return None
            entries.append((key, text))
        return self._writer.json_object(entries)

    def _value(self, nodes: Sequence[FieldNode], parent: GraphQLObjectType) -> JsonFragment | None:
        name = nodes[0].name.value
        if name == "__typename":
            return self._writer.json_constant(parent.name)
        mark = execution_mark(strawberry_field(parent.fields[name]))
        return self._writer.json_column(mark.name) if isinstance(mark, Column) else self.object(nodes, parent)
