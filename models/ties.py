"""The network in the stored tables: which records are its nodes, and which rows are ties between them.

A model declares both beside its columns, so that a new capability joins the network without a list elsewhere.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A kind of edge; models whose ties are of the same kind share it."""

    name: str
    """As clients and exports call it."""
    description: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Columns that tie two nodes: each row that has both is an edge, if everyone sees the row and the two records.

    `source` and `target` are foreign keys to tables of nodes, or `id`: the row itself is the node then.
    """

    kind: EdgeKind
    source: str
    target: str
    role: str | None = None
    """The column of a closed list that says what the source is to the target."""
    since: str | None = None
    until: str | None = None
    """The columns of the first and the last day of the tie."""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class GraphNode:
    """Columns of records that are nodes."""

    label: str
    """The column of the name that people read."""
    kind: str | None = None
    """The column of a closed list by which nodes of the type are told apart."""
    alone: bool = True
    """False if a record is a node only where a tie leads to it: of 36,000 communes, few have one."""


LOCATION = EdgeKind("LOCATION", "A record works in, concerns or takes place in a territory.")
SUBJECT = EdgeKind("SUBJECT", "A record is about a topic, or an actor can help with it.")
