"""What is read of cases besides their columns: votes, as far as the viewer may know them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from loaders.lookup import Reads
from loaders.matching import matching_any
from loaders.statement import Row
from models import CaseKind, Ground, Stage
from resolvers.editing.editable import JUDGED
from resolvers.moderation.judging import of_cases_for, of_open_cases_for, waits
from resolvers.moderation.tables import VOTE
from resolvers.naming import camel
from resolvers.viewer import Viewer

COLUMNS = ("id", "case_id", "round", "network_id", "choice", "ground", "text", "created_at")


def proposed_to(viewer: Viewer, case: Any) -> dict[str, list[Any]]:
    """By field, what is and what is proposed instead (`proposed`, `owner_id`).

    Who neither moderates nor owns the record is not told what is: it may be hidden from them by now.
    """
    whole = viewer.sight.moderates or viewer.steward or case.owner_id in viewer.roles
    proposed = case.proposed or {}
    return proposed if whole else {name: [None, after] for name, (_, after) in proposed.items()}


def reported_field(case: Any) -> str | None:
    """The field that a report is about, as clients call it (`kind`, `type_name`, `question`, `ground`)."""
    if case.kind != CaseKind.REPORT:
        return None
    name = case.question if case.ground == Ground.PERSONAL_DATA else case.question.partition(" ")[2]
    if (noted := JUDGED[case.type_name].noted) is not None and noted.of(name) is not None:
        return str(name)  # by the record's id, wherever in the list it stands
    return ".".join(map(camel, name.split("."))) or None


async def votes_of(reads: Reads, viewer: Viewer, now: datetime, cases: Sequence[Any]) -> list[list[Row]]:
    """For n cases (`id`, `round`, `stage`), their votes with COLUMNS, the earliest first.

    Votes of the round under way are hidden from who has not voted in it, for each of their networks that may: nobody
    follows the others, nor themselves.
    """
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in await matching_any(reads, VOTE, "case_id", sorted({each.id for each in cases}), COLUMNS):
        found[row.case_id].append(row)
    waiting = await waiting_for(reads, viewer, now, cases)
    return [_known(viewer, case, found[case.id], still) for case, still in zip(cases, waiting, strict=True)]


def superseded(votes: Sequence[Row]) -> set[str]:
    """The ids of votes after which the same network said something else in the same round; the earliest come first."""
    last = {(row.round, row.network_id): row.id for row in votes}
    return {row.id for row in votes} - set(last.values())


async def waiting_for(reads: Reads, viewer: Viewer, now: datetime, cases: Sequence[Any]) -> list[list[str]]:
    """For n cases (`id`), the viewer's networks that may still vote in the round under way, and have not."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    asked = {"keys": sorted({each.id for each in cases}), "networks": sorted(viewer.networks), "today": now.date()}
    for row in await reads.fetch(of_cases_for(reads.lens.dialect), asked) if viewer.networks else ():
        if waits(viewer, row):
            found[row.case_id].append(row.network_id)
    return [sorted(found[each.id]) for each in cases]


async def waiting_cases(reads: Reads, viewer: Viewer, now: datetime) -> list[str]:
    """The ids of all cases that wait for a network of the viewer's."""
    if not viewer.networks:
        return []
    asked = {"networks": sorted(viewer.networks), "today": now.date()}
    rows = await reads.fetch(of_open_cases_for(reads.lens.dialect), asked)
    return sorted({row.case_id for row in rows if waits(viewer, row)})


def _known(viewer: Viewer, case: Any, votes: Sequence[Row], waiting: Sequence[str]) -> list[Row]:
    ordered = sorted(votes, key=lambda row: (row.created_at, row.id))
    said = {row.network_id for row in ordered if row.round == case.round}
    has_voted = bool(viewer.networks & said) or (viewer.steward and None in said)
    if case.stage != Stage.OPEN or (has_voted and not waiting):
        return ordered
    return [row for row in ordered if row.round < case.round or row.network_id in viewer.networks]
