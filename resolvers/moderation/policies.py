"""The policies in force: what a decision takes, and for whom none is needed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from loaders.queries.lookup import Queryable
from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, POLICY, SPACE
from loaders.unit_of_work import UnitOfWork
from models import CaseKind, Direct, Ground
from resolvers.core.viewer import Viewer
from resolvers.moderation.tally import Terms

COLUMNS = tuple(POLICY.c.keys())
HOUR = timedelta(hours=1)


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
