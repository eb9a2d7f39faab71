"""Plans: an operation compiled once, with every field's type, reading and row layout decided."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    OperationDefinitionNode,
)

from execution.arguments import Arguments
from execution.batch import Batch
from execution.cost_expressions import Amount
from execution.introspection import IntrospectionField
from execution.resolver_call import Resolve
from execution.selection import RowLayout, Selection
from execution.type_shape import TypeShape

Projection = Callable[..., list[dict[str, Any]]]


@dataclass(slots=True)
class FieldPlan:
    """A field that is resolved for all objects of a level: how, with which arguments, and what is selected below."""

    nodes: list[FieldNode]
    parent_type: GraphQLObjectType
    definition: GraphQLField
    batch: Batch | None
    """The batch function that resolves the field for all objects at once."""
    read: Callable[[Any], Any] | None
    """A function that reads the field from an object without a resolver."""
    resolve: Resolve
    """The resolver for one object, if there is neither `batch` nor `read`."""
    same: bool
    """True if the values are the objects themselves."""
    arguments: Arguments
    shape: TypeShape
    path: tuple[str, ...]
    """Response keys from the root to the field, without list positions."""
    selected: Selection
    below: dict[str, "ObjectPlan"]
    """The plan of each object type that the field may give."""
    texts: bool = False
    """True if the values are JSON fragments, which may be long."""
    question: IntrospectionField | None = None
    """The introspection field, if this is a root field that no resolver answers."""

    @property
    def key(self) -> str:
        """The response key."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class ResponseEntry:
    """One key of an object's answer, and where its value comes from: a constant, a column, a plan or entries inside."""

    key: str
    nodes: list[FieldNode]
    constant: str | None = None
    column: int | None = None
    """Position in the row; the value goes through `shape`'s leaf unless it is native."""
    plan: FieldPlan | None = None
    inside: "list[ResponseEntry] | None" = None
    """Those of an object that is made of the same row."""
    shape: TypeShape | None = None
    native: bool = False
    text: bool = False
    """True if the column holds a JSON fragment: a finished part of the answer."""


@dataclass(slots=True)
class ObjectPlan:
    """A selection set on one object type."""

    type: GraphQLObjectType
    layout: RowLayout | None
    """Positions of the columns, if the objects are rows."""
    entries: list[ResponseEntry]
    """The answer's keys in order."""
    fields: list[FieldPlan]
    """The plans among the entries, inside too: what is resolved before any answer is put together."""
    size: int
    """Entries, those inside counted too."""
    texts: list[int]
    """Positions of columns that hold finished parts of the answer."""
    whole: int | None = None
    """The position of the one that is the whole answer; there are no entries then."""
    project: Projection | None = None
    """Rows and, for each of `fields`, the list of their values in; a dict for each row out. Made at first use."""


@dataclass(frozen=True, slots=True)
class OperationPlan:
    """All that is known of an operation before its variables are."""

    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    steps: list[ObjectPlan]
    """Sequential steps: each root field of a mutation, or all root fields of a query at once."""
    fields: int
    """The number of fields that were compiled, those within JSON fragments included, for each type they stand on."""
    asking: int
    """The number of fields that may read: batched ones, and those of the root beside others that have a resolver."""
    texts: bool
    """True if the answer has JSON fragments."""
    cost: Amount = 0
    """The maximum cost, as a function of the values of the variables."""
