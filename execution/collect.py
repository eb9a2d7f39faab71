"""Fields that an operation selects on an object type: fragments expanded, equal response keys merged."""

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    Visitor,
    visit,
)

Conditions = Mapping[str, Any]
"""Values of the variables in `@skip` and `@include`."""


def sets_of(nodes: Iterable[FieldNode]) -> list[SelectionSetNode]:
    """Return the selection sets of the field nodes of one response key."""
    return [node.selection_set for node in nodes if node.selection_set is not None]


class Collector:
    """Collects fields (specification, section 6.3.2) under given conditions, which makes the result static."""

    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], conditions: Conditions
    ) -> None:
        """Keep what does not change from one selection set to the next."""
        self._schema = schema
        self._fragments = fragments
        self._conditions = conditions
        self.found = 0
        """Fields found until now, each as often as it was looked for."""

    def fields(self, parent: GraphQLObjectType, sets: Iterable[SelectionSetNode]) -> dict[str, list[FieldNode]]:
        """The field nodes of each response key, in order of first appearance."""
        found: dict[str, list[FieldNode]] = {}
        opened: set[str] = set()
        for selection_set in sets:
            self._collect(parent, selection_set, found, opened)
        self.found += len(found)
        return found

    def variables(self, nodes: Iterable[FieldNode]) -> frozenset[str]:
        """The names of all variables in field nodes, in what they select, and in the fragments that they open."""
        seen = _Variables()
        for node in nodes:
            visit(node, seen)
        for name in seen.spreads:
            visit(self._fragments[name], seen)
        return frozenset(seen.names)

    def _collect(
        self, parent: GraphQLObjectType, within: SelectionSetNode, found: dict[str, list[FieldNode]], opened: set[str]
    ) -> None:
        for node in within.selections:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                found.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
                continue
            fragment = self._opened(node, opened)
            if fragment is not None and self._applies(fragment, parent):
                if isinstance(node, FragmentSpreadNode):
                    opened.add(node.name.value)
                self._collect(parent, fragment.selection_set, found, opened)

    def _opened(self, node: SelectionNode, opened: set[str]) -> InlineFragmentNode | FragmentDefinitionNode | None:
        if isinstance(node, InlineFragmentNode):
            return node
        if isinstance(node, FragmentSpreadNode) and node.name.value not in opened:
            return self._fragments.get(node.name.value)
        return None

    def _applies(self, fragment: InlineFragmentNode | FragmentDefinitionNode, parent: GraphQLObjectType) -> bool:
        if fragment.type_condition is None:
            return True
        condition = self._schema.get_type(fragment.type_condition.name.value)
        return condition is parent or self._schema.is_sub_type(condition, parent)  # type: ignore[arg-type]

    def _included(self, node: SelectionNode) -> bool:
        for directive in node.directives or ():
            name = directive.name.value
            if name == "skip" and self._holds(directive):
                return False
            if name == "include" and not self._holds(directive):
                return False
        return True

    def _holds(self, directive: DirectiveNode) -> bool:
        (condition,) = directive.arguments or ()
        value = condition.value
        if isinstance(value, VariableNode):
            return bool(self._conditions[value.name.value])
        return isinstance(value, BooleanValueNode) and value.value


class _Variables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.spreads: list[str] = []
        """Names of fragments, each once; grows while they are visited."""

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.names.add(node.name.value)

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        if node.name.value not in self.spreads:
            self.spreads.append(node.name.value)
