"""Groups of nodes that others connect: the regions or departments that they are in, or their communities."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models import ClosedList
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.subgraph import GraphFilter, subgraph

if TYPE_CHECKING:
    from resolvers.graph.connectors import Grouping


class NetworkGrouping(ClosedList):
    """Groups of nodes that others connect."""

    REGION = "REGION", "Regions, by INSEE code. A record is in the regions of all its territories."
    DEPARTMENT = "DEPARTMENT", "Departments, by INSEE code. A record is in the departments of all its territories."
    COMMUNITY = "COMMUNITY", "Communities of the part of the network that counts, by number; 0 is the largest."


def grouping(
    snapshot: GraphSnapshot, across: NetworkGrouping, between: frozenset[str], within: GraphFilter
) -> "tuple[Grouping, list[str]]":
    """Return groups of the nodes, and the codes of the groups; those that are not `between`, if any are, are left out.

    Communities are those of the part of the snapshot that is `within` a filter.
    """
    import numpy as np  # noqa: PLC0415 - a server starts without numpy

    from resolvers.graph.connectors import Grouping  # noqa: PLC0415 - as above

    column = _codes(snapshot, across, within)
    codes = sorted({each for each in column if each and (not between or each in between)})
    place = {code: number for number, code in enumerate(codes)}
    group = np.array([place.get(each, -1) for each in column], np.int64)
    nodes, groups = np.arange(len(group)), group
    if across is not NetworkGrouping.COMMUNITY:
        located = snapshot.nodes.type[snapshot.edges.target] == snapshot.node_types.index("Territory")
        nodes = np.concatenate([nodes, snapshot.edges.source[located]])
        groups = np.concatenate([groups, group[snapshot.edges.target[located]]])
    pairs = np.unique((nodes * len(codes) + groups)[groups >= 0])
    return Grouping(pairs // max(len(codes), 1), pairs % max(len(codes), 1), len(codes)), codes


def _codes(snapshot: GraphSnapshot, across: NetworkGrouping, within: GraphFilter) -> Sequence[str]:
    """Return the code of the one group of each node; empty for none, or several."""
    if across is NetworkGrouping.REGION:
        return snapshot.nodes.region
    if across is NetworkGrouping.DEPARTMENT:
        return snapshot.nodes.department
    from resolvers.graph.communities import communities_of  # noqa: PLC0415 - as above
    from resolvers.graph.matrix import symmetric_matrix  # noqa: PLC0415 - as above

    part = subgraph(snapshot, within)
    matrix = symmetric_matrix(len(part.nodes), part.edges.source, part.edges.target, part.edges.weight)
    found = dict(zip(part.nodes.ids, map(str, communities_of(matrix).tolist()), strict=True))
    return [found.get(each, "") for each in snapshot.nodes.ids]
