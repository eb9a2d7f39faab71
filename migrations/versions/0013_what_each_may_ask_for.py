"""Points: what each address, account and token may still ask for."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rate_bucket",
        sa.Column("key", columns.KEY, nullable=False),
        sa.Column("level", sa.BigInteger(), nullable=False),
        sa.Column("moment", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rate_bucket")),
    )
    op.create_index(op.f("ix_rate_bucket_moment"), "rate_bucket", ["moment"])


def downgrade() -> None:
    op.drop_table("rate_bucket")
