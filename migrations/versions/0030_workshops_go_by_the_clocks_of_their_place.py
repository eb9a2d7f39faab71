"""Workshops for which nobody chose a time zone have that of their territory; before, all of them had that of Paris.

A zone that somebody gave stands in the journal, and one that nobody gave does not: so far, only what was given was
written down, and since then it always is. The moments stay, since they came with an offset, and are what people meant;
the hour at which they are shown is another one. What changes is in the journal, in a request named after the revision.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations import columns, journal

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

PARIS = "Europe/Paris"
BATCH = 500
ELSEWHERE = sa.text(
    "SELECT workshop.id, workshop.version, workshop.state, workshop.space_id, territory.time_zone "
    "FROM workshop JOIN territory ON territory.id = workshop.territory_id "
    "WHERE workshop.time_zone = 'Europe/Paris' AND territory.time_zone <> 'Europe/Paris'"
)
SAID = sa.text("SELECT node_id, fields AS said FROM change WHERE node_id IN :ids")
ASKED = sa.text(
    "SELECT node_id, proposed AS said FROM review_case "
    "WHERE node_id IN :ids AND stage IN ('OPEN', 'ESCALATED') AND proposed IS NOT NULL"
)
MOVE = sa.text("UPDATE workshop SET time_zone = :zone, version = :version, updated_at = :now WHERE id = :key")


def upgrade() -> None:
    connection, now = op.get_bind(), datetime.now(UTC)
    elsewhere = connection.execute(ELSEWHERE).all()
    chosen = set(_chosen(connection, [row.id for row in elsewhere]))
    moved = [row for row in elsewhere if row.id not in chosen]
    if moved:
        move = MOVE.bindparams(sa.bindparam("now", type_=columns.MOMENT))
        values = [{"key": row.id, "zone": row.time_zone, "version": row.version + 1, "now": now} for row in moved]
        connection.execute(move, values)
    journal.write_down(connection, revision, now, list(map(_entry, moved)))


def _chosen(connection: sa.Connection, ids: Sequence[str]) -> Iterator[str]:
    """Those of some workshops whose zone somebody gave, or would have be another one."""
    for first in range(0, len(ids), BATCH):
        for query in (SAID, ASKED):
            typed = query.bindparams(sa.bindparam("ids", expanding=True)).columns(said=columns.JSON_LIST)
            yield from (
                row.node_id
                for row in connection.execute(typed, {"ids": ids[first : first + BATCH]})
                if "time_zone" in row.said
            )


def _entry(row: Any) -> journal.Entry:
    fields = {"time_zone": [PARIS, row.time_zone]}
    return journal.Entry("UPDATED", row.id, row.version + 1, row.state, row.space_id, fields)


def downgrade() -> None:
    """Leave the zones: they are those of the places."""
