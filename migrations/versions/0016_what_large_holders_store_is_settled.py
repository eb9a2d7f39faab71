"""Storage of spaces with large quotas is noted row by row, and settled later."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "storage_note",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("holder_id", columns.KEY, nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("drafts", sa.Integer(), nullable=False),
        sa.Column("stored_bytes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_storage_note")),
    )


def downgrade() -> None:
    op.drop_table("storage_note")
