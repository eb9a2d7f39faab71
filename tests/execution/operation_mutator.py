"""An operation made more difficult: aliases, merged fields, fragments, conditions, variables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLCompositeType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    ValueNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_leaf_type,
    is_required_argument,
    print_ast,
)
from graphql.utilities import value_from_ast_untyped
from graphql.utilities.type_comparators import do_types_overlap

DEEPEST_GROWTH = 3


@dataclass
class OperationMutator:
    """One operation in the making; text in, text out."""

    schema: GraphQLSchema
    random: Random
    name: str
    values: dict[str, Any] = field(default_factory=dict)
    features: set[str] = field(default_factory=set)
    definitions: list[str] = field(default_factory=list)
    fragments: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By name: the type, and the definition's text."""
    made: int = 0

    def operation(self, node: OperationDefinitionNode) -> str:
        root = self.schema.get_root_type(node.operation)
        assert root is not None
        selected = self._set(root, node.selection_set.selections, 0)
        definitions = f"({', '.join(self.definitions)})" if self.definitions else ""
        texts = [text for _, text in self.fragments.values()]
        return "\n".join([f"{node.operation.value} {self.name}{definitions} {selected}", *texts])

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _name(self, prefix: str) -> str:
        self.made += 1
        return f"{prefix}{self.made}"

    # Selections

    def _set(self, parent: GraphQLCompositeType, nodes: Sequence[SelectionNode], depth: int) -> str:
        texts = [self._wrapped(parent, self._selection(parent, node, depth)) for node in nodes]
        while self._chance(0.3 if depth else 0.6):
            texts.append(self._wrapped(parent, self._grown(parent, depth)))
        spreadable = [name for name, (type_name, _) in self.fragments.items() if type_name == parent.name]
        if spreadable and self._chance(0.2):
            self.features.add("fragment")
            texts.append(f"...{self.random.choice(spreadable)}")
        self.random.shuffle(texts)
        return f"{{ {' '.join(texts)} }}"

    def _selection(self, parent: GraphQLCompositeType, node: SelectionNode, depth: int) -> str:
        if isinstance(node, InlineFragmentNode):
            self.features.add("inline")
            condition = node.type_condition
            inner = self.schema.get_type(condition.name.value) if condition else parent
            on = f" on {inner.name}" if condition else ""  # type: ignore[union-attr]
            return f"...{on}{self._condition()} {self._set(inner, node.selection_set.selections, depth)}"  # type: ignore[arg-type]
        assert isinstance(node, FieldNode)
        name = node.name.value
        if name == "__typename":
            return f"{self._name('t')}: __typename"
        alias = node.alias.value if node.alias else None
        definition = parent.fields[name]  # type: ignore[union-attr]
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        return self._field(
            name, alias, definition, given, node.selection_set.selections if node.selection_set else (), depth
        )

    def _field(
        self,
        name: str,
        alias: str | None,
        definition: GraphQLField,
        given: Mapping[str, ValueNode],
        nodes: Sequence[SelectionNode],
        depth: int,
    ) -> str:
        if self._chance(0.2):
            self.features.add("alias")
            alias = self._name("a")
        head = f"{alias}: {name}" if alias else name
        head += self._arguments(definition, given)
        inner = get_named_type(definition.type)

        def once() -> str:
            below = f" {self._set(inner, nodes, depth + 1)}" if is_composite_type(inner) else ""
            return f"{head}{self._condition()}{below}"

        if self._chance(0.15):
            self.features.add("merged")
            return f"{once()} {once()}"
        return once()

    def _grown(self, parent: GraphQLCompositeType, depth: int) -> str:
        """A field that the base document does not have, under a key of its own."""
        fields = {} if isinstance(parent, GraphQLUnionType) else parent.fields
        choice = [
            name
            for name, definition in fields.items()
            if not any(map(is_required_argument, definition.args.values()))
            and (depth < DEEPEST_GROWTH or is_leaf_type(get_named_type(definition.type)))
            and not name.startswith("_")
        ]
        key = self._name("g")
        if not choice or self._chance(0.15):
            return f"{key}: __typename"
        name = self.random.choice(choice)
        below = get_named_type(fields[name].type)
        if not is_composite_type(below):
            return f"{key}: {name}{self._condition()}"
        grown = " ".join(self._grown(below, depth + 1) for _ in range(self.random.randint(1, 3)))
        return f"{key}: {name}{self._condition()} {{ {grown} }}"

    def _wrapped(self, parent: GraphQLCompositeType, text: str) -> str:
        """The same selection, perhaps in a fragment that applies always, or to some of the parent's types."""
        chance = self.random.random()
        if chance < 0.06:
            self.features.add("inline")
            return f"...{self._condition()} {{ {text} }}"
        if chance < 0.12:
            self.features.add("inline")
            return f"... on {parent.name}{self._condition()} {{ {text} }}"
        if chance < 0.2:
            self.features.add("inline on another type")
            other = self.random.choice(self._overlapping(parent))
            return f"... on {other.name}{self._condition()} {{ ... on {parent.name} {{ {text} }} }}"
        if chance < 0.28 and isinstance(parent, GraphQLInterfaceType):
            self.features.add("inline on another type")
            one = self.random.choice(self.schema.get_possible_types(parent))
            return f"... on {one.name}{self._condition()} {{ {text} }}"
        if chance < 0.38:
            self.features.add("fragment")
            name = self._name(f"{self.name}F")
            self.fragments[name] = (parent.name, f"fragment {name} on {parent.name} {{ {text} }}")
            return f"...{name}{self._condition()}"
        return text

    def _overlapping(self, parent: GraphQLCompositeType) -> list[GraphQLNamedType]:
        return [
            other
            for other in self.schema.type_map.values()
            if isinstance(other, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType)
            and do_types_overlap(self.schema, parent, other)
        ]

    def _condition(self) -> str:
        if not self._chance(0.12):
            return ""
        self.features.add("condition")
        directive = self.random.choice(["skip", "include"])
        # Mostly so that the selection stays.
        holds = self._chance(0.3) == (directive == "skip")
        value = str(holds).lower()
        if self._chance(0.7):
            self.features.add("variable")
            name = self._name("c")
            given, default = self.random.choice(
                [(True, ""), (True, f" = {str(not holds).lower()}"), (False, f" = {value}")]
            )
            kind = self.random.choice(["Boolean", "Boolean!"]) if default else "Boolean!"
            self.definitions.append(f"${name}: {kind}{default}")
            if given:
                self.values[name] = holds
            value = f"${name}"
        return f" @{directive}(if: {value})"

    # Arguments

    def _arguments(self, definition: GraphQLField, given: Mapping[str, ValueNode]) -> str:
        texts = [
            f"{name}: {self._value(argument.type, given[name], argument)}"
            for name, argument in definition.args.items()
            if name in given and (is_required_argument(argument) or not self._chance(0.15))
        ]
        return f"({', '.join(texts)})" if texts else ""

    def _value(self, type_: GraphQLInputType, node: ValueNode, argument: GraphQLArgument | None = None) -> str:
        if self._chance(0.3):
            self.features.add("variable")
            return self._variable(type_, node, argument)
        inner = get_nullable_type(type_)
        if isinstance(inner, GraphQLList) and isinstance(node, ListValueNode):
            if len(node.values) == 1 and self._chance(0.3) and not isinstance(node.values[0], ListValueNode):
                return self._value(inner.of_type, node.values[0])
            return f"[{', '.join(self._value(inner.of_type, each) for each in node.values)}]"
        if isinstance(inner, GraphQLInputObjectType) and isinstance(node, ObjectValueNode):
            given = {each.name.value: each.value for each in node.fields}
            fields = (f"{name}: {self._value(inner.fields[name].type, value)}" for name, value in given.items())
            return f"{{{', '.join(fields)}}}"
        return print_ast(node)

    def _variable(self, type_: GraphQLInputType, node: ValueNode, argument: GraphQLArgument | None) -> str:
        """A variable in the place of a literal: given, left to its default, left out, or null."""
        name = self._name("v")
        literal = print_ast(node)
        nullable = not isinstance(type_, GraphQLNonNull)
        ways = ["given", "given over a default", "default"]
        if nullable:
            ways += ["left out", "null", "null over a default"]
        elif argument is not None and not is_required_argument(argument):
            ways += ["left out", "null"]
        if literal == "null":
            ways = ["given", "left out", "null"]
        way = self.random.choice(ways)
        kind = str(get_nullable_type(type_)) if way in {"left out", "null", "default"} else str(type_)
        default = f" = {literal}" if "default" in way else ""
        self.definitions.append(f"${name}: {kind}{default}")
        if way.startswith("given"):
            self.values[name] = value_from_ast_untyped(node)
        elif way.startswith("null"):
            self.values[name] = None
        if way.startswith("given") and self._chance(0.03):
            self.features.add("bad variable")
            self.values[name] = {"not": ["what", "is", "asked"]}
        self.features.add(f"variable {way}")
        return f"${name}"
