"""Decisions, policies and votes are what they were, by whatever words the database is asked."""

from alembic import op

from migrations import seal_decided

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    seal_decided.seal(op.get_bind())


def downgrade() -> None:
    seal_decided.lift(op.get_bind())
