"""What is read of cases besides their columns: votes, as far as the viewer may know them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from loaders.lookup import Reads
from loaders.matching import matching_any
from loaders.statement import Row
from models import Stage
from resolvers.moderation.voices import VOTE
from resolvers.viewer import Viewer

COLUMNS = ("id", "case_id", "round", "network_id", "choice", "ground", "text", "created_at")


async def votes_of(reads: Reads, viewer: Viewer, cases: Sequence[Any]) -> list[list[Row]]:
    """For n cases (`id`, `round`, `stage`), their votes with COLUMNS, the earliest first.

    Votes of the round under way are hidden from who has not voted in it, for each of their networks: nobody follows
    the others, nor themselves.
    """
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in await matching_any(reads, VOTE, "case_id", sorted({each.id for each in cases}), COLUMNS):
        found[row.case_id].append(row)
    return [_known(viewer, case, found[case.id]) for case in cases]


def superseded(votes: Sequence[Row]) -> set[str]:
    """The ids of votes after which the same network said something else in the same round; the earliest come first."""
    last = {(row.round, row.network_id): row.id for row in votes}
    return {row.id for row in votes} - set(last.values())


async def waiting_for(reads: Reads, viewer: Viewer, cases: Sequence[Any]) -> list[list[str]]:
    """For n cases, the viewer's networks that have not voted in the round under way, whether or not they may."""
    votes = await votes_of(reads, viewer, cases)
    return [
        sorted(viewer.networks - {row.network_id for row in each if row.round == case.round})
        if case.stage == Stage.OPEN
        else []
        for case, each in zip(cases, votes, strict=True)
    ]


def _known(viewer: Viewer, case: Any, votes: Sequence[Row]) -> list[Row]:
    ordered = sorted(votes, key=lambda row: (row.created_at, row.id))
    said = {row.network_id for row in ordered if row.round == case.round}
    has_voted = viewer.networks <= said if viewer.networks else viewer.steward and None in said
    if case.stage != Stage.OPEN or has_voted:
        return ordered
    return [row for row in ordered if row.round < case.round or row.network_id in viewer.networks]
