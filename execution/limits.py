"""Limits of a document, checked before validation and compilation, whose cost they bound."""

from collections.abc import Iterable
from dataclasses import dataclass

from graphql import DocumentNode, FragmentDefinitionNode, OperationDefinitionNode

from execution.document_size import DocumentMeter, DocumentSize
from execution.field_overlaps import field_overlaps
from execution.level import Group
from execution.repeated_root_fields import repeated_root_fields
from execution.response_size import response_size
from execution.too_large import TooLargeError


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
    alias: int = 100
    """Maximum length of an alias: it is in statements, and in every object of an answer."""
    directives: int = 60
    answer: int = 500_000
    """Values in the answer, counted when all is resolved and before it is put together."""
    overlaps: int = 5_000
    """Pairs of fields under one response key; validation compares them in 30 microseconds or so a pair."""
    compiled: int = 2_000
    """Maximum number of compiled fields in a plan, each counted for every type that may have it."""
    elements: int = 5_000
    """Lists, objects and leaves in arguments, those of a variable counted for each of its uses."""
    written: int = 50_000
    """The same in a mutation of a known viewer: records are written many at a time."""
    nested: int = 40
    """Lists and objects within one another in a value; ten levels of conditions take 25."""
    repeats: int = 10
    """Root fields with the same name and arguments, under several keys."""
    errors: int = 1_000
    """Errors of fields in one answer."""
    introspected: int | None = None
    """Maximum number of objects and values in an introspection answer; None: a third more than tools usually ask."""


def check(document: DocumentNode, limits: Limits) -> dict[str | None, DocumentSize]:
    """Return the size of each operation, by its name.

    Raises TooLargeError if one exceeds the limits.
    """
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if len(operations) > limits.operations:
        raise TooLargeError("operations", len(operations), limits.operations)
    measuring = DocumentMeter(fragments)
    for node in fragments.values():
        _check_measure(_measured(measuring, node), limits)
    found: dict[str | None, DocumentSize] = {}
    for operation in operations:
        measure = found[operation.name.value if operation.name else None] = _measured(measuring, operation)
        _check_measure(measure, limits)
        # A cycle of fragments is for validation to refuse.
        pairs = 0 if measuring.cyclic else field_overlaps(operation.selection_set, fragments)
        if pairs > limits.overlaps:
            raise TooLargeError("pairs of fields under one key", pairs, limits.overlaps)
        if (same := repeated_root_fields(operation, fragments)) > limits.repeats:
            raise TooLargeError("root fields with the same arguments", same, limits.repeats)
    return found


def check_length(source: str, limits: Limits) -> None:
    """Raise TooLargeError for a source that would take long to read."""
    if len(source) > limits.characters:
        raise TooLargeError("characters", len(source), limits.characters)


def check_answer(groups: Iterable[Group], limits: Limits) -> None:
    """Raise TooLargeError for an answer that would be too long to write."""
    size = response_size(groups)
    if size > limits.answer:
        raise TooLargeError("values in its answer", size, limits.answer)


def check_compiled(fields: int, limits: Limits) -> None:
    """Raise TooLargeError for a plan that would take long to make."""
    if fields > limits.compiled:
        raise TooLargeError("fields on all the types that they may stand on", fields, limits.compiled)


def _measured(measuring: DocumentMeter, node: FragmentDefinitionNode | OperationDefinitionNode) -> DocumentSize:
    try:
        if isinstance(node, FragmentDefinitionNode):
            return measuring.selection_set(node.selection_set)
        return measuring.operation(node)
    except RecursionError:
        raise TooLargeError("a chain of fragments", "too long to follow", "a few hundred") from None


def _check_measure(found: DocumentSize, limits: Limits) -> None:
    if found.alias > limits.alias:
        raise TooLargeError("characters of an alias", found.alias, limits.alias)
    for name in ("depth", "fields", "aliases", "directives", "elements", "nested"):
        if getattr(found, name) > getattr(limits, name):
            raise TooLargeError(name, getattr(found, name), getattr(limits, name))
