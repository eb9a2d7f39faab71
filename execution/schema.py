"""A Strawberry schema whose queries and mutations run breadth first."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any, Literal

import orjson
from graphql import GraphQLError, GraphQLInputObjectType, GraphQLSchema, OperationType
from graphql.execution.values import VariableValues
from strawberry import federation
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.execution import ExecutionContext, ExecutionResult, PreExecutionError

from execution.admission import ADMITS, CHARGE, READ, REFUSED, TOLD, Admission, Charge
from execution.complete_exactly import ExactCompletion, TooManyErrorsError
from execution.complete_fast import complete_fast
from execution.dataloading import LOADERS
from execution.document import Document, DocumentCache, Operation, RequestError, prepare
from execution.introspection import IntrospectionCache
from execution.json_fragments import FragmentWriter
from execution.level import Group
from execution.limits import Limits, check_answer
from execution.plan import OperationPlan
from execution.run import Run
from execution.too_large import TooLargeError
from execution.unsupported import check_supported

Mode = Literal["breadth-first", "reference"]
EXPECTS = "expects"
"""A method that a context may have: called before an operation runs, with how many of its fields are batched."""
MUTATION, SUBSCRIPTION = OperationType.MUTATION, OperationType.SUBSCRIPTION


class Schema(federation.Schema):
    """Executes operations breadth first, or with graphql-core where `mode` is `reference`.

    Answers are the same in both: graphql-core's executor calls the same batch functions through Strawberry's
    DataLoader.
    """

    def __init__(
        self,
        *args: Any,
        mode: Mode = "breadth-first",
        limits: Limits | None = None,
        writer: FragmentWriter | None = None,
        fragments: bool = False,
        **options: Any,
    ) -> None:
        """Take Strawberry's arguments; raises NotHonouredError for what this executor would skip.

        With a `writer`, rows may be asked for finished parts of the answer. With `fragments` these stay in
        the data as `orjson.Fragment`, for callers that make JSON of it.
        """
        super().__init__(*args, **options)
        check_supported(self)
        _mark_one_of(self._schema)
        self._mode = mode
        self._writer = writer
        self._fragments = fragments
        self._limits = limits or Limits()
        self._documents = DocumentCache()
        self._telling = IntrospectionCache(self._schema)

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[Enum] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """Run one operation; a result of type PreExecutionError says that nothing was run."""
        source, given = query or "", variable_values or {}
        try:
            document = self._documents.get(source) or self._read(source, context_value)
            operation = document.operation(operation_name)
            _check_type(operation, allowed_operation_types)
            if given:
                operation.check(given, self._limits, context_value)
            variables = self._variables(operation, given)
            plan = self._plan(source, document, operation, variables)
            if (admits := getattr(context_value, ADMITS, None)) is not None:
                admits(_mutations(plan))
            admission = None
            if (charge := getattr(context_value, CHARGE, None)) is not None:
                admission = await _admitted(charge, plan, variables, operation_extensions)
        except RequestError as error:
            if (refused := getattr(context_value, REFUSED, None)) is not None:
                refused()
            return PreExecutionError(data=None, errors=error.errors)
        run = Run(
            plan,
            self._schema,
            variables,
            context_value,
            root_value,
            operation_extensions,
            self._telling,
            self._limits.introspected,
        )
        answering = (
            self._answer(run) if self._mode != "reference" else self._reference(run, source, given, operation_name)
        )
        try:
            result = await answering
        finally:
            if admission is not None and admission.leave is not None:
                admission.leave()
        if admission is not None:
            result.extensions = admission.told
        if (told := getattr(context_value, TOLD, None)) is not None and (besides := told()) is not None:
            result.extensions = {**(result.extensions or {}), **besides}
        return result

    async def _reference(
        self, run: Run, source: str, given: dict[str, Any], operation_name: str | None
    ) -> ExecutionResult:
        """The answer of graphql-core's executor."""
        with _loaders():
            return await super().execute(source, given, run.context, run.root, operation_name, None, run.extensions)

    def _plan(self, source: str, document: Document, operation: Operation, variables: VariableValues) -> OperationPlan:
        """The plan of an operation; with a new one, its document weighs more in the cache."""
        made = operation.made
        plan = operation.plan(self, self._writer, variables, self._limits)
        if operation.made != made:
            self._documents.put(source, document)
        return plan

    async def _answer(self, run: Run) -> ExecutionResult:
        """All steps in their order, up to one whose error nulls the whole answer."""
        if (expects := getattr(run.context, EXPECTS, None)) is not None:
            expects(run.plan.asking)
        data: dict[str, Any] = {}
        errors: list[GraphQLError] = []
        for step in run.plan.steps:
            groups = await run.resolve(step)
            try:
                check_answer(groups, self._limits)
            except GraphQLError as error:
                return ExecutionResult(data=None, errors=[*errors, error])
            answer, found = _assembled(groups[0], self._limits.errors - len(errors))
            errors += found
            if answer is None:
                return ExecutionResult(data=None, errors=errors)
            data |= answer
        if run.plan.texts and not self._fragments:
            data = orjson.loads(orjson.dumps(data))
        return ExecutionResult(data=data, errors=errors or None)

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Log nothing: errors are in the result, and the caller decides what to log."""

    def _read(self, source: str, context: Any) -> Document:
        """Parse and validate a new document; its sender is charged for it, if anybody is."""
        try:
            return self.document(source)
        finally:
            if (read := getattr(context, READ, None)) is not None:
                read(len(source))

    def document(self, source: str) -> Document:
        """The prepared document; raises RequestError."""
        document = self._documents.get(source)
        if document is None:
            try:
                document = prepare(source, self, self._limits)
            finally:
                # Validation leaves cycles behind, which hold the document: they are young still, and few.
                gc.collect(0)
            self._documents.put(source, document)
        return document

    def _create_execution_context(self, *args: Any, **options: Any) -> ExecutionContext:
        """Return graphql-core's execution context for a document that is already parsed and validated."""
        context = super()._create_execution_context(*args, **options)
        context.graphql_document = self.document(context.query or "").node
        context.validation_rules = ()
        return context

    def _variables(self, operation: Operation, values: dict[str, Any]) -> VariableValues:
        coerced = operation.variables.values(values)
        if isinstance(coerced, VariableValues):
            operation.refuse_null_conditions(coerced.coerced)
            return coerced
        for error in coerced:
            error.extensions = {"code": "BAD_USER_INPUT", **(error.extensions or {})}
        raise RequestError(coerced)


async def _admitted(
    charge: Charge, plan: OperationPlan, variables: VariableValues, extensions: dict[str, Any] | None
) -> Admission | None:
    """Leave to run an operation, from whom it costs something."""
    cost = plan.cost if isinstance(plan.cost, int) else plan.cost(variables.coerced)
    shown = extensions is not None and extensions.get("cost") is True
    return await charge(cost, writes=plan.operation.operation is MUTATION, shown=shown)


def _mutations(plan: OperationPlan) -> frozenset[str]:
    """The names of the root fields of a mutation."""
    if plan.operation.operation is not MUTATION:
        return frozenset()
    return frozenset(entry.nodes[0].name.value for step in plan.steps for entry in step.entries if entry.nodes)


def _assembled(group: Group, most: int) -> tuple[dict[str, Any] | None, list[GraphQLError]]:
    try:
        return complete_fast(group)[0], []
    except Exception:  # noqa: BLE001  whatever it was, the exact way meets it again and tells it
        exact = ExactCompletion(most)
    try:
        return exact.root(group), exact.errors
    except TooManyErrorsError:
        return None, [TooLargeError("errors in its answer", f"more than {most}", most)]


def _mark_one_of(schema: GraphQLSchema) -> None:
    """Leave @oneOf to graphql-core, whose checks hold for variables and inside fragments too."""
    for type_ in schema.type_map.values():
        definition = type_.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
        if isinstance(type_, GraphQLInputObjectType) and definition is not None:
            type_.is_one_of = definition.is_one_of


def _check_type(operation: Operation, allowed: Iterable[Enum] | None) -> None:
    kind = operation.node.operation
    if kind is not SUBSCRIPTION:
        if allowed is None:
            return
        for each in allowed:
            if each is kind:
                return
    # Compared by value too, since Strawberry has an OperationType of its own.
    if kind is SUBSCRIPTION or kind.value not in {each.value for each in allowed or ()}:
        message = f"A {kind.value} cannot be run here."
        raise RequestError([GraphQLError(message, extensions={"code": "OPERATION_NOT_ALLOWED"})])


@contextmanager
def _loaders() -> Iterator[None]:
    token = LOADERS.set({})
    try:
        yield
    finally:
        LOADERS.reset(token)
