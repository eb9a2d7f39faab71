"""Overlapping fields: those under one response key, which validation compares pairwise."""

from collections.abc import Iterable, Mapping

from graphql import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode

Fragments = Mapping[str, FragmentDefinitionNode]


def field_overlaps(selection_set: SelectionSetNode, fragments: Fragments) -> int:
    """Count the pairs of fields under one response key in an operation whose fragments have no cycle."""
    pairs = 0
    merged = [[selection_set]]
    while merged:
        for found in by_key(merged.pop(), fragments).values():
            pairs += len(found) * (len(found) - 1) // 2
            below = [node.selection_set for node in found if node.selection_set]
            if below:
                merged.append(below)
    return pairs


def by_key(sets: Iterable[SelectionSetNode], fragments: Fragments) -> dict[str, list[FieldNode]]:
    """The fields of selection sets by their response keys, whatever their types and conditions."""
    found: dict[str, list[FieldNode]] = {}
    opened: set[str] = set()
    pending = list(sets)
    while pending:
        for node in pending.pop().selections:
            if isinstance(node, FieldNode):
                found.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
            elif isinstance(node, InlineFragmentNode):
                pending.append(node.selection_set)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in opened:
                opened.add(node.name.value)
                if node.name.value in fragments:
                    pending.append(fragments[node.name.value].selection_set)
    return found
