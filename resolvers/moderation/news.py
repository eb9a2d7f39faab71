"""Whether a report says anything new: what was judged, and is as it was, is not judged again for the same reason."""

from datetime import timedelta

import models
from loaders.statement import Row
from models import Verdict
from resolvers.editing.editable import table_of
from resolvers.editing.journal import written_fields
from resolvers.moderation.opening import Question
from resolvers.moderation.tables import CASE, DECISION
from resolvers.refusals import Conflict, refuse
from resolvers.spaces.acting import Acting

CHANGE = table_of(models.Change)
SETTLED = timedelta(days=365)
"""How long a decision that nothing is wrong stands against the same report."""


async def check_news(acting: Acting, question: Question) -> None:
    """Refuse what was rejected within a year, on the same grounds, while the record says what was judged then."""
    decision = await _last_decision(acting, question)
    if decision is None or decision.verdict != Verdict.REJECTED or acting.now - decision.created_at > SETTLED:
        return
    record = question.record
    for change in await acting.work.select(CHANGE, {"node_id": record["id"]}, ("kind", "created_at", "fields")):
        said = written_fields(change)
        if change.created_at > decision.opened_at and (question.field in said if question.field else said):
            return
    refuse(Conflict("JUDGED_BEFORE", record["version"]))


async def _last_decision(acting: Acting, question: Question) -> Row | None:
    """What networks came to last about the same question."""
    asked = {"node_id": question.record["id"], "kind": question.kind, "question": question.about}
    cases = {row.id for row in await acting.work.select(CASE, asked, ("id",))}
    columns = ("case_id", "round", "verdict", "created_at", "opened_at")
    decisions = await acting.work.select(DECISION, {"node_id": question.record["id"]}, columns)
    found = [row for row in decisions if row.case_id in cases]
    return max(found, key=lambda row: (row.created_at, row.round), default=None)
