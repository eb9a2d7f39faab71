"""The content of a snapshot as text, in which it is stored and by which it is known."""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from zlib import compress, decompress

import orjson

from resolvers.network.snapshot import Edges, GraphSnapshot, Nodes

FASTEST = 1
"""Level of compression: a third of the time of the usual one, for a tenth more bytes."""


def content_hash(
    types: Sequence[str], kinds: Sequence[str], nodes: Nodes, edges: Edges, inside: Mapping[str, list[int]]
) -> str:
    """Return the hash of all nodes and edges, in hexadecimal digits."""
    return sha256(_json(types, kinds, nodes, edges, inside)).hexdigest()


def encode(snapshot: GraphSnapshot) -> str:
    """Return the content of a snapshot as it is stored."""
    text = _json(snapshot.node_types, snapshot.edge_kinds, snapshot.nodes, snapshot.edges, snapshot.inside)
    return b64encode(compress(text, FASTEST)).decode()


def decode(id_: str, position: int, taken_at: datetime, stored: str) -> GraphSnapshot:
    """Return the snapshot that was stored."""
    import numpy as np  # noqa: PLC0415 - a server that nobody asks for the network starts without it

    text = decompress(b64decode(stored))
    types, kinds, nodes, edges, inside = orjson.loads(text)
    node_type, *of_nodes = nodes[1:]
    source, target, kind, weight, *of_edges = edges
    return GraphSnapshot(
        id_,
        sha256(text).hexdigest(),
        position,
        taken_at,
        tuple(types),
        tuple(kinds),
        Nodes(nodes[0], np.array(node_type, np.int8), *of_nodes),
        Edges(
            np.array(source, np.int32),
            np.array(target, np.int32),
            np.array(kind, np.int8),
            np.array(weight, np.float32),
            *of_edges,
        ),
        inside,
    )


def _json(
    types: Sequence[str], kinds: Sequence[str], nodes: Nodes, edges: Edges, inside: Mapping[str, list[int]]
) -> bytes:
    of_nodes = (nodes.ids, nodes.type, nodes.kind, nodes.department, nodes.region)
    of_edges = (edges.source, edges.target, edges.kind, edges.weight, edges.role, edges.since, edges.until)
    return orjson.dumps((types, kinds, of_nodes, of_edges, inside), option=orjson.OPT_SERIALIZE_NUMPY)
