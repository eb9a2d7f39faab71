"""What a document may ask for, checked before validation and compilation, whose cost it bounds.

One memoised pass: each fragment is measured once however often it is spread, so that a chain of
fragments that doubles at each step costs no more than its text.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from execution.level import Group
from execution.overlaps import overlaps
from execution.size import answer_size


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of a document; the defaults leave room for a deep view."""

    characters: int = 100_000
    operations: int = 50
    tokens: int = 4_000
    depth: int = 20
    """Nested selection sets; a connection takes three."""
    fields: int = 2_000
    """Fields with all fragments opened."""
    aliases: int = 60
    directives: int = 60
    answer: int = 500_000
    """Values in the answer, counted when all is resolved and before it is put together."""
    overlaps: int = 5_000
    """Pairs of fields under one response key; validation compares them in 30 microseconds or so a pair."""


@dataclass(slots=True)
class Measure:
    """How much a selection set asks for, fragments opened."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0

    def add(self, other: "Measure", below: int = 0) -> None:
        """Add what stands beside or, with `below=1`, under a field."""
        self.depth = max(self.depth, other.depth + below)
        self.fields += other.fields
        self.aliases += other.aliases
        self.directives += other.directives


def check(document: DocumentNode, limits: Limits) -> None:
    """Raise GraphQLError with code LIMIT_EXCEEDED when an operation asks for more than the limits allow."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if len(operations) > limits.operations:
        raise _exceeded("operations", len(operations), limits.operations)
    measuring = _Measuring(fragments)
    for node in [*fragments.values(), *operations]:
        _check_measure(_measured(measuring, node.selection_set), limits)
    for node in operations:
        # A cycle of fragments is for validation to refuse.
        pairs = 0 if measuring.cyclic else overlaps(node.selection_set, fragments)
        if pairs > limits.overlaps:
            raise _exceeded("pairs of fields under one key", pairs, limits.overlaps)


def check_length(source: str, limits: Limits) -> None:
    """Raise GraphQLError with code LIMIT_EXCEEDED for a source that would take long to read."""
    if len(source) > limits.characters:
        raise _exceeded("characters", len(source), limits.characters)


def check_answer(groups: Iterable[Group], limits: Limits) -> None:
    """Raise GraphQLError with code LIMIT_EXCEEDED for an answer that would be too long to write."""
    size = answer_size(groups)
    if size > limits.answer:
        raise _exceeded("values in its answer", size, limits.answer)


def _measured(measuring: "_Measuring", within: SelectionSetNode) -> Measure:
    try:
        return measuring.selection_set(within)
    except RecursionError:
        raise _exceeded("a chain of fragments", "too long to follow", "a few hundred") from None


def _check_measure(found: Measure, limits: Limits) -> None:
    for name in ("depth", "fields", "aliases", "directives"):
        if getattr(found, name) > getattr(limits, name):
            raise _exceeded(name, getattr(found, name), getattr(limits, name))


def _exceeded(name: str, found: int | str, limit: int | str) -> GraphQLError:
    advice = "Ask for less in one document, or split it into several."
    return GraphQLError(
        f"The document is too large: {name} {found}, at most {limit} allowed. {advice}",
        extensions={"code": "LIMIT_EXCEEDED"},
    )


class _Measuring:
    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._known: dict[str, Measure | None] = {}
        self.cyclic = False
        """Whether a fragment spreads itself."""

    def selection_set(self, within: SelectionSetNode) -> Measure:
        total = Measure(depth=1)
        for node in within.selections:
            self._add(total, node)
        return total

    def _add(self, total: Measure, node: SelectionNode) -> None:
        total.directives += len(node.directives or ())
        if isinstance(node, FragmentSpreadNode):
            total.add(self._fragment(node.name.value))
        elif isinstance(node, FieldNode):
            total.fields += 1
            total.aliases += node.alias is not None
            if node.selection_set:
                total.add(self.selection_set(node.selection_set), below=1)
        else:
            total.add(self.selection_set(node.selection_set))  # type: ignore[attr-defined]

    def _fragment(self, name: str) -> Measure:
        if name not in self._fragments:
            return Measure()
        if name not in self._known:
            self._known[name] = None
            self._known[name] = self.selection_set(self._fragments[name].selection_set)
        known = self._known[name]
        self.cyclic |= known is None
        return known or Measure()
