"""Maximum cost of an operation: the objects in its answer, and the work of finding them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_list_type,
    is_object_type,
)
from strawberry.federation.schema_directives import ListSize

from execution.batch import Batch
from execution.collect import Collector, sets_of
from execution.cost_expressions import Amount, Values, maximum, product, total
from execution.cost_weights import UNSIZED, CostWeights, list_size_directive, object_weight
from execution.fields import execution_mark, strawberry_field
from execution.introspection import METAS
from execution.limits import Limits, check_compiled

ASKED = {"__schema": 500, "__type": 50}
"""The cost of an introspection field."""

Sizes = Mapping[str, Amount]
"""The length of lists by the name of their field, where the field above says it."""


class CostAnalysis:
    """Finds the cost of one operation, under the values that deciding variables have."""

    def __init__(
        self, schema: GraphQLSchema, inputs: CostWeights, collector: Collector, values: Values, limits: Limits
    ) -> None:
        """Begin with nothing found."""
        self._schema = schema
        self._inputs = inputs
        self._collector = collector
        self._values = values
        self._limits = limits
        self._fields = 0
        self._known: dict[tuple[Any, ...], Amount] = {}

    def operation(self, operation: OperationDefinitionNode) -> Amount:
        """The cost; raises TooLargeError for one that would take long to find."""
        root = cast("GraphQLObjectType", self._schema.get_root_type(operation.operation))
        return self._selected(root, [operation.selection_set], {})

    def _selected(self, type_: GraphQLObjectType, sets: Iterable[SelectionSetNode], sizes: Sizes) -> Amount:
        collected = self._collector.fields(type_, sets)
        self._fields += len(collected)
        check_compiled(self._fields, self._limits)
        return total(self._field(type_, nodes, sizes) for nodes in collected.values())

    def _field(self, parent: GraphQLObjectType, nodes: list[FieldNode], sizes: Sizes) -> Amount:
        node, name = nodes[0], nodes[0].name.value
        if name == "__typename":
            return 0
        if name in METAS:
            return ASKED[name]
        definition = parent.fields[name]
        declared = list_size_directive(definition)
        size = self._size(node, definition, declared)
        sized = (declared.sized_fields or ()) if declared else ()
        below = self._below(definition, nodes, dict.fromkeys(sized, size))
        count = sizes.get(name, size) if is_list_type(get_nullable_type(definition.type)) else 1
        return total((self._given(node, definition), product(count, total((object_weight(definition), below)))))

    def _below(self, definition: GraphQLField, nodes: list[FieldNode], sizes: Sizes) -> Amount:
        """Return the cost of the selection on one value of a field, for the dearest type; once for all parent types."""
        named = get_named_type(definition.type)
        place = (named.name, tuple(map(id, nodes)), *sizes.items())
        if place not in self._known:
            types: Sequence[GraphQLObjectType] = ()
            if is_object_type(named):
                types = (named,)
            elif is_abstract_type(named):
                types = self._schema.get_possible_types(named)
            self._known[place] = maximum([self._selected(each, sets_of(nodes), sizes) for each in types])
        return self._known[place]

    def _size(self, node: FieldNode, definition: GraphQLField, declared: ListSize | None) -> Amount:
        """Return the maximum length of a field's list: from an argument, or as assumed."""
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        mark = execution_mark(strawberry_field(definition))
        if isinstance(mark, Batch) and mark.listed in given:
            return _length(given[mark.listed])
        asked = [given[name] for name in (declared and declared.slicing_arguments) or () if name in given]
        found = [size for each in asked if (size := self._number(each)) is not None]
        if found:
            return max(0, *found)
        return UNSIZED if declared is None or not declared.assumed_size else declared.assumed_size

    def _number(self, value: ValueNode) -> int | None:
        if isinstance(value, VariableNode):
            found = self._values.get(value.name.value)
            return found if isinstance(found, int) else None
        return int(value.value) if isinstance(value, IntValueNode) else None

    def _given(self, node: FieldNode, definition: GraphQLField) -> Amount:
        """Return the cost of the arguments."""
        return total(self._argument(each.value, definition.args[each.name.value]) for each in node.arguments or ())

    def _argument(self, value: ValueNode, definition: Any) -> Amount:
        """Return the cost of the value of an argument or of an input's field."""
        weigh = self._inputs.of_field(definition)
        if weigh is None or isinstance(value, NullValueNode):
            return 0
        if isinstance(value, VariableNode):
            name = value.name.value
            return lambda values: 0 if values.get(name) is None else weigh(values[name])
        own = self._inputs.own(definition)
        return total((own, self._literal(value, definition.type)))

    def _literal(self, value: ValueNode, type_: GraphQLInputType) -> Amount:
        if isinstance(value, ListValueNode):
            inner: Any = get_nullable_type(type_)
            return total(self._literal(each, inner.of_type) for each in value.values)
        if isinstance(value, VariableNode):
            name, weigh = value.name.value, self._inputs.weigh(type_)
            return 0 if weigh is None else lambda values: 0 if values.get(name) is None else weigh(values[name])
        if isinstance(value, ObjectValueNode):
            fields = cast("GraphQLInputObjectType", get_named_type(type_)).fields  # as the document is valid
            return total((1, *(self._argument(each.value, fields[each.name.value]) for each in value.fields)))
        return 0


def _length(value: ValueNode) -> Amount:
    """Return the number of elements of a list value."""
    if isinstance(value, VariableNode):
        name = value.name.value
        return lambda values: _count(values.get(name))
    return len(value.values) if isinstance(value, ListValueNode) else 1


def _count(value: Any) -> int:
    return len(value) if isinstance(value, list) else int(value is not None)
