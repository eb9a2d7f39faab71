"""Whether a report says anything new: what was judged, and is as it was, is not judged again for the same reason."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import models
from loaders.statement import Row
from models import CaseKind, ChangeKind, Ground, Verdict
from resolvers.editing.editable import table_of
from resolvers.moderation.opening import CASE, DECISION
from resolvers.refusals import Conflict, refuse
from resolvers.spaces.acting import Acting

CHANGE = table_of(models.Change)
SETTLED = timedelta(days=365)
"""How long a decision that nothing is wrong stands against the same report."""


async def check_news(acting: Acting, record: Mapping[str, Any], field: str, ground: Ground) -> None:
    """Refuse a report that was rejected within a year, on the same grounds, of what says the same still."""
    decision = await _last_decision(acting, record["id"], field, ground)
    if decision is None or decision.verdict != Verdict.REJECTED or acting.now - decision.created_at > SETTLED:
        return
    for change in await acting.work.select(CHANGE, {"node_id": record["id"]}, ("kind", "created_at", "fields")):
        later = change.created_at > decision.created_at and change.kind != ChangeKind.HIDDEN
        if later and (not field or field in change.fields):
            return
    refuse(Conflict("JUDGED_BEFORE", record["version"]))


async def _last_decision(acting: Acting, node_id: str, field: str, ground: Ground) -> Row | None:
    """What networks came to last about reports of a field, or of all of a record, on some grounds."""
    asked = {"node_id": node_id, "kind": CaseKind.REPORT, "question": field, "ground": ground}
    cases = {row.id for row in await acting.work.select(CASE, asked, ("id",))}
    columns = ("case_id", "round", "verdict", "created_at")
    decisions = await acting.work.select(DECISION, {"node_id": node_id}, columns)
    found = [row for row in decisions if row.case_id in cases]
    return max(found, key=lambda row: (row.created_at, row.round), default=None)
