"""A mark for collections that are demonstration content; no existing one is."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("collection", sa.Column("demonstration", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("collection") as table:
        table.alter_column("demonstration", server_default=None)
    op.create_index(op.f("ix_collection_demonstration"), "collection", ["demonstration"])


def downgrade() -> None:
    op.drop_index(op.f("ix_collection_demonstration"), "collection")
    with op.batch_alter_table("collection") as table:
        table.drop_column("demonstration")
