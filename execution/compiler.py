"""From an operation to its plan."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from operator import attrgetter
from typing import Any, cast

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLAbstractType,
    GraphQLField,
    GraphQLObjectType,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)
from strawberry.schema import Schema
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from execution.arguments import Arguments, Convert
from execution.batch import Batch
from execution.collect import Collector, Conditions
from execution.fields import Column, Flow, mark_of
from execution.plan import Entry, FieldPlan, ObjectPlan, OperationPlan
from execution.selection import Layout, Selected
from execution.shape import Shape, shape_of

Mark = Column | Flow | Batch | None
Below = tuple[Selected, dict[str, ObjectPlan]]


class Compiler:
    """Compiles one operation under the values that its `@skip` and `@include` take."""

    def __init__(self, schema: Schema, fragments: Mapping[str, FragmentDefinitionNode], conditions: Conditions) -> None:
        """Keep what all selection sets share."""
        self._strawberry = schema
        self._schema = schema._schema  # noqa: SLF001  Strawberry offers no public way to its GraphQLSchema
        self._fragments = fragments
        self._collector = Collector(self._schema, fragments, conditions)
        self._compiled: dict[Hashable, Below] = {}
        self._fields = 0
        self._rows: dict[GraphQLObjectType, bool] = {}

    def operation(self, operation: OperationDefinitionNode) -> OperationPlan:
        """The plan of a query or mutation."""
        type_ = cast("GraphQLObjectType", self._schema.get_root_type(operation.operation))
        root = self._object(type_, [operation.selection_set], None, ())
        serial = operation.operation is OperationType.MUTATION
        steps = [_object_plan(type_, None, [entry]) for entry in root.entries] if serial else [root]
        return OperationPlan(operation, self._fragments, steps, self._fields)

    def _object(
        self,
        type_: GraphQLObjectType,
        sets: Sequence[SelectionSetNode],
        layout: Layout | None,
        path: tuple[str, ...],
    ) -> ObjectPlan:
        collected = self._collector.fields(type_, sets)
        self._fields += len(collected)
        return _object_plan(
            type_, layout, [self._entry(nodes, type_, layout, (*path, key)) for key, nodes in collected.items()]
        )

    def _entry(
        self, nodes: list[FieldNode], parent: GraphQLObjectType, layout: Layout | None, path: tuple[str, ...]
    ) -> Entry:
        key, name = path[-1], nodes[0].name.value
        if name == "__typename":
            return Entry(key, nodes, constant=parent.name)
        definition = parent.fields[name]
        mark = mark_of(_field_of(definition))
        if isinstance(mark, Column) and layout is not None:
            shape = shape_of(definition.type)
            return Entry(key, nodes, column=layout.position(mark.name), shape=shape, native=mark.native)
        plan = self._field(nodes, parent, layout, path)
        return Entry(key, nodes, plan=plan, shape=plan.shape)

    def _field(
        self, nodes: list[FieldNode], parent: GraphQLObjectType, layout: Layout | None, path: tuple[str, ...]
    ) -> FieldPlan:
        definition = parent.fields[nodes[0].name.value]
        field = _field_of(definition)
        mark = mark_of(field)
        if isinstance(mark, Batch) and layout is not None:
            for column in mark.needs:
                layout.position(column)
        shape = shape_of(definition.type)
        selected, below = self._below(nodes, shape, mark, layout, path)
        return FieldPlan(
            nodes=nodes,
            parent_type=parent,
            definition=definition,
            batch=mark if isinstance(mark, Batch) else None,
            read=_reader(mark, field),
            same=isinstance(mark, Flow) and mark.attribute is None,
            arguments=Arguments(definition, nodes[0], self._conversion(field)),
            shape=shape,
            path=path,
            selected=selected,
            below=below,
        )

    def _below(
        self, nodes: list[FieldNode], shape: Shape, mark: Mark, layout: Layout | None, path: tuple[str, ...]
    ) -> Below:
        """What is selected of each type that the field may give, once for all types of parents.

        Without this, a field of an interface with k types would be compiled k**depth times.
        """
        start = layout if isinstance(mark, Flow) else isinstance(mark, Batch)
        key = (path, tuple(map(id, nodes)), shape.innermost.of, start)
        if key not in self._compiled:
            sets = [node.selection_set for node in nodes if node.selection_set is not None]
            plans = {
                type_.name: self._object(type_, sets, self._layout_below(mark, layout, type_), path)
                for type_ in self._types(shape)
            }
            layouts = {name: plan.layout for name, plan in plans.items() if plan.layout is not None}
            names = (entry.nodes[0].name.value for plan in plans.values() for entry in plan.entries)
            self._compiled[key] = Selected(layouts, names), plans
        return self._compiled[key]

    def _layout_below(self, mark: Mark, layout: Layout | None, type_: GraphQLObjectType) -> Layout | None:
        """A batch of rows begins a layout of its own, a flow hands on its parent's; other fields give no rows."""
        if not isinstance(mark, Batch):
            return layout if isinstance(mark, Flow) else None
        if type_ not in self._rows:
            self._rows[type_] = any(map(_reads_rows, type_.fields.values()))
        return Layout() if self._rows[type_] else None

    def _types(self, shape: Shape) -> Sequence[GraphQLObjectType]:
        named = shape.innermost.of
        if isinstance(named, GraphQLObjectType):
            return (named,)
        return self._schema.get_possible_types(named) if isinstance(named, GraphQLAbstractType) else ()

    def _conversion(self, field: StrawberryField) -> Convert | None:
        """What Strawberry makes of coerced arguments: input classes, enum members, Python names."""
        if mark_of(field) is None:
            # An ordinary resolver is called through Strawberry's wrapper, which converts by itself.
            return None
        scalars, config = self._strawberry.schema_converter.scalar_registry, self._strawberry.config
        return lambda values: convert_arguments(values, field.arguments, scalars, config)


def _field_of(definition: GraphQLField) -> StrawberryField:
    field: StrawberryField = definition.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
    return field


def _object_plan(type_: GraphQLObjectType, layout: Layout | None, entries: list[Entry]) -> ObjectPlan:
    return ObjectPlan(type_, layout, entries, [entry.plan for entry in entries if entry.plan is not None])


def _reader(mark: Mark, field: StrawberryField) -> Callable[[Any], Any] | None:
    if isinstance(mark, Column):
        return attrgetter(mark.name)
    if isinstance(mark, Flow):
        return attrgetter(mark.attribute) if mark.attribute else _itself
    if field.is_basic_field and type(field).get_result is StrawberryField.get_result:
        default, name = field.default_resolver, field.python_name
        return lambda parent: default(parent, name)
    return None


def _itself(parent: Any) -> Any:
    return parent


def _reads_rows(definition: GraphQLField) -> bool:
    mark = mark_of(_field_of(definition))
    return isinstance(mark, Column | Flow) or (isinstance(mark, Batch) and bool(mark.needs))
