"""The actor of an authority's space is a local authority again, whatever its kind became: it is never a person.

Until now, the kind of a record could be changed whoever acted for it; from now on, it stays (`KIND_SETTLED`), and
would stay wrong. Of what was erased as a person, nothing is left to bring back.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations import columns, journal

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

WRONG = sa.text(
    "SELECT id, kind, version, state, space_id FROM actor "
    "WHERE kind IN ('ELECTED_OFFICIAL', 'PUBLIC_OFFICER', 'CITIZEN') "
    "AND id IN (SELECT actor_id FROM space) AND id NOT IN (SELECT node_id FROM change WHERE kind = 'ERASED')"
)
MEND = sa.text(
    "UPDATE actor SET kind = 'LOCAL_AUTHORITY', version = :version, updated_at = :now WHERE id = :key"
).bindparams(sa.bindparam("now", type_=columns.MOMENT))


def upgrade() -> None:
    connection, now = op.get_bind(), datetime.now(UTC)
    wrong = connection.execute(WRONG).all()
    if wrong:
        connection.execute(MEND, [{"key": row.id, "version": row.version + 1, "now": now} for row in wrong])
    journal.write_down(connection, revision, now, list(map(_entry, wrong)))


def _entry(row: Any) -> journal.Entry:
    fields = {"kind": [row.kind, "LOCAL_AUTHORITY"]}
    return journal.Entry("UPDATED", row.id, row.version + 1, row.state, row.space_id, fields)


def downgrade() -> None:
    """Leave them authorities."""
