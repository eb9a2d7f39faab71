"""The policies in force: what a decision takes, and for whom none is needed."""

from datetime import datetime, timedelta

import models
from loaders.statement import Row
from loaders.transactions import Work
from models import CaseKind, Direct
from resolvers.editing.editable import table_of
from resolvers.moderation.tally import Terms

POLICY = table_of(models.Policy)
SPACE = table_of(models.Space)
COLUMNS = tuple(POLICY.c.keys())
HOUR = timedelta(hours=1)


async def policy_in_force(work: Work, now: datetime, kind: CaseKind, type_name: str) -> Row:
    """The latest policy of a type that has begun, or else that of all types."""
    rows = await work.select(POLICY, {"kind": kind}, COLUMNS)
    begun = [row for row in rows if row.type_name in (type_name, "") and row.begins_at <= now]
    return max(begun, key=lambda row: (row.type_name, row.number))


async def needs_no_case(work: Work, now: datetime, kind: CaseKind, type_name: str, space_id: str | None) -> bool:
    """Whether a space does this at once, to what is its own."""
    rows = await work.select(SPACE, {"id": space_id}, ("network_id", "verified_at"))
    if not rows or rows[0].verified_at is None:
        return False
    direct = Direct((await policy_in_force(work, now, kind, type_name)).direct)
    return direct is Direct.VERIFIED or (direct is Direct.NETWORKS and rows[0].network_id is not None)


def terms_of(policy: Row) -> Terms:
    """What the votes of a case are held to that was opened under a policy."""
    return Terms(
        *(policy.quorum, policy.majority, policy.vetoes, policy.early),
        open_for=policy.open_hours * HOUR,
        due_after=policy.due_hours * HOUR,
    )
