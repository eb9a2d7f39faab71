"""The layout of the network's picture is kept with its snapshot, so that no other process computes it again."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("network_snapshot", sa.Column("layout", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("network_snapshot", "layout")
