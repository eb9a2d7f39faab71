"""Documents: parsed, measured and validated once, with the plans of their operations."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from sys import getsizeof
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    TypeNode,
    VariableNode,
    Visitor,
    specified_rules,
    validate,
    visit,
)
from graphql.execution.values import VariableValues
from strawberry.schema import Schema
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule

from execution.compiler import Compiler
from execution.document_size import DocumentSize
from execution.json_fragments import FragmentWriter
from execution.limits import Limits, check, check_length
from execution.parsing import parse
from execution.plan import OperationPlan
from execution.too_large import TooLargeError
from execution.variables import MOST_ERRORS, Variables

RULES = (*specified_rules, MaybeNullValidationRule)
CONDITIONS = frozenset({"skip", "include"})
TRUSTED = "trusted"
"""The member of a context that lets its viewer send the longer values of mutations."""
ABSENT = object()
"""Stands for the value of a variable that has none, which is not the same as null."""
VARIANTS = 32
"""Plans kept for one operation: one for each set of values that its deciding variables took."""
DOCUMENT, TOKEN = 4_000, 550
"""Bytes that an empty document takes, and each token of one: measured, and rather too many."""
PLAN, FIELD, WITHIN = 3_000, 500, 300
"""Bytes that a plan takes, and for each of its fields, and for each token of its document."""
KEPT = 100_000_000
"""Bytes of documents that are kept with their plans."""


class RequestError(Exception):
    """The request cannot be executed at all; `errors` say why, each with its code."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        """Keep the errors, none of which has a path."""
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


class Operation:
    """One operation of a valid document, compiled when it is first run."""

    def __init__(
        self,
        schema: Schema,
        node: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        measure: DocumentSize,
    ) -> None:
        """Find what decides how the operation is run."""
        seen = _Seen()
        visit(node, seen)
        for name in seen.spreads:
            visit(fragments[name], seen)
        self.node = node
        self.variables = Variables(schema._schema, node.variable_definitions or ())  # noqa: SLF001  as in the compiler
        self._declared = frozenset(each.variable.name.value for each in node.variable_definitions or ())
        self._writes = node.operation is OperationType.MUTATION
        self.made = 0
        """Plans that were made for it, those forgotten too."""
        self.weight = 0
        """Bytes that its plans take besides what they share with the document."""
        self._fragments = fragments
        self._measure = measure
        self._conditions = tuple(sorted(seen.conditions))
        self._deciding = (*self._conditions, *sorted(seen.arguments & _numbers(node)))
        self._plans: OrderedDict[tuple[Any, ...], OperationPlan] = OrderedDict()

    def refuse_null_conditions(self, variables: Mapping[str, Any]) -> None:
        """Raise RequestError for a null in `@skip` or `@include`, which a variable with a default lets through."""
        for name in self._conditions:
            if variables[name] is None:
                message = f"Variable '${name}' decides what is selected: send true or false, or leave it out."
                raise RequestError([GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})])

    def check(self, given: dict[str, Any], limits: Limits, context: Any) -> None:
        """Raise RequestError for values of variables that are too large to coerce.

        Those that the operation does not declare are taken out of `given`: nobody pays for them, and whoever waits
        would hold them.
        """
        most = limits.written if self._writes and getattr(context, TRUSTED, False) else limits.elements
        elements, nested = self._measure.with_values(given, most)
        if elements > most:
            says = "elements of its arguments, each variable counted for each of its uses,"
            raise RequestError([TooLargeError(says, elements, most)])
        if nested > limits.nested:
            raise RequestError([TooLargeError("nested", nested, limits.nested)])
        for name in given.keys() - self._declared:
            del given[name]

    def plan(
        self, schema: Schema, writer: FragmentWriter | None, variables: VariableValues, limits: Limits
    ) -> OperationPlan:
        """The plan for the values of the variables that decide: in conditions, and numbers such as sizes of pages.

        Raises RequestError for one that would take long to make.
        """
        key = tuple(variables.coerced.get(name, ABSENT) for name in self._deciding)
        plan = self._plans.get(key)
        if plan is None:
            compiler = Compiler(schema, writer, self._fragments, self._deciding, variables, limits)
            try:
                plan = self._plans[key] = compiler.operation(self.node)
            except TooLargeError as error:
                raise RequestError([error]) from error
            self.made += 1
            self.weight += PLAN + FIELD * plan.fields
            if len(self._plans) > VARIANTS:
                _, forgotten = self._plans.popitem(last=False)
                self.weight -= PLAN + FIELD * forgotten.fields
        return plan

    @property
    def variants(self) -> int:
        """Return the number of plans of the document."""
        return len(self._plans)


def _numbers(node: OperationDefinitionNode) -> set[str]:
    """The variables that hold whole numbers."""
    return {each.variable.name.value for each in node.variable_definitions or () if _is_number(each.type)}


def _is_number(node: TypeNode) -> bool:
    named = node.type if isinstance(node, NonNullTypeNode) else node
    return isinstance(named, NamedTypeNode) and named.name.value == "Int"


class _Seen(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.conditions: set[str] = set()
        self.arguments: set[str] = set()
        """Variables that are an argument by themselves."""
        self.spreads: list[str] = []
        """Names of fragments, each once; grows while they are visited."""

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self.arguments.update(_variables(node.arguments))

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        if node.name.value not in self.spreads:
            self.spreads.append(node.name.value)

    def enter_directive(self, node: Any, *_: Any) -> None:
        if node.name.value in CONDITIONS:
            self.conditions.update(_variables(node.arguments))


def _variables(arguments: Iterable[ArgumentNode] | None) -> Iterator[str]:
    values = (argument.value for argument in arguments or ())
    return (value.name.value for value in values if isinstance(value, VariableNode))


class Document:
    """A valid document and its operations by name."""

    def __init__(
        self, schema: Schema, source: str, node: DocumentNode, measures: Mapping[str | None, DocumentSize]
    ) -> None:
        """Sort the document's definitions."""
        self._schema = schema
        self.node = node
        self._tokens = node.token_count
        # A text within it is kept once more, as a value.
        self._own = DOCUMENT + 2 * getsizeof(source) + TOKEN * self._tokens
        self._measures = measures
        fragments = [each for each in node.definitions if isinstance(each, FragmentDefinitionNode)]
        self._fragments = {each.name.value: each for each in fragments}
        operations = [each for each in node.definitions if isinstance(each, OperationDefinitionNode)]
        self._nodes = {each.name.value if each.name else None: each for each in operations}
        self._operations: dict[str | None, Operation] = {}

    @property
    def weight(self) -> int:
        """Bytes that it takes: its source, its tree, and the plans; rather more than fewer."""
        operations = self._operations.values()
        variants = sum(each.variants for each in operations)
        return self._own + self._tokens * WITHIN * variants + sum(each.weight for each in operations)

    def operation(self, name: str | None) -> Operation:
        """The operation of that name, or the only one; raises RequestError otherwise."""
        if name is None and len(self._nodes) == 1:
            (name,) = self._nodes
        if name not in self._nodes:
            known = ", ".join(filter(None, self._nodes)) or "none"
            message = f"Send operationName with the operation to run; the document has: {known}."
            raise RequestError([GraphQLError(message, extensions={"code": "OPERATION_RESOLUTION_FAILURE"})])
        if name not in self._operations:
            self._operations[name] = Operation(self._schema, self._nodes[name], self._fragments, self._measures[name])
        return self._operations[name]


def prepare(source: str, schema: Schema, limits: Limits) -> Document:
    """Parse, measure and validate; raises RequestError with coded errors."""
    try:
        check_length(source, limits)
        node = parse(source, limits.tokens)
    except GraphQLError as error:
        raise RequestError([_coded(error, "GRAPHQL_PARSE_FAILED")]) from error
    try:
        measures = check(node, limits)
    except GraphQLError as error:
        raise RequestError([error]) from error
    errors = validate(schema._schema, node, RULES, max_errors=MOST_ERRORS)  # noqa: SLF001  as in the compiler
    if errors:
        raise RequestError([_coded(error, "GRAPHQL_VALIDATION_FAILED") for error in errors])
    return Document(schema, source, node, measures)


def _coded(error: GraphQLError, code: str) -> GraphQLError:
    error.extensions = {"code": code, **(error.extensions or {})}
    return error


class DocumentCache:
    """The documents used last, up to a total weight in bytes."""

    def __init__(self, weight: int = KEPT) -> None:
        """Begin empty."""
        self._most = weight
        self._held = 0
        self._kept: OrderedDict[str, tuple[Document, int]] = OrderedDict()

    def get(self, source: str) -> Document | None:
        """The document of that source, which then counts as used last."""
        if source not in self._kept:
            return None
        self._kept.move_to_end(source)
        return self._kept[source][0]

    def put(self, source: str, document: Document) -> None:
        """Keep a document, or weigh it again, and forget those unused the longest while all are too heavy."""
        _, before = self._kept.pop(source, (None, 0))
        self._kept[source] = document, document.weight
        self._held += document.weight - before
        while self._held > self._most:
            _, (_, weight) = self._kept.popitem(last=False)
            self._held -= weight
