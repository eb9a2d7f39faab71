"""A round in which one person spoke in two names, or a steward for a network, begins anew: nobody may from now on.

What was voted in it counts for nothing, as when what is judged changes, and the networks that judge it are asked again.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TWICE = """EXISTS (
    SELECT 1 FROM vote AS other WHERE other.case_id = vote.case_id AND other.round = vote.round
    AND other.account_id = vote.account_id AND coalesce(other.network_id, '') <> coalesce(vote.network_id, '')
)"""
AS_STEWARD = "vote.network_id IS NOT NULL AND vote.account_id IN (SELECT id FROM account WHERE steward)"
UNEVEN = sa.text(
    "SELECT review_case.id, review_case.round, review_case.ground, policy.open_hours, policy.due_hours, "  # noqa: S608
    "policy.urgent_hours FROM review_case JOIN policy ON policy.id = review_case.policy_id "
    "WHERE review_case.stage = 'OPEN' AND EXISTS (SELECT 1 FROM vote WHERE vote.case_id = review_case.id "
    f"AND vote.round = review_case.round AND ({TWICE} OR {AS_STEWARD})) ORDER BY review_case.id"
)
NAMES = ("opened_at", "next_at", "due_at", "updated_at")
ANEW = sa.text(
    "UPDATE review_case SET round = :round, opened_at = :opened_at, next_at = :next_at, due_at = :due_at, "
    "updated_at = :updated_at, held_by = NULL, held_until = NULL WHERE id = :key"
).bindparams(*(sa.bindparam(name, type_=columns.MOMENT) for name in NAMES))


def upgrade() -> None:
    now = datetime.now(UTC)
    if uneven := op.get_bind().execute(UNEVEN).all():
        op.get_bind().execute(ANEW, [_begun(case, now) for case in uneven])


def _begun(case: Any, now: datetime) -> dict[str, Any]:
    hours = min(case.due_hours, case.urgent_hours) if case.ground == "PERSONAL_DATA" else case.due_hours
    due, ripe = (now + timedelta(hours=each) for each in (hours, min(case.open_hours, hours)))
    return {
        "key": case.id,
        "round": case.round + 1,
        "opened_at": now,
        "next_at": ripe,
        "due_at": due,
        "updated_at": now,
    }


def downgrade() -> None:
    """Leave the rounds: what was voted stays beside them."""
