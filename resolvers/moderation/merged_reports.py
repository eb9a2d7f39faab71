"""The words of those who report the same: each reads their own words, and who decides about it all of them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from loaders.queries.lookup import Queryable
from loaders.queries.review_cases import first_reports
from loaders.queries.select_where import select_where
from loaders.sql.statement import Row
from loaders.tables import REPORT
from resolvers.core.viewer import Viewer
from resolvers.moderation.conflict_of_interest import opened_case, party_name
from resolvers.moderation.takedowns import TAKEDOWN_KINDS

NEEDED = ("id", "kind", "text", "owner_id", "account_id", "network_id")
"""The columns of a case that are looked at."""
MOST = 100
"""Maximum number of reports shown of one case."""
COLUMNS = ("case_id", "network_id", "text", "created_at")


async def report_texts(reads: Queryable, viewer: Viewer, cases: Sequence[Any]) -> list[str | None]:
    """Return, for n cases (NEEDED), the opener's text; people who joined get their own text instead."""
    if all(_reads_all(reads, viewer, each) or opened_case(viewer, each) for each in cases):
        return [each.text for each in cases]
    rows = await select_where(reads, REPORT, party_name(viewer), ("case_id", "text"))
    own = {row.case_id: row.text for row in rows}
    return [each.text if _reads_all(reads, viewer, each) else own.get(each.id, each.text) for each in cases]


async def merged_reports_of(reads: Queryable, viewer: Viewer, cases: Sequence[Any]) -> list[list[Row]]:
    """Return, for n cases (NEEDED), the reports that joined them, with COLUMNS: the earliest MOST, in order."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    joined = {each.id for each in cases if each.kind in TAKEDOWN_KINDS and _reads_all(reads, viewer, each)}
    for row in await first_reports(reads, joined, COLUMNS, MOST) if joined else ():
        found[row.case_id].append(row)
    return [found[each.id] for each in cases]


def _reads_all(reads: Queryable, viewer: Viewer, case: Row) -> bool:
    """True if the viewer reads all that is said in a case: as a moderator or steward, or as whose record it is."""
    sight = reads.visibility.access
    return sight.everything or sight.moderates or (sight.own and case.owner_id in viewer.roles)
