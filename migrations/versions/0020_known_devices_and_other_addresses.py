"""Devices that are known, and other addresses that accounts are to have."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "known_device",
        sa.Column("token_hash", columns.KEY, nullable=False),
        sa.Column("account_id", columns.KEY, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_known_device_account_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_known_device")),
    )
    op.create_index(op.f("ix_known_device_account_id"), "known_device", ["account_id"], unique=False)
    op.create_table(
        "email_change",
        sa.Column("account_id", columns.KEY, nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("old_token_hash", columns.KEY, nullable=False),
        sa.Column("new_token_hash", columns.KEY, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("old_confirmed_at", moment, nullable=True),
        sa.Column("new_confirmed_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_email_change_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_email_change")),
        sa.UniqueConstraint("new_token_hash", name=op.f("uq_email_change_new_token_hash")),
        sa.UniqueConstraint("old_token_hash", name=op.f("uq_email_change_old_token_hash")),
    )


def downgrade() -> None:
    op.drop_table("email_change")
    op.drop_table("known_device")
