"""Repeated root fields under other response keys: each is resolved and serialised again."""

from collections import Counter
from collections.abc import Mapping

from graphql import FragmentDefinitionNode, OperationDefinitionNode, print_ast

from execution.field_overlaps import by_key


def repeated_root_fields(operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]) -> int:
    """Count the most frequent repetition of a root field with the same arguments."""
    first = [nodes[0] for nodes in by_key([operation.selection_set], fragments).values()]
    asked = Counter((node.name.value, *sorted(map(print_ast, node.arguments or ()))) for node in first)
    return max(asked.values(), default=0)
