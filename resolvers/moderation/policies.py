"""Policies: the ones in force, what a decision takes under them, for whom none is needed; and their adoption."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from loaders.queries.lookup import Queryable
from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, POLICY, SPACE
from loaders.unit_of_work import UnitOfWork
from models import CaseKind, Direct, Ground, Policy, ids
from resolvers.core.record_types import REVIEWABLE_TYPES
from resolvers.core.refusals import NotPermitted, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer
from resolvers.validation import Problem
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.texts import Limit, line

COLUMNS = tuple(POLICY.c.keys())
HOUR = timedelta(hours=1)
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
class Terms:
    """The thresholds of a policy; durations are exact, so that no change of clocks makes them longer or shorter."""

    quorum: int
    """Distinct networks that must have voted, abstentions included."""
    majority: int
    """Percent of the votes that are no abstentions, above 50."""
    vetoes: int | None
    """Rejections that reject whatever the others say; None: no number of them does."""
    early: int | None
    """Votes of one choice, with none of another but abstentions, that decide before the minimum time."""
    open_for: timedelta
    """The minimum time."""
    due_after: timedelta
    """The deadline, at which a case that is not decided goes to the stewards."""


async def policy_in_force(work: UnitOfWork, now: datetime, kind: CaseKind, type_name: str) -> Row:
    """The latest policy of a type that has begun, or else that of all types."""
    rows = await work.select(POLICY, {"kind": kind}, COLUMNS)
    begun = [row for row in rows if row.type_name in (type_name, "") and row.begins_at <= now]
    return max(begun, key=lambda row: (row.type_name, row.number))


async def is_direct(work: UnitOfWork, now: datetime, kind: CaseKind, type_name: str, space_id: str | None) -> bool:
    """True if the policy lets a space do this to its own records directly."""
    rows = await work.select(SPACE, {"id": space_id}, ("network_id", "verified_at"))
    if not rows or rows[0].verified_at is None:
        return False
    direct = Direct((await policy_in_force(work, now, kind, type_name)).direct)
    return direct is Direct.VERIFIED or (direct is Direct.NETWORKS and rows[0].network_id is not None)


async def adopter_names(reads: Queryable, viewer: Viewer, policies: Sequence[Any]) -> list[str | None]:
    """Return, for n policies (`adopted_by`), the names of their stewards, if the viewer may know them."""
    if not viewer.networks and not viewer.steward:
        return [None] * len(policies)
    accounts = sorted({each.adopted_by for each in policies if each.adopted_by})
    rows = await select_in(reads, ACCOUNT, "id", accounts, ("id", "name", "erased_at"))
    names = {row.id: row.name for row in rows if row.erased_at is None}
    return [names.get(each.adopted_by) for each in policies]


def voting_terms(policy: Row, ground: Ground | None) -> Terms:
    """Return the voting terms of a case under a policy; a report of personal data has shorter ones."""
    due = min(policy.due_hours, policy.urgent_hours) if ground == Ground.PERSONAL_DATA else policy.due_hours
    return Terms(
        *(policy.quorum, policy.majority, policy.vetoes, policy.early),
        open_for=min(policy.open_hours, due) * HOUR,
        due_after=due * HOUR,
    )


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
