"""Computed fields of cases: votes and reports, as far as the viewer may read them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loaders.queries.eligibility import eligible_among
from loaders.queries.lookup import Queryable
from loaders.queries.review_cases import first_reports
from loaders.queries.select_where import select_in, select_where
from loaders.sql.statement import Row
from loaders.tables import REPORT, VOTE
from models import CaseKind, Ground, Panel, Stage
from resolvers.core.record_types import REVIEWABLE_TYPES
from resolvers.core.viewer import Viewer
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.judges import awaits_vote, opened_case, panel_includes, party_name
from resolvers.moderation.takedowns import TAKEDOWN_KINDS
from resolvers.moderation.voters import represented_names
from resolvers.validation.field_names import to_camel_case

VOTE_COLUMNS = (
    *("id", "case_id", "round", "network_id", "account_id", "choice", "ground", "text", "created_at", "number"),
)
TEXT_NEEDED = ("id", "kind", "text", "owner_id", "account_id", "network_id")
"""The columns of a case that are looked at."""
MOST_REPORTS = 100
"""Maximum number of reports shown of one case."""
REPORT_COLUMNS = ("case_id", "network_id", "text", "created_at")


def reported_field(case: Any) -> str | None:
    """The field that a report is about, as clients call it (`kind`, `type_name`, `question`, `ground`)."""
    if case.kind != CaseKind.REPORT:
        return None
    name = case.question if case.ground == Ground.PERSONAL_DATA else case.question.partition(" ")[2]
    if (noted := REVIEWABLE_TYPES[case.type_name].noted) is not None and noted.of(name) is not None:
        return str(name)  # by the record's id, wherever in the list it stands
    return ".".join(map(to_camel_case, name.split("."))) or None


def redacts_field(case: Any) -> bool:
    """True if a case hides its field until it is decided (`proposed`, `ground`, `stage`)."""
    return case.ground == Ground.PERSONAL_DATA and case.proposed is not None and case.stage in PENDING


@dataclass(frozen=True, slots=True)
class ViewerEligibility:
    """The voices of the person behind a request: by case, rows of `judging` for the networks that they speak for."""

    rows: dict[str, list[Row]]
    steward: bool

    def blind(self, case_id: str, panel: str) -> bool:
        """True if somebody is in several of those who judge a case: they would carry what they read to the others."""
        names = {row.network_id for row in self.rows.get(case_id, ()) if panel_includes(row.panel, row)}
        return len(names) + (self.steward and panel == Panel.EVERYONE) > 1


async def visible_votes(reads: Queryable, viewer: Viewer, now: datetime, cases: Sequence[Any]) -> list[list[Row]]:
    """Return, for n cases (`id`, `round`, `stage`, `panel`), the visible votes with VOTE_COLUMNS, the earliest first.

    Those of the round under way are for the network alone that cast each: nobody follows the others, nor has a vote
    changed by what they said.
    """
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in await select_in(reads, VOTE, "case_id", sorted({each.id for each in cases}), VOTE_COLUMNS):
        found[row.case_id].append(row)
    judged = await _judged(reads, viewer, now, cases)
    return [_known(viewer, case, found[case.id], blind=judged.blind(case.id, case.panel)) for case in cases]


def superseded_votes(votes: Sequence[Row]) -> set[str]:
    """The ids of votes after which the same network said something else in the same round; the earliest come first."""
    last = {(row.round, row.network_id): row.id for row in votes}
    return {row.id for row in votes} - set(last.values())


async def networks_awaited(reads: Queryable, viewer: Viewer, now: datetime, cases: Sequence[Any]) -> list[list[str]]:
    """Return, for n cases (`id`), the viewer's networks that can vote in the open round and have not voted.

    Who may not know what their colleagues said is told of all for which they have not spoken themselves.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in _waiting(viewer, await _judged(reads, viewer, now, cases)):
        found[row.case_id].append(row.network_id)
    return [sorted(found[each.id]) for each in cases]


async def cases_awaiting_viewer(reads: Queryable, viewer: Viewer, now: datetime) -> list[str]:
    """The ids of all cases that wait for a network of the viewer's."""
    return sorted({row.case_id for row in _waiting(viewer, await _judged(reads, viewer, now))})


def _waiting(viewer: Viewer, judged: ViewerEligibility) -> Iterator[Row]:
    """The rows of what waits for the viewer."""
    for case_id, rows in judged.rows.items():
        yield from (row for row in rows if awaits_vote(viewer, row, blind=judged.blind(case_id, row.panel)))


async def _judged(
    reads: Queryable, viewer: Viewer, now: datetime, cases: Sequence[Any] | None = None
) -> ViewerEligibility:
    """The voices of the person behind a request in some cases, or of all that are open; nothing without a voice."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    if not viewer.voices:
        return ViewerEligibility(rows, viewer.steward)
    names, steward = await represented_names(reads, viewer)
    asked = None if cases is None else {each.id for each in cases}
    for row in await eligible_among(reads, names, asked, viewer.person_id, now.date()):
        rows[row.case_id].append(row)
    return ViewerEligibility(rows, steward)


def _known(viewer: Viewer, case: Any, votes: Sequence[Row], *, blind: bool) -> list[Row]:
    """The votes of a case that the viewer may know: of the round under way, those of a network of theirs alone.

    Who is `blind` to what their colleagues say knows what they said themselves, in whatever name they ask.
    """
    ordered = sorted(votes, key=lambda row: row.number)
    if case.stage != Stage.OPEN:
        return ordered
    names: set[str | None] = {*viewer.voices, *({None} if viewer.steward else ())}
    own = [row for row in ordered if row.network_id in names and (not blind or row.account_id == viewer.person_id)]
    return [row for row in ordered if row.round < case.round or row in own]


async def report_texts(reads: Queryable, viewer: Viewer, cases: Sequence[Any]) -> list[str | None]:
    """Return, for n cases (TEXT_NEEDED), the opener's text; people who joined get their own text instead."""
    if all(_reads_all(reads, viewer, each) or opened_case(viewer, each) for each in cases):
        return [each.text for each in cases]
    rows = await select_where(reads, REPORT, party_name(viewer), ("case_id", "text"))
    own = {row.case_id: row.text for row in rows}
    return [each.text if _reads_all(reads, viewer, each) else own.get(each.id, each.text) for each in cases]


async def merged_reports_of(reads: Queryable, viewer: Viewer, cases: Sequence[Any]) -> list[list[Row]]:
    """Return, for n cases (TEXT_NEEDED), the earliest MOST_REPORTS that joined them, in order, with REPORT_COLUMNS."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    joined = {each.id for each in cases if each.kind in TAKEDOWN_KINDS and _reads_all(reads, viewer, each)}
    for row in await first_reports(reads, joined, REPORT_COLUMNS, MOST_REPORTS) if joined else ():
        found[row.case_id].append(row)
    return [found[each.id] for each in cases]


def _reads_all(reads: Queryable, viewer: Viewer, case: Row) -> bool:
    """True if the viewer reads all that is said in a case: as a moderator or steward, or as whose record it is."""
    sight = reads.visibility.access
    return sight.everything or sight.moderates or (sight.own and case.owner_id in viewer.roles)
