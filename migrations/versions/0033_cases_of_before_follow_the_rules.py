"""Cases of before have what the rules of today go by: rivals, words of appeals, owners, an end, and a deadline.

- Claims are against those who stood there before them, and those who administer the space.
- An appeal's words were kept in the place of those of who opened the case, and are the appeal's again.
- Cases about an authority's record belong to the space whose record it is by now; what another one proposed is over.
- Claims that were taken back are asked about no more, and neither is what is erased.
- Cases on personal data go to the stewards as soon as their policies say.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

PENDING = "stage IN ('OPEN', 'ESCALATED')"
FIRST = "panel NOT IN ('FRESH', 'EVERYONE')"
CONTESTED = "SELECT id FROM claim WHERE state = 'CONTESTED'"
ERASED = "SELECT node_id FROM change WHERE kind = 'ERASED'"
STANDING = """
INSERT INTO review_rival (case_id, account_id)
SELECT DISTINCT review_case.id, claim.account_id
FROM review_case JOIN claim ON claim.actor_id = review_case.node_id AND claim.account_id <> review_case.account_id
WHERE review_case.kind = 'CLAIM' AND claim.created_at <= review_case.created_at
AND (claim.state IN ('DECLARED', 'CONFIRMED') OR claim.state = 'REFUSED' AND claim.settled_at >= review_case.created_at)
AND NOT EXISTS (SELECT 1 FROM review_rival AS known
    WHERE known.case_id = review_case.id AND known.account_id = claim.account_id)
"""
ADMINISTERING = f"""
INSERT INTO review_rival (case_id, account_id)
SELECT DISTINCT review_case.id, space_member.account_id
FROM review_case JOIN space ON space.actor_id = review_case.node_id
JOIN space_member ON space_member.space_id = space.id AND space_member.account_id <> review_case.account_id
WHERE review_case.kind = 'CLAIM' AND space_member.role = 'ADMIN' AND {PENDING}
AND NOT EXISTS (SELECT 1 FROM review_rival AS known
    WHERE known.case_id = review_case.id AND known.account_id = space_member.account_id)
"""  # noqa: S608 - all ours
APPEALED = """
UPDATE review_case SET appeal = text, text = NULL, appealed_by = CASE
    WHEN kind IN ('SUBMISSION', 'CHANGE') THEN 'OWNER'
    WHEN NOT EXISTS (SELECT 1 FROM decision WHERE decision.case_id = review_case.id AND decision.verdict = 'APPROVED'
        AND decision.round = (SELECT max(earlier.round) FROM decision AS earlier
            WHERE earlier.case_id = review_case.id AND earlier.round < review_case.round)) THEN 'OPENER'
    WHEN kind = 'CLAIM' THEN 'RIVAL' ELSE 'OWNER' END
WHERE panel IN ('FRESH', 'EVERYONE') AND appealed_by IS NULL
"""
APPELLANT = "UPDATE review_case SET appellant_id = account_id WHERE appealed_by = 'OPENER' AND appellant_id IS NULL"
MOVED = (
    "type_name = 'Actor' AND kind <> 'CLAIM' AND coalesce(owner_id, '') <> "
    "(SELECT coalesce(actor.space_id, '') FROM actor WHERE actor.id = review_case.node_id)"
)
OVER = (
    f"kind = 'CHANGE' AND {MOVED}",
    f"kind = 'CLAIM' AND question NOT IN ({CONTESTED}) AND {FIRST}",
    f"node_id IN ({ERASED})",
    f"kind = 'DUPLICATE' AND question IN ({ERASED}) AND {FIRST}",
)
"""The cases that nobody needs to decide any more."""
UNOWNED = f"UPDATE review_case SET panel = 'PARTNERS' WHERE {PENDING} AND panel = 'OWNER' AND owner_id IS NULL"  # noqa: S608
OWNED = f"UPDATE review_case SET owner_id = (SELECT space_id FROM actor WHERE id = node_id) WHERE {MOVED}"  # noqa: S608
URGENT = sa.text(
    "SELECT review_case.id, review_case.opened_at, review_case.due_at, review_case.next_at, policy.urgent_hours "
    "FROM review_case JOIN policy ON policy.id = review_case.policy_id "
    "WHERE review_case.stage = 'OPEN' AND review_case.ground = 'PERSONAL_DATA'"
).columns(opened_at=columns.MOMENT, due_at=columns.MOMENT, next_at=columns.MOMENT)
SOONER = sa.text("UPDATE review_case SET due_at = :due, next_at = :next WHERE id = :key").bindparams(
    sa.bindparam("due", type_=columns.MOMENT), sa.bindparam("next", type_=columns.MOMENT)
)


def upgrade() -> None:
    for statement in (STANDING, ADMINISTERING, APPEALED, APPELLANT):
        op.execute(statement)
    for over in OVER:
        op.execute(f"UPDATE review_case SET stage = 'WITHDRAWN', next_at = NULL WHERE {PENDING} AND {over}")  # noqa: S608
    for statement in (OWNED, UNOWNED):
        op.execute(statement)
    hasten(op.get_bind())


def hasten(connection: sa.Connection) -> None:
    """Have cases on personal data go to the stewards when those do that are opened today."""
    if sooner := list(_sooner(connection.execute(URGENT).all())):
        connection.execute(SOONER, sooner)


def _sooner(cases: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for each in cases:
        due = each.opened_at + timedelta(hours=each.urgent_hours)
        if due < each.due_at:
            yield {"key": each.id, "due": due, "next": min(each.next_at or due, due)}


def downgrade() -> None:
    """Leave the cases: what is over stays so."""
