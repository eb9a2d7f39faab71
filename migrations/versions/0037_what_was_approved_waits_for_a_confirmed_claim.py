"""Records that the partners approved in a space of which nobody is confirmed wait, as if approved today.

It was public so far, in the name of an authority for which nobody is known to act. It is published again, by itself,
once the claim is confirmed. What a steward published there themselves stays.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations import columns, journal

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

DEPOSITED = ("actor", "contact", "membership", "participation", "project", "resource", "workshop")
APPROVED = """
SELECT record.id, record.version, record.space_id FROM {table} AS record JOIN space ON space.id = record.space_id
WHERE record.state = 'PUBLISHED' AND space.actor_id <> record.id AND space.verified_at IS NULL
AND 'APPROVED' = (SELECT decision.verdict FROM decision WHERE decision.node_id = record.id
    AND decision.kind = 'SUBMISSION' ORDER BY decision.created_at DESC, decision.round DESC LIMIT 1)
AND EXISTS (SELECT 1 FROM change WHERE change.node_id = record.id AND change.kind = 'PUBLISHED'
    AND change.account_id IS NULL AND change.network_id IS NULL AND change.token_id IS NULL
    AND change.version = (SELECT max(latest.version) FROM change AS latest
        WHERE latest.node_id = record.id AND latest.kind = 'PUBLISHED'))
ORDER BY record.id
"""
WAIT = "UPDATE {table} SET state = 'SUBMITTED', version = :version, updated_at = :now WHERE id = :key"


def upgrade() -> None:
    connection, now = op.get_bind(), datetime.now(UTC)
    for table in DEPOSITED:
        waiting = connection.execute(sa.text(APPROVED.format(table=table))).all()
        if waiting:
            wait = sa.text(WAIT.format(table=table)).bindparams(sa.bindparam("now", type_=columns.MOMENT))
            connection.execute(wait, [{"key": row.id, "version": row.version + 1, "now": now} for row in waiting])
        journal.write_down(connection, revision, now, list(map(_entry, waiting)))


def _entry(row: Any) -> journal.Entry:
    fields = {"state": ["PUBLISHED", "SUBMITTED"]}
    return journal.Entry("SUBMITTED", row.id, row.version + 1, "SUBMITTED", row.space_id, fields)


def downgrade() -> None:
    """Leave what waits: whoever goes back can have it decided again."""
