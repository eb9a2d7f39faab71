"""The codebook of the network's files: columns of nodes and edges, with the values that the models declare."""

from functools import cache

from encommun.exchange.codebook import Column
from models.columns import ClosedList
from models.graph import declared_ties, edge_kinds, graph_node, node_types

NODES, EDGES = "nodes.csv", "edges.csv"
DAY = "day (ISO 8601)"
Values = tuple[tuple[str, str], ...]


@cache
def graph_codebook() -> tuple[Column, ...]:
    """Return the columns of both tables, in their order; all formats have the same names."""
    kinds = tuple(kinds_of_nodes().items())
    return (
        Column(NODES, "id", "Id of the record (TypeID).", "text"),
        Column(NODES, "type", "Type of the node.", "closed list", values=_types()),
        Column(NODES, "label", "Name or title of the record, as it is now.", "text"),
        Column(
            NODES,
            "kind",
            "Kind of an actor or resource, phase of a project, …",
            "closed list",
            values=kinds,
        ),
        Column(NODES, "department", "Official code of the department, if the node lies in one.", "text"),
        Column(NODES, "region", "Official code of the region, if the node lies in one.", "text"),
        Column(NODES, "topics", "French names of the topics that the node has.", "list of text, separated by |"),
        Column(EDGES, "id", "Number of the edge in this file.", "text"),
        Column(EDGES, "source", "Id of the node from which the edge leads.", "text", refers_to=NODES),
        Column(EDGES, "target", "Id of the node to which the edge leads.", "text", refers_to=NODES),
        Column(EDGES, "kind", "Kind of the edge.", "closed list", values=tuple(edge_kinds().items())),
        Column(EDGES, "role", "What the source is to the target.", "closed list", values=_roles()),
        Column(EDGES, "weight", "Weight of the edge.", "decimal number", "none: 1 is a usual tie"),
        Column(EDGES, "since", "First day of the tie; empty if it is not known.", DAY),
        Column(EDGES, "until", "Last day of the tie; empty while it lasts, or if it is not known.", DAY),
    )


def _types() -> Values:
    return tuple((name, (model.__doc__ or "").partition("\n")[0]) for name, model in node_types().items())


def kinds_of_nodes() -> dict[str, str]:
    """Return the kinds of nodes of all types, with their meanings."""
    found: dict[str, str] = {}
    for model in node_types().values():
        if (column := graph_node(model).kind) is not None:
            found |= _members(model.model_fields[column].annotation)
    return found


def _roles() -> Values:
    found: dict[str, str] = {}
    for each in declared_ties():
        if each.tie.role is not None:
            found |= _members(each.model.model_fields[each.tie.role].annotation)
    return tuple(found.items())


def _members(annotation: object) -> dict[str, str]:
    if isinstance(annotation, type) and issubclass(annotation, ClosedList):
        return {each.value: each.description for each in annotation}
    return {}
