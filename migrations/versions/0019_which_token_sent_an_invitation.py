"""Invitations say which token sent them: they end with it."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("invitation", sa.Column("token_id", columns.KEY, nullable=True))
    op.create_index("ix_invitation_token_id", "invitation", ["token_id"])


def downgrade() -> None:
    op.drop_index("ix_invitation_token_id", "invitation")
    op.drop_column("invitation", "token_id")
