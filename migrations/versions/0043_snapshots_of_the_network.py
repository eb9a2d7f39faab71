"""Snapshots of the network are kept, so that figures can be had again."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "network_snapshot",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_snapshot")),
    )


def downgrade() -> None:
    op.drop_table("network_snapshot")
