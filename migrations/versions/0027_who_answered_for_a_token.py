"""Tokens know who answered for them before they were taken over; of those taken over until now, nobody does."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("api_token", sa.Column("answered_before", columns.JSON_LIST, nullable=False, server_default="[]"))
    with op.batch_alter_table("api_token") as table:
        table.alter_column("answered_before", existing_type=columns.JSON_LIST, server_default=None)


def downgrade() -> None:
    op.drop_column("api_token", "answered_before")
