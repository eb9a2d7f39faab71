"""Size of a document, measured in one memoised pass.

Each fragment is measured once however often it is spread, so that a chain of fragments that doubles at each step costs
no more than its text.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
)

from execution.input_size import input_size, literal_size

CONTAINERS = (dict, list)


@dataclass(slots=True)
class DocumentSize:
    """The size of a selection set, fragments expanded."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    alias: int = 0
    """Characters of the longest alias."""
    directives: int = 0
    elements: int = 0
    """The number of values in arguments, variables excluded except for their defaults."""
    nested: int = 0
    uses: Counter[str] = field(default_factory=Counter)
    """The number of uses of each variable in arguments."""

    defaults: dict[str, int] = field(default_factory=dict)
    """The elements of the variables' defaults."""

    def add(self, other: "DocumentSize", below: int = 0) -> None:
        """Add the size of what is beside or, with `below=1`, under a field."""
        self.depth = max(self.depth, other.depth + below)
        self.fields += other.fields
        self.aliases += other.aliases
        self.alias = max(self.alias, other.alias)
        self.directives += other.directives
        self.elements += other.elements
        self.nested = max(self.nested, other.nested)
        self.uses.update(other.uses)

    def take(self, value: ValueNode) -> None:
        """Add the value of an argument."""
        found = literal_size(value)
        self.elements += found.elements
        self.nested = max(self.nested, found.depth)
        self.uses.update(found.variables)

    def with_values(self, given: Mapping[str, Any], most: int) -> tuple[int, int]:
        """Elements, those of variables at each of their uses too, and how deep they are; `most` ends the counting."""
        elements, nested = self.elements, self.nested
        for name, default in self.defaults.items():
            if name in given:
                elements -= default * self.uses[name]
        for name, value in given.items():
            if isinstance(value, CONTAINERS):
                size = input_size(value, most)
                elements += size.elements * self.uses[name]
                nested = max(nested, size.depth)
            else:
                elements += self.uses[name]
        return elements, nested


class DocumentMeter:
    """Measures the selection sets of a document, each fragment once."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        """Begin with nothing measured."""
        self._fragments = fragments
        self._known: dict[str, DocumentSize | None] = {}
        self.cyclic = False
        """True if a fragment spreads itself."""

    def operation(self, node: OperationDefinitionNode) -> DocumentSize:
        """The measure of an operation, with the defaults of its variables."""
        found = DocumentSize()
        found.add(self.selection_set(node.selection_set))
        for each in node.variable_definitions or ():
            if each.default_value is not None:
                default = literal_size(each.default_value)
                found.nested = max(found.nested, default.depth)
                name = each.variable.name.value
                found.defaults[name] = default.elements
                found.elements += default.elements * found.uses[name]
        return found

    def selection_set(self, within: SelectionSetNode) -> DocumentSize:
        """The measure of a selection set; raises RecursionError for a long chain of fragments."""
        total = DocumentSize(depth=1)
        for node in within.selections:
            self._add(total, node)
        return total

    def _add(self, total: DocumentSize, node: SelectionNode) -> None:
        total.directives += len(node.directives or ())
        if isinstance(node, FragmentSpreadNode):
            total.add(self._fragment(node.name.value))
        elif isinstance(node, FieldNode):
            total.fields += 1
            if node.alias is not None:
                total.aliases += 1
                total.alias = max(total.alias, len(node.alias.value))
            for argument in node.arguments or ():
                total.take(argument.value)
            if node.selection_set:
                total.add(self.selection_set(node.selection_set), below=1)
        else:
            total.add(self.selection_set(node.selection_set))  # type: ignore[attr-defined]

    def _fragment(self, name: str) -> DocumentSize:
        if name not in self._fragments:
            return DocumentSize()
        if name not in self._known:
            self._known[name] = None
            self._known[name] = self.selection_set(self._fragments[name].selection_set)
        known = self._known[name]
        self.cyclic |= known is None
        return known or DocumentSize()
