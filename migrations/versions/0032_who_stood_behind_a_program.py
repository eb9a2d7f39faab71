"""Acts that programs did before are of those who answer for them: invitations hold on, and votes are a person's.

The journal has an entry of each invitation, with the token that sent it. So those that wait hold as long as the token
does, and its giver administers the space; those that hold no more by that are withdrawn, with an entry that says why.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations import append_only_decisions, columns, journal

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

WAITS = "accepted_at IS NULL AND withdrawn_at IS NULL"
SENT_BY = f"""
UPDATE invitation SET token_id = (
    SELECT min(change.token_id) FROM change
    WHERE change.node_id = invitation.space_id AND change.created_at = invitation.created_at
) WHERE invited_by IS NULL AND token_id IS NULL AND {WAITS}
"""  # noqa: S608 - all ours
ANSWERED_BY = f"""
UPDATE invitation SET
    invited_by = (SELECT created_by FROM api_token WHERE api_token.id = invitation.token_id),
    expires_at = (
        SELECT CASE WHEN api_token.expires_at < invitation.expires_at THEN api_token.expires_at
        ELSE invitation.expires_at END FROM api_token WHERE api_token.id = invitation.token_id
    )
WHERE invited_by IS NULL AND {WAITS} AND token_id IN (SELECT id FROM api_token)
"""  # noqa: S608 - as above
ENDED = sa.text(
    f"SELECT invitation.id, invitation.space_id, invitation.role FROM invitation WHERE {WAITS} AND (NOT EXISTS ("  # noqa: S608
    "SELECT 1 FROM space_member WHERE space_member.space_id = invitation.space_id "
    "AND space_member.account_id = invitation.invited_by AND space_member.role = 'ADMIN') OR token_id IN ("
    "SELECT id FROM api_token WHERE revoked_at IS NOT NULL)) ORDER BY invitation.id"
)
WITHDRAW = sa.text("UPDATE invitation SET withdrawn_at = :now WHERE id = :key").bindparams(
    sa.bindparam("now", type_=columns.MOMENT)
)
VOTED_BY = """
UPDATE vote SET account_id = (SELECT created_by FROM api_token WHERE api_token.id = vote.token_id)
WHERE account_id IS NULL AND token_id IS NOT NULL
"""
WHY = "L'invitation a pris fin : qui l'a envoyée n'administre pas cet espace, ou son jeton ne sert plus."


def upgrade() -> None:
    connection, now = op.get_bind(), datetime.now(UTC)
    for statement in (SENT_BY, ANSWERED_BY):
        op.execute(statement)
    append_only_decisions.lift(connection)
    op.execute(VOTED_BY)  # what a vote says and for whom it counts stays
    append_only_decisions.seal(connection)
    ended = connection.execute(ENDED).all()
    if ended:
        connection.execute(WITHDRAW, [{"key": row.id, "now": now} for row in ended])
    journal.write_down(connection, revision, now, list(map(_entry, ended)))


def _entry(row: Any) -> journal.Entry:
    fields = {"invitation": [row.role, None], "reason": [None, WHY]}
    return journal.Entry("UPDATED", row.space_id, 1, "DRAFT", row.space_id, fields)


def downgrade() -> None:
    """Leave what is known of who stood behind a program."""
