"""The network that the models declare together: its types of nodes, its ties, and the kinds of edges."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from sqlalchemy import Table as Stored

from models.base import Record, Table, tables
from models.ties import GraphNode, Tie


class DeclaredTie(NamedTuple):
    """A tie of a model, with the types of the nodes at both ends."""

    model: type[Table]
    tie: Tie
    source_type: str
    target_type: str


@cache
def node_types() -> Mapping[str, type[Record]]:
    """Return the models whose records are nodes by their names, which are the names of types of the graph."""
    found = {each.__name__: each for each in tables() if issubclass(each, Record) and each.graph_node is not None}
    return dict(sorted(found.items()))


def graph_node(model: type[Record]) -> GraphNode:
    """Return the declaration of a model whose records are nodes; raises TypeError for others."""
    if model.graph_node is None:
        raise TypeError(f"{model.__name__} declares no node of the network.")
    return model.graph_node


@cache
def declared_ties() -> tuple[DeclaredTie, ...]:
    """Return all ties, in the order of their models' names; raises TypeError where an end is no node."""
    models = sorted((each for each in tables() if each.ties), key=lambda each: each.__name__)
    return tuple(
        DeclaredTie(each, tie, _type_at(each, tie.source), _type_at(each, tie.target))
        for each in models
        for tie in each.ties
    )


@cache
def edge_kinds() -> Mapping[str, str]:
    """Return the descriptions of all kinds of edges by their names; raises TypeError where one name has two."""
    found: dict[str, str] = {}
    for _, tie, _, _ in declared_ties():
        if found.setdefault(tie.kind.name, tie.kind.description) != tie.kind.description:
            raise TypeError(f"The kind of edge {tie.kind.name} is described in two ways.")
    return dict(sorted(found.items()))


def _type_at(model: type[Table], column: str) -> str:
    """Name the type of the nodes that a column leads to."""
    stored: Stored = model.__table__  # type: ignore[attr-defined]
    targets = {key.column.table for key in stored.c[column].foreign_keys} if column != "id" else {stored}
    for name, each in node_types().items():
        if each.__table__ in targets:  # type: ignore[attr-defined]
            return name
    raise TypeError(f"{model.__name__}.{column} leads to no node of the network.")
