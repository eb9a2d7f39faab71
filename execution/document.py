"""Documents: parsed, measured and validated once, with the plans of their operations."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)
from strawberry.schema import BaseSchema
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule

from execution.compiler import Compiler
from execution.limits import Limits, check
from execution.plan import OperationPlan

RULES = (*specified_rules, MaybeNullValidationRule)
CONDITIONS = frozenset({"skip", "include"})
VARIANTS = 32
"""Plans kept for one operation: one for each set of values that its conditions took."""


class RequestError(Exception):
    """The request cannot be executed at all; `errors` say why, each with its code."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        """Keep the errors, none of which has a path."""
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


class Operation:
    """One operation of a valid document, compiled when it is first run."""

    def __init__(self, node: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        """Find what decides how the operation is run."""
        seen = _Seen()
        visit(node, seen)
        for fragment in fragments.values():
            visit(fragment, seen)
        self.node = node
        self.introspects = seen.introspects
        """Whether it asks about the schema itself, which graphql-core answers."""
        self._fragments = fragments
        self._conditions = tuple(sorted(seen.conditions))
        self._plans: OrderedDict[tuple[bool, ...], OperationPlan] = OrderedDict()

    def plan(self, schema: BaseSchema, variables: Mapping[str, Any]) -> OperationPlan:
        """The plan for the values that the conditions' variables have."""
        key = tuple(bool(variables.get(name)) for name in self._conditions)
        plan = self._plans.get(key)
        if plan is None:
            conditions = dict(zip(self._conditions, key, strict=True))
            plan = self._plans[key] = Compiler(schema, self._fragments, conditions).operation(self.node)
            if len(self._plans) > VARIANTS:
                self._plans.popitem(last=False)
        return plan


class _Seen(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.introspects = False
        self.conditions: set[str] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self.introspects |= node.name.value in {"__schema", "__type"}

    def enter_directive(self, node: Any, *_: Any) -> None:
        if node.name.value in CONDITIONS:
            values = (argument.value for argument in node.arguments or ())
            self.conditions.update(value.name.value for value in values if isinstance(value, VariableNode))


class Document:
    """A valid document and its operations by name."""

    def __init__(self, node: DocumentNode) -> None:
        """Sort the document's definitions."""
        self.node = node
        fragments = {each.name.value: each for each in node.definitions if isinstance(each, FragmentDefinitionNode)}
        self._operations = {
            each.name.value if each.name else None: Operation(each, fragments)
            for each in node.definitions
            if isinstance(each, OperationDefinitionNode)
        }

    def operation(self, name: str | None) -> Operation:
        """The operation of that name, or the only one; raises RequestError otherwise."""
        if name is None and len(self._operations) == 1:
            return next(iter(self._operations.values()))
        if name in self._operations:
            return self._operations[name]
        known = ", ".join(sorted(filter(None, self._operations))) or "none"
        message = f"Send operationName with the operation to run; the document has: {known}."
        raise RequestError([GraphQLError(message, extensions={"code": "OPERATION_RESOLUTION_FAILURE"})])


def prepare(source: str, schema: BaseSchema, limits: Limits) -> Document:
    """Parse, measure and validate; raises RequestError with coded errors."""
    try:
        node = parse(source, max_lexical_tokens=limits.tokens)
    except GraphQLError as error:
        raise RequestError([_coded(error, "GRAPHQL_PARSE_FAILED")]) from error
    try:
        check(node, limits)
    except GraphQLError as error:
        raise RequestError([error]) from error
    errors = validate(schema._schema, node, RULES)  # noqa: SLF001  as in the compiler
    if errors:
        raise RequestError([_coded(error, "GRAPHQL_VALIDATION_FAILED") for error in errors])
    return Document(node)


def _coded(error: GraphQLError, code: str) -> GraphQLError:
    error.extensions = {**(error.extensions or {}), "code": code}
    return error


class DocumentCache:
    """The documents used last, bounded by number and by the length of their sources."""

    def __init__(self, documents: int = 1_000, characters: int = 4_000_000) -> None:
        """Begin empty."""
        self._documents = documents
        self._characters = characters
        self._held = 0
        self._kept: OrderedDict[str, Document] = OrderedDict()

    def get(self, source: str) -> Document | None:
        """The document of that source, which then counts as used last."""
        document = self._kept.get(source)
        if document is not None:
            self._kept.move_to_end(source)
        return document

    def put(self, source: str, document: Document) -> None:
        """Keep a document, and forget those unused the longest while there are too many."""
        if source not in self._kept:
            self._held += len(source)
        self._kept[source] = document
        while len(self._kept) > self._documents or self._held > self._characters:
            forgotten, _ = self._kept.popitem(last=False)
            self._held -= len(forgotten)
