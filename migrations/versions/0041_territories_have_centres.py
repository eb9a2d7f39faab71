"""Territories have a centre, so that what is near can be found."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("territory") as batch:
        batch.add_column(sa.Column("longitude", sa.Float(), nullable=True))
        batch.add_column(sa.Column("latitude", sa.Float(), nullable=True))
        batch.create_index(batch.f("ix_territory_latitude"), ["latitude"])


def downgrade() -> None:
    with op.batch_alter_table("territory") as batch:
        batch.drop_index(batch.f("ix_territory_latitude"))
        batch.drop_column("latitude")
        batch.drop_column("longitude")
