"""Policies adopted: another version from a moment on; cases that are open keep theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loaders.sql.statement import Row
from loaders.tables import POLICY
from models import CaseKind, Policy, ids
from resolvers.core.record_types import REVIEWABLE_TYPES
from resolvers.core.refusals import NotPermitted, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.policies import COLUMNS
from resolvers.validation import Problem
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.texts import Limit, line

MOST_NETWORKS, LONGEST = 1_000, 8_784
"""The highest quorum, and the hours of a leap year."""
MOST_HIDDEN = 1_000
"""Fields at a time."""
NO_REASON = Problem((), "REQUIRED")
BOUNDS: Mapping[str, tuple[int, int]] = {
    "quorum": (1, MOST_NETWORKS),
    "majority": (51, 100),
    "vetoes": (1, MOST_NETWORKS),
    "early": (1, MOST_NETWORKS),
    "open_hours": (0, LONGEST),
    "due_hours": (1, LONGEST),
    "appeal_hours": (0, LONGEST),
    **dict.fromkeys(("hides_network", "hides_verified", "hides_upheld", "urgent_open"), (0, MOST_HIDDEN)),
    "urgent_hours": (1, LONGEST),
}


@dataclass(frozen=True, slots=True)
class PolicyDraft:
    """A draft of a policy: its terms, its cases and its start."""

    kind: CaseKind
    type_name: str
    """Empty for all types that have no policy of their own."""
    begins_at: datetime | None
    """None: at once."""
    terms: Mapping[str, Any]
    """The terms by column of a Policy: thresholds, direct changes, and limits on hidden fields."""
    reason: str | None
    """The agreement of the partners, and where it was made; needed."""


async def adopt_policy(use_case: UseCase, adoption: PolicyDraft) -> Row:
    """The new version of a policy; the versions before it stay as they are, and none begins in the past."""
    if not use_case.viewer.steward:
        refuse(NotPermitted("DECIDED_BY_STEWARDS"))
    begins_at = adoption.begins_at or use_case.now
    reason, wrong = line(Limit.SUMMARY)(adoption.reason) if adoption.reason is not None else (None, [NO_REASON])
    if problems := [*_problems(adoption, begins_at < use_case.now), *(each.under("reason") for each in wrong)]:
        refuse(ValidationFailed(problems))
    place = {"kind": adoption.kind, "type_name": adoption.type_name}
    versions = await use_case.work.select(POLICY, place, ("number",))
    row = {
        "id": ids.new(Policy.prefix),
        "created_at": use_case.now,
        "updated_at": use_case.now,
        **place,
        "number": 1 + max((each.number for each in versions), default=0),
        "begins_at": begins_at,
        "adopted_by": use_case.viewer.account_id,
        "reason": reason,
        **adoption.terms,
    }
    await use_case.work.insert(POLICY, [row])
    return await use_case.row_by_id(POLICY, str(row["id"]), COLUMNS)


def _problems(adoption: PolicyDraft, late: bool) -> list[Problem]:  # noqa: FBT001 - nothing else is told of the moment
    found = [
        Problem((to_camel_case(name),), "NUMBER_OUT_OF_RANGE", {"lowest": least, "highest": most})
        for name, (least, most) in BOUNDS.items()
        if (value := adoption.terms[name]) is not None and not least <= value <= most
    ]
    if adoption.type_name and adoption.type_name not in REVIEWABLE_TYPES:
        found.append(Problem(("typeName",), "UNKNOWN_TYPE", {"types": ", ".join(REVIEWABLE_TYPES)}))
    if late:
        found.append(Problem(("beginsAt",), "IN_THE_PAST"))
    if not found and (adoption.terms["early"] or MOST_NETWORKS) < adoption.terms["quorum"]:
        found.append(Problem(("early",), "BELOW_THE_QUORUM"))
    if not found and adoption.terms["due_hours"] <= adoption.terms["open_hours"]:
        found.append(Problem(("dueHours",), "BEFORE_THE_MINIMUM"))
    return found
