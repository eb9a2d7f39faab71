"""Compilation of an operation to its plan."""

from collections.abc import Callable, Container, Hashable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, cast

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLAbstractType,
    GraphQLError,
    GraphQLField,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLString,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
)
from graphql.execution.values import VariableValues
from strawberry.schema import Schema
from strawberry.types.field import StrawberryField

from execution.arguments import Arguments, Convert
from execution.batch import Batch
from execution.collect import Collector, sets_of
from execution.cost_analysis import CostAnalysis
from execution.cost_weights import cost_weights
from execution.fields import Column, SameRow, execution_mark, strawberry_field
from execution.inputs import inputs_of
from execution.introspection import METAS, IntrospectionField
from execution.json_fragments import FragmentWriter, JsonFragment, JsonFragments
from execution.limits import Limits, check_compiled
from execution.plan import FieldPlan, ObjectPlan, OperationPlan, ResponseEntry
from execution.resolver_call import resolver_call
from execution.selection import RowLayout, Selection
from execution.type_shape import TypeShape, type_shape

MOST_ROWS = 50_000
"""Rows that the texts of one level may be made of at most, going by what the document allows."""

UNKNOWN = 100
"""Assumed rows of a batch for one parent, if only the request determines them."""

Mark = Column | SameRow | Batch | None
Below = tuple[Selection, dict[str, ObjectPlan]]


class Compiler:
    """Compiles one operation under the values that the variables `decided` have."""

    def __init__(
        self,
        schema: Schema,
        writer: FragmentWriter | None,
        fragments: Mapping[str, FragmentDefinitionNode],
        decided: Container[str],
        variables: VariableValues,
        limits: Limits,
    ) -> None:
        """Keep what all selection sets share."""
        self._limits = limits
        self._strawberry = schema
        self._schema = schema._schema  # noqa: SLF001  Strawberry offers no public way to its GraphQLSchema
        self._fragments = fragments
        self._decided = decided
        self._variables = variables
        self._collector = Collector(self._schema, fragments, variables.coerced)
        self._texts = JsonFragments(self._collector, writer, self._known) if writer else None
        self._compiled: dict[Hashable, Below] = {}
        self._fields = 0
        self._batches = 0
        self._writes = False
        self._rows: dict[GraphQLObjectType, bool] = {}

    def operation(self, operation: OperationDefinitionNode) -> OperationPlan:
        """The plan of a query or mutation."""
        costing = CostAnalysis(
            self._schema, cost_weights(self._schema), self._collector, self._variables.coerced, self._limits
        )
        cost = costing.operation(operation)
        type_ = cast("GraphQLObjectType", self._schema.get_root_type(operation.operation))
        root = self._object(type_, [operation.selection_set], None, (), 1)
        serial = operation.operation is OperationType.MUTATION
        steps = [_object_plan(type_, None, [entry]) for entry in root.entries] if serial else [root]
        found = self._collector.found
        beside = sum(each.batch is None and each.read is None for each in root.fields) if len(root.fields) > 1 else 0
        return OperationPlan(operation, self._fragments, steps, found, self._batches + beside, self._writes, cost)

    def _object(
        self,
        type_: GraphQLObjectType,
        sets: Sequence[SelectionSetNode],
        layout: RowLayout | None,
        path: tuple[str, ...],
        rows: int,
    ) -> ObjectPlan:
        return _object_plan(type_, layout, self._entries(type_, sets, layout, path, rows))

    def _entries(
        self,
        type_: GraphQLObjectType,
        sets: Sequence[SelectionSetNode],
        layout: RowLayout | None,
        path: tuple[str, ...],
        rows: int,
    ) -> list[ResponseEntry]:
        collected = self._collector.fields(type_, sets)
        self._fields += len(collected)
        check_compiled(self._fields, self._limits)
        return [self._entry(nodes, type_, layout, (*path, key), rows) for key, nodes in collected.items()]

    def _entry(
        self,
        nodes: list[FieldNode],
        parent: GraphQLObjectType,
        layout: RowLayout | None,
        path: tuple[str, ...],
        rows: int,
    ) -> ResponseEntry:
        key, name = path[-1], nodes[0].name.value
        if name == "__typename":
            return ResponseEntry(key, nodes, constant=parent.name)
        if name in METAS and parent is self._schema.query_type:
            self._writes = True
            return ResponseEntry(key, nodes, plan=(plan := self._question(nodes, parent, path)), shape=plan.shape)
        definition = parent.fields[name]
        mark, shape = execution_mark(strawberry_field(definition)), type_shape(definition.type)
        if layout is not None:
            if isinstance(mark, Column):
                return ResponseEntry(key, nodes, column=layout.position(mark.name), shape=shape, native=mark.native)
            of_row = isinstance(mark, SameRow) and mark.attribute is None
            text = self._text(nodes, parent, rows) if of_row or isinstance(mark, Batch) else None
            if text is not None:
                self._writes = True
                return ResponseEntry(key, nodes, column=layout.position(text), shape=shape, native=True, text=True)
            if of_row and isinstance(shape.of, GraphQLObjectType) and not shape.nullable:
                return ResponseEntry(
                    key, nodes, inside=self._entries(shape.of, sets_of(nodes), layout, path, rows), shape=shape
                )
        return ResponseEntry(key, nodes, plan=self._field(nodes, parent, layout, path, rows), shape=shape)

    def _text(self, nodes: list[FieldNode], parent: GraphQLObjectType, rows: int) -> JsonFragment | None:
        """The field as text, unless all rows of the level could be made of too many others."""
        text = self._texts.object(nodes, parent) if self._texts else None
        return text if text is not None and rows * text.rows <= MOST_ROWS else None

    def _most(self, batch: Batch, definition: GraphQLField, node: FieldNode) -> int:
        """Return the maximum number of rows that a batch gives for one parent."""
        if batch.most is None:
            return 1
        arguments = self._known(definition, node)
        return UNKNOWN if arguments is None else batch.most(arguments) or 1

    def _known(self, definition: GraphQLField, node: FieldNode) -> dict[str, Any] | None:
        arguments = Arguments(definition, node, self._conversion(strawberry_field(definition)))
        try:
            return arguments.known(self._decided, self._variables)
        except GraphQLError:
            return None

    def _question(self, nodes: list[FieldNode], parent: GraphQLObjectType, path: tuple[str, ...]) -> FieldPlan:
        """The plan of a question about the schema, whose answer is finished JSON."""
        definition = METAS[nodes[0].name.value]
        return FieldPlan(
            nodes=nodes,
            parent_type=parent,
            definition=definition,
            batch=None,
            read=None,
            resolve=_not_resolved,
            same=False,
            arguments=Arguments(definition, nodes[0], None),
            shape=TypeShape(nullable=not isinstance(definition.type, GraphQLNonNull), leaf=_answered),
            path=path,
            selected=Selection({}, ()),
            below={},
            question=IntrospectionField(nodes, self._collector),
        )

    def _field(
        self,
        nodes: list[FieldNode],
        parent: GraphQLObjectType,
        layout: RowLayout | None,
        path: tuple[str, ...],
        rows: int,
    ) -> FieldPlan:
        definition = parent.fields[nodes[0].name.value]
        field = strawberry_field(definition)
        mark = execution_mark(field)
        if isinstance(mark, Batch):
            self._batches += 1
            if layout is not None:
                for column in mark.needs:
                    layout.position(column)
            rows *= self._most(mark, definition, nodes[0])
        shape = type_shape(definition.type)
        selected, below = self._below(nodes, shape, mark, layout, path, rows)
        return FieldPlan(
            nodes=nodes,
            parent_type=parent,
            definition=definition,
            batch=mark if isinstance(mark, Batch) else None,
            read=_reader(mark, field),
            resolve=resolver_call(self._strawberry, field),
            same=isinstance(mark, SameRow) and mark.attribute is None,
            arguments=Arguments(definition, nodes[0], self._conversion(field)),
            shape=shape,
            path=path,
            selected=selected,
            below=below,
            texts=get_named_type(definition.type) is GraphQLString,
        )

    def _below(
        self,
        nodes: list[FieldNode],
        shape: TypeShape,
        mark: Mark,
        layout: RowLayout | None,
        path: tuple[str, ...],
        rows: int,
    ) -> Below:
        """Compile the selection for each type that the field may give, once for all types of parents.

        Without this, a field of an interface with k types would be compiled k**depth times.
        """
        start = layout if isinstance(mark, SameRow) else isinstance(mark, Batch)
        key = (path, tuple(map(id, nodes)), shape.innermost.of, start, min(rows, MOST_ROWS + 1))
        if key not in self._compiled:
            plans = {
                type_.name: self._rows_below(nodes, type_, self._layout_below(mark, layout, type_), path, rows)
                for type_ in self._types(shape)
            }
            layouts = {name: plan.layout for name, plan in plans.items() if plan.layout is not None}
            names = (entry.nodes[0].name.value for plan in plans.values() for entry in plan.entries)
            self._compiled[key] = Selection(layouts, names), plans
        return self._compiled[key]

    def _rows_below(
        self,
        nodes: list[FieldNode],
        type_: GraphQLObjectType,
        layout: RowLayout | None,
        path: tuple[str, ...],
        rows: int,
    ) -> ObjectPlan:
        """The plan of the objects below a field; of rows that are finished when they come, there is little to say."""
        text = self._texts.row(nodes, type_) if self._texts and layout is not None else None
        if layout is None or text is None or rows * text.rows > MOST_ROWS:
            return self._object(type_, sets_of(nodes), layout, path, rows)
        self._writes = True
        whole = layout.position(text)
        return ObjectPlan(type_, layout, [], [], 0, [whole], whole)

    def _layout_below(self, mark: Mark, layout: RowLayout | None, type_: GraphQLObjectType) -> RowLayout | None:
        """A batch of rows begins a layout of its own, a flow hands on its parent's; other fields give no rows."""
        if not isinstance(mark, Batch):
            return layout if isinstance(mark, SameRow) else None
        if type_ not in self._rows:
            self._rows[type_] = any(map(_reads_rows, type_.fields.values()))
        return RowLayout() if self._rows[type_] else None

    def _types(self, shape: TypeShape) -> Sequence[GraphQLObjectType]:
        named = shape.innermost.of
        if isinstance(named, GraphQLObjectType):
            return (named,)
        return self._schema.get_possible_types(named) if isinstance(named, GraphQLAbstractType) else ()

    def _conversion(self, field: StrawberryField) -> Convert | None:
        """Return Strawberry's conversion of coerced arguments: input classes, enum members, Python names."""
        if execution_mark(field) is None:
            return None  # converted for each call of the resolver
        return inputs_of(self._strawberry).arguments(field)


def _object_plan(type_: GraphQLObjectType, layout: RowLayout | None, entries: list[ResponseEntry]) -> ObjectPlan:
    every = list(_every(entries))
    return ObjectPlan(
        type_,
        layout,
        entries,
        fields=[entry.plan for entry in every if entry.plan is not None],
        size=len(every),
        texts=[entry.column for entry in every if entry.text and entry.column is not None],
    )


def _every(entries: Sequence[ResponseEntry]) -> Iterator[ResponseEntry]:
    """The entries with those inside them."""
    for entry in entries:
        yield entry
        yield from _every(entry.inside or ())


def _reader(mark: Mark, field: StrawberryField) -> Callable[[Any], Any] | None:
    if isinstance(mark, Column):
        return attrgetter(mark.name)
    if isinstance(mark, SameRow):
        return attrgetter(mark.attribute) if mark.attribute else _itself
    if field.is_basic_field and type(field).get_result is StrawberryField.get_result:
        default, name = field.default_resolver, field.python_name
        return lambda parent: default(parent, name)
    return None


def _itself(parent: Any) -> Any:
    return parent


def _answered(value: Any) -> Any:
    if isinstance(value, Exception):
        raise value
    return value


def _not_resolved(_parent: Any, _info: Any, _arguments: Any) -> Any:
    raise NotImplementedError("a question about the schema is answered by the schema")


def _reads_rows(definition: GraphQLField) -> bool:
    mark = execution_mark(strawberry_field(definition))
    return isinstance(mark, Column | SameRow) or (isinstance(mark, Batch) and bool(mark.needs))
