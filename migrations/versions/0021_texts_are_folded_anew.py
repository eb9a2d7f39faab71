"""Texts are folded anew for sorting and searching: hyphens, blanks and apostrophes are one, ligatures come after."""

import sqlalchemy as sa
from alembic import op

from models.folding import folded

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

FOLDED = {
    "actor": ("name", "name_sort"),
    "collection": ("title", "title_sort"),
    "network": ("name", "name_sort"),
    "project": ("title", "title_sort"),
    "resource": ("title", "title_sort"),
    "territory": ("name", "name_sort"),
    "topic": ("label_fr", "label_sort"),
    "workshop": ("title", "title_sort"),
}
"""By table: what is folded, and where it stands folded."""
BATCH = 2_000
"""Rows read and written at once."""


def upgrade() -> None:
    for name, (text, sort) in FOLDED.items():
        refold(op.get_bind(), sa.table(name, sa.column("id"), sa.column(text), sa.column(sort)), sort)


def downgrade() -> None:
    """Leave texts as they are folded: whoever folds them otherwise does so when they change."""


def refold(connection: sa.Connection, table: sa.TableClause, sort: str) -> None:
    """Fold the texts of a table (id, text, what is folded of it), a batch of rows after the other."""
    batch = sa.select(table).where(table.c.id > sa.bindparam("last")).order_by(table.c.id).limit(BATCH)
    change = sa.update(table).where(table.c.id == sa.bindparam("key")).values({sort: sa.bindparam("folded")})
    last = ""
    while rows := connection.execute(batch, {"last": last}).all():
        last = rows[-1][0]
        wanted = ((key, folded(said), stored) for key, said, stored in rows)
        changes = [{"key": key, "folded": found} for key, found, stored in wanted if found != stored]
        if changes:
            connection.execute(change, changes)
