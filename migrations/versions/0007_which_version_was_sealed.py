"""The version of a resource that a network has sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("seal", sa.Column("version", sa.Integer(), nullable=True))
    op.execute("UPDATE seal SET version = (SELECT version FROM resource WHERE resource.id = seal.resource_id)")
    with op.batch_alter_table("seal") as table:
        table.alter_column("version", existing_type=sa.Integer(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("seal") as table:
        table.drop_column("version")
