"""Export of review cases to people: questions, decisions, and votes in rounds that are over."""

from collections.abc import Mapping, Sequence
from typing import Any

import models
from loaders.drivers.snapshot import Snapshot
from models import Stage
from resolvers.privacy.serialise import ExportedRows, ExportPart, export_rows

COLUMNS = (
    *("id", "kind", "type_name", "node_id", "version", "question", "ground", "text", "proposed", "stage", "round"),
    *("appeal", "appealed_by"),
    *("created_at", "opened_at", "due_at"),
)
"""Of cases; not who opened them, or appealed."""
REPORT = ("case_id", "text", "created_at")
VOTE = ("case_id", "round", "network_id", "choice", "ground", "text", "created_at")
DECISION = (
    *("id", "case_id", "kind", "node_id", "round", "verdict", "grounds", "decided_at", "by_stewards"),
    *("supersedes", "appealable_until"),
)
OPENED = ExportPart(models.ReviewCase, "account_id", COLUMNS)
VOTED = ExportPart(models.Vote, "account_id", VOTE)
ABOUT: Mapping[str, ExportPart] = {
    "cases": ExportPart(models.ReviewCase, "node_id", COLUMNS),
    "duplicates": ExportPart(models.ReviewCase, "question", COLUMNS),
}
"""Cases on records, and those on whether another record is a duplicate of them."""
JOINED: Mapping[str, ExportPart] = {"reports": ExportPart(models.ReviewReport, "case_id", REPORT)}
"""The reports of others who asked the same as a case."""
JUDGED: Mapping[str, ExportPart] = {
    "decisions": ExportPart(models.Decision, "case_id", DECISION),
    "votes": ExportPart(models.Vote, "case_id", VOTE),
}
OVER = frozenset({Stage.DECIDED, Stage.WITHDRAWN})
"""The stages in which no round is under way."""


async def export_cases(snapshot: Snapshot, records: Sequence[str]) -> dict[str, Any]:
    """The cases on some records, with all reports, what was decided, and said in rounds that are over."""
    told = await export_rows(snapshot, ABOUT, records)
    cases = list({each["id"]: each for part in told.values() for each in part}.values())
    reports = await export_rows(snapshot, JOINED, [each["id"] for each in cases])
    return {"cases": cases, **reports, **await export_decisions(snapshot, cases)}


async def export_decisions(snapshot: Snapshot, cases: Sequence[ExportedRows]) -> dict[str, list[ExportedRows]]:
    """Return the decisions on cases, and the votes in rounds that are over; open rounds are blind."""
    told = await export_rows(snapshot, JUDGED, [each["id"] for each in cases])
    by_id = {each["id"]: each for each in cases}
    return {**told, "votes": [each for each in told["votes"] if _is_over(by_id[each["caseId"]], each["round"])]}


def case_as_opened(case: ExportedRows) -> ExportedRows:
    """A case as who opened it knows it: what they proposed, not what the record says, which may be hidden from them."""
    proposed = {name: [None, after] for name, (_, after) in (case["proposed"] or {}).items()}
    return {**case, "proposed": proposed or None}


def _is_over(case: ExportedRows, round_: int) -> bool:
    return bool(round_ < case["round"] or case["stage"] in OVER)
