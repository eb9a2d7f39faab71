"""Small graphs for hypothesis, and the same ones as networkx knows them."""

from typing import NamedTuple

import networkx as nx
import numpy as np
from hypothesis import strategies

from resolvers.graph.adjacency import adjacency_of
from resolvers.graph.reach import Ways


class Drawn(NamedTuple):
    """A graph: its number of nodes, and its edges, which may be several between two nodes."""

    size: int
    edges: list[tuple[int, int]]

    @property
    def ways(self) -> Ways:
        """All of the graph."""
        source, target = np.array(self.edges, np.int32).reshape(-1, 2).T
        return Ways(adjacency_of(self.size, source, target))

    @property
    def oracle(self) -> nx.Graph:
        """The graph without what stands beside another edge."""
        made = nx.Graph(self.edges)
        made.add_nodes_from(range(self.size))
        return made


@strategies.composite
def graphs(draw, most: int = 12) -> Drawn:
    """A graph of a few nodes."""
    size = draw(strategies.integers(2, most))
    node = strategies.integers(0, size - 1)
    return Drawn(size, draw(strategies.lists(strategies.tuples(node, node), max_size=3 * size)))
