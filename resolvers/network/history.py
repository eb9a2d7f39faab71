"""The history of the network: when its nodes and edges became public, and when they ceased to be.

A record without an entry about its creation is one of the initial data set: it was public since it was stored. A tie
that is a record of its own, such as a membership, comes and goes by itself; one that is written with a record, such as
a topic, is there as long as both of its ends are. What the database does not have any more has no history.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from loaders.queries.network_history import publications, records_ever, ties_ever
from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.statement import Row
from models import ChangeKind, PublicationState, Record
from models.graph import DeclaredTie, declared_ties, graph_node, node_types
from resolvers.network.walks import Walk

if TYPE_CHECKING:
    from resolvers.graph.growth import Comings, History

EPOCH = datetime(1, 1, 1, tzinfo=UTC)
"""The moment from which on nodes exist that are nodes only where a tie leads to them."""
Coming = tuple[datetime, int, int, bool]
"""Moment, version, number of the node or edge, and True if it came."""


@dataclass(frozen=True, slots=True)
class StoredHistory:
    """Rows of all that the network ever had."""

    nodes: Mapping[str, Sequence[Row]]
    """By type; those are left out that are nodes only where a tie leads to them."""
    ties: Mapping[DeclaredTie, Sequence[Row]]
    tie_records: Sequence[Row]
    """Ties that are records of their own."""
    publications: Sequence[Row]


async def read_history(reads: RowFetcher) -> StoredHistory:
    """Read the history: a statement for each type of node and each tie, and one for the journal."""
    return StoredHistory(
        {name: await records_ever(reads, model) for name, model in node_types().items() if graph_node(model).alone},
        {each: await ties_ever(reads, each) for each in declared_ties()},
        [row for model in _tie_records() for row in await records_ever(reads, model)],
        await publications(reads),
    )


def history(found: StoredHistory, walk: Walk) -> "History":
    """Return the history of the nodes and edges that a walk may take."""
    import numpy as np  # noqa: PLC0415 - a server that nobody asks for the network starts without it

    from resolvers.graph.growth import History  # noqa: PLC0415 - as above

    records = [row for name, rows in found.nodes.items() if _takes(walk.node_types, name) for row in rows]
    own = {row.id: place for place, row in enumerate(records)}
    ties = [(row, row.id if each.model in _tie_records() else None) for each, row in _ties(found, walk)]
    number = dict(own)
    for row, _ in ties:
        number.setdefault(row.source, len(number))
        number.setdefault(row.target, len(number))
    tied = [(EPOCH, 0, place, True) for place in range(len(own), len(number))]
    lasting = [(EPOCH, 0, place, True) for place, (_, record) in enumerate(ties) if record is None]
    edge = {record: place for place, (_, record) in enumerate(ties) if record is not None}
    return History(
        np.arange(len(number)) < len(own),
        np.array([number[row.source] for row, _ in ties], np.int32),
        np.array([number[row.target] for row, _ in ties], np.int32),
        _comings(tied, records, found.publications, own),
        _comings(lasting, (row for row in found.tie_records if row.id in edge), found.publications, edge),
    )


def _ties(found: StoredHistory, walk: Walk) -> Iterator[tuple[DeclaredTie, Row]]:
    """Yield the ties that a walk may take, each with its declaration."""
    for each, rows in found.ties.items():
        ends = each.source_type, each.target_type
        if _takes(walk.edge_kinds, each.tie.kind.name) and all(_takes(walk.node_types, end) for end in ends):
            yield from ((each, row) for row in rows)


def _takes(wanted: frozenset[str], name: str) -> bool:
    return not wanted or name in wanted


def _tie_records() -> list[type[Record]]:
    """Return the models whose rows are ties and records, but no nodes."""
    models = dict.fromkeys(each.model for each in declared_ties())
    return [each for each in models if issubclass(each, Record) and each.graph_node is None]


def _comings(
    always: Sequence[Coming], records: Iterable[Row], entries: Sequence[Row], number: Mapping[str, int]
) -> "Comings":
    """Return when records, numbered by their ids, became public and ceased to be, besides what is `always` there."""
    import numpy as np  # noqa: PLC0415 - as above

    from resolvers.graph.growth import Comings  # noqa: PLC0415 - as above

    told = [
        (each.created_at, each.version, number[each.node_id], each.state == PublicationState.PUBLISHED)
        for each in entries
        if each.node_id in number
    ]
    created = {each.node_id for each in entries if each.kind == ChangeKind.CREATED}
    known = {each.node_id for each in entries}
    initial = [
        (row.created_at, 0, number[row.id], row.id in known or row.state in {None, PublicationState.PUBLISHED})
        for row in records
        if row.id not in created
    ]
    found = [*always, *initial, *told]
    moments = np.array([moment_number(moment) for moment, _, _, _ in found], np.int64)
    versions = np.array([version for _, version, _, _ in found], np.int64)
    places = np.array([place for _, _, place, _ in found], np.int32)
    came = np.array([coming for _, _, _, coming in found], np.bool_)
    order = np.lexsort((came, places, versions, moments))  # beside Python, whose own sorting keeps all else waiting
    return Comings(moments[order], places[order], came[order])


def moment_number(moment: datetime) -> int:
    """Return a moment as a whole number of microseconds."""
    return (moment - EPOCH) // timedelta(microseconds=1)
