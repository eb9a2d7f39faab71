"""A Strawberry schema whose queries and mutations run breadth first."""

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

from execution.assemble import assemble
from execution.dataloading import LOADERS
from execution.document import Document, DocumentCache, Operation, RequestError, prepare
from execution.exact import Exact
from execution.honour import check_honoured
from execution.level import Group
from execution.limits import Limits, check_answer
from execution.run import Run
from execution.texts import Writer

Mode = Literal["breadth-first", "reference"]
EXPECTS = "expects"
"""A method that a context may have: called before an operation runs, with how many of its fields are batched."""
EXECUTABLE = frozenset({OperationType.QUERY, OperationType.MUTATION})


class Schema(federation.Schema):
    """Executes operations breadth first, or with graphql-core where `mode` is `reference`.

    Introspection goes to graphql-core in both modes. Answers are the same in both: graphql-core's
    executor calls the same batch functions through Strawberry's DataLoader.
    """

    def __init__(
        self,
        *args: Any,
        mode: Mode = "breadth-first",
        limits: Limits | None = None,
        writer: Writer | None = None,
        fragments: bool = False,
        **options: Any,
    ) -> None:
        """Take Strawberry's arguments; raises NotHonouredError for what this executor would skip.

        With a `writer`, rows may be asked for finished parts of the answer. With `fragments` these stay in
        the data as `orjson.Fragment`, for callers that make JSON of it.
        """
        super().__init__(*args, **options)
        check_honoured(self)
        _mark_one_of(self._schema)
        self._mode = mode
        self._writer = writer
        self._fragments = fragments
        self._limits = limits or Limits()
        self._documents = DocumentCache()

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
        try:
            document = self.document(query or "")
            operation = document.operation(operation_name)
            _check_type(operation, allowed_operation_types)
            variables = self._variables(operation, variable_values or {})
        except RequestError as refused:
            return PreExecutionError(data=None, errors=refused.errors)
        if self._mode == "reference" or operation.introspects:
            with _loaders():
                return await super().execute(
                    query, variable_values, context_value, root_value, operation_name, None, operation_extensions
                )
        weight = document.weight
        plan = operation.plan(self, self._writer, variables)
        if document.weight != weight:
            self._documents.put(query or "", document)
        if (expects := getattr(context_value, EXPECTS, None)) is not None:
            expects(plan.batches)
        run = Run(plan, self._schema, variables, context_value, root_value, operation_extensions)
        return await self._answer(run)

    async def _answer(self, run: Run) -> ExecutionResult:
        """All steps in their order, up to one whose error nulls the whole answer."""
        data: dict[str, Any] = {}
        errors: list[GraphQLError] = []
        for step in run.plan.steps:
            groups = await run.resolve(step)
            try:
                check_answer(groups, self._limits)
            except GraphQLError as error:
                return ExecutionResult(data=None, errors=[*errors, error])
            answer, found = _assembled(groups[0])
            errors += found
            if answer is None:
                return ExecutionResult(data=None, errors=errors)
            data |= answer
        if run.plan.texts and not self._fragments:
            data = orjson.loads(orjson.dumps(data))
        return ExecutionResult(data=data, errors=errors or None)

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Log nothing: errors are told in the result, and whoever serves it decides what to log."""

    def document(self, source: str) -> Document:
        """The prepared document; raises RequestError."""
        document = self._documents.get(source)
        if document is None:
            document = prepare(source, self, self._limits)
            self._documents.put(source, document)
        return document

    def _create_execution_context(self, *args: Any, **options: Any) -> ExecutionContext:
        """What graphql-core starts from: the document as prepared, not to be parsed and validated again."""
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


def _assembled(group: Group) -> tuple[dict[str, Any] | None, list[GraphQLError]]:
    try:
        return assemble(group)[0], []
    except Exception:  # noqa: BLE001  whatever it was, the exact way meets it again and tells it
        exact = Exact()
        return exact.root(group), exact.errors


def _mark_one_of(schema: GraphQLSchema) -> None:
    """Leave @oneOf to graphql-core, whose checks hold for variables and inside fragments too."""
    for type_ in schema.type_map.values():
        definition = type_.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
        if isinstance(type_, GraphQLInputObjectType) and definition is not None:
            type_.is_one_of = definition.is_one_of


def _check_type(operation: Operation, allowed: Iterable[Enum] | None) -> None:
    kind = operation.node.operation
    # Compared by value, since Strawberry has an OperationType of its own.
    if kind not in EXECUTABLE or (allowed is not None and kind.value not in {each.value for each in allowed}):
        message = f"A {kind.value} cannot be run here."
        raise RequestError([GraphQLError(message, extensions={"code": "OPERATION_NOT_ALLOWED"})])


@contextmanager
def _loaders() -> Iterator[None]:
    token = LOADERS.set({})
    try:
        yield
    finally:
        LOADERS.reset(token)
