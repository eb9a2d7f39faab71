"""From an operation to its plan."""

from collections.abc import Callable, Mapping, Sequence
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
from strawberry.schema import BaseSchema
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from execution.arguments import Arguments
from execution.batch import Batch
from execution.collect import Collector, Conditions
from execution.fields import Column, Flow, mark_of
from execution.plan import Entry, FieldPlan, ObjectPlan, OperationPlan
from execution.selection import Layout, Selected
from execution.shape import Shape, shape_of


class Compiler:
    """Compiles one operation under the values that its `@skip` and `@include` take."""

    def __init__(
        self, schema: BaseSchema, fragments: Mapping[str, FragmentDefinitionNode], conditions: Conditions
    ) -> None:
        """Keep what all selection sets share."""
        self._strawberry = schema
        self._schema = schema._schema  # noqa: SLF001  Strawberry offers no public way to its GraphQLSchema
        self._fragments = fragments
        self._collector = Collector(self._schema, fragments, conditions)

    def operation(self, operation: OperationDefinitionNode) -> OperationPlan:
        """The plan of a query or mutation."""
        type_ = cast("GraphQLObjectType", self._schema.get_root_type(operation.operation))
        root = self._object(type_, [operation.selection_set], None, ())
        serial = operation.operation is OperationType.MUTATION
        steps = [_object_plan(type_, None, [entry]) for entry in root.entries] if serial else [root]
        return OperationPlan(operation, self._fragments, steps)

    def _object(
        self,
        type_: GraphQLObjectType,
        sets: Sequence[SelectionSetNode],
        layout: Layout | None,
        path: tuple[str, ...],
    ) -> ObjectPlan:
        collected = self._collector.fields(type_, sets)
        entries = [self._entry(key, nodes, type_, layout, (*path, key)) for key, nodes in collected.items()]
        return _object_plan(type_, layout, entries)

    def _entry(
        self,
        key: str,
        nodes: list[FieldNode],
        parent: GraphQLObjectType,
        layout: Layout | None,
        path: tuple[str, ...],
    ) -> Entry:
        name = nodes[0].name.value
        if name == "__typename":
            return Entry(key, nodes[0], constant=parent.name)
        definition = parent.fields[name]
        field: StrawberryField = definition.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
        mark = mark_of(field)
        shape = shape_of(definition.type)
        if isinstance(mark, Column) and layout is not None:
            return Entry(key, nodes[0], column=layout.position(mark.name), shape=shape, native=mark.native)
        plan = self._field(nodes, parent, definition, field, layout, path)
        return Entry(key, nodes[0], plan=plan, shape=shape)

    def _field(
        self,
        nodes: list[FieldNode],
        parent: GraphQLObjectType,
        definition: GraphQLField,
        field: StrawberryField,
        layout: Layout | None,
        path: tuple[str, ...],
    ) -> FieldPlan:
        mark = mark_of(field)
        if isinstance(mark, Batch) and layout is not None:
            for column in mark.needs:
                layout.position(column)
        shape = shape_of(definition.type)
        types = self._types(shape)
        layouts = {type_.name: _layout_below(mark, layout) for type_ in types}
        plan = FieldPlan(
            nodes=nodes,
            parent_type=parent,
            definition=definition,
            batch=mark if isinstance(mark, Batch) else None,
            read=_reader(mark, field),
            same=isinstance(mark, Flow) and mark.attribute is None,
            arguments=Arguments(definition, nodes[0], lambda values: self._converted(values, field)),
            shape=shape,
            path=path,
            selected=Selected({name: below for name, below in layouts.items() if below is not None}),
        )
        sets = [node.selection_set for node in nodes if node.selection_set is not None]
        for type_ in types:
            plan.below[type_.name] = self._object(type_, sets, layouts[type_.name], path)
            plan.selected.add(self._names(type_, sets))
        return plan

    def _names(self, type_: GraphQLObjectType, sets: Sequence[SelectionSetNode]) -> list[str]:
        return [nodes[0].name.value for nodes in self._collector.fields(type_, sets).values()]

    def _types(self, shape: Shape) -> Sequence[GraphQLObjectType]:
        named = shape.innermost.of
        if named is None:
            return ()
        if isinstance(named, GraphQLObjectType):
            return (named,)
        return self._schema.get_possible_types(cast("GraphQLAbstractType", named))

    def _converted(self, values: dict[str, Any], field: StrawberryField) -> dict[str, Any]:
        """What Strawberry makes of coerced arguments: input classes, enum members, Python names."""
        if mark_of(field) is None:
            # An ordinary resolver is called through Strawberry's wrapper, which converts by itself.
            return values
        converter = self._strawberry.schema_converter
        return convert_arguments(values, field.arguments, converter.scalar_registry, self._strawberry.config)


def _object_plan(type_: GraphQLObjectType, layout: Layout | None, entries: list[Entry]) -> ObjectPlan:
    return ObjectPlan(type_, layout, entries, [entry.plan for entry in entries if entry.plan is not None])


def _reader(mark: Column | Flow | Batch | None, field: StrawberryField) -> Callable[[Any], Any] | None:
    if isinstance(mark, Column):
        return attrgetter(mark.name)
    if isinstance(mark, Flow):
        return attrgetter(mark.attribute) if mark.attribute else _itself
    if field.is_basic_field:
        default, name = field.default_resolver, field.python_name
        return lambda parent: default(parent, name)
    return None


def _itself(parent: Any) -> Any:
    return parent


def _layout_below(mark: Column | Flow | Batch | None, layout: Layout | None) -> Layout | None:
    """A batch begins a layout of its own, a flow hands on its parent's; other fields give no rows."""
    if isinstance(mark, Batch):
        return Layout()
    return layout if isinstance(mark, Flow) else None
