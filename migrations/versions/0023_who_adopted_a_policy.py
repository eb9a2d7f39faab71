"""Policies say which steward adopted them, and why."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("policy", sa.Column("adopted_by", columns.KEY, nullable=True))
    op.add_column("policy", sa.Column("reason", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("policy") as table:
        table.drop_column("reason")
        table.drop_column("adopted_by")
