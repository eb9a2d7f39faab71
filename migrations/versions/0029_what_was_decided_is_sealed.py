"""Decisions, policies and votes are what they were, by whatever words the database is asked."""

from alembic import op

from migrations import append_only_decisions

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    append_only_decisions.seal(op.get_bind())


def downgrade() -> None:
    append_only_decisions.lift(op.get_bind())
