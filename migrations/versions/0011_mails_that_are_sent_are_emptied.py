"""Mails that are sent or given up keep neither recipient nor subject."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE mail SET recipient = '', subject = '', body = '', failure = NULL WHERE next_try_at IS NULL")


def downgrade() -> None:
    """Nothing brings back what is gone."""
