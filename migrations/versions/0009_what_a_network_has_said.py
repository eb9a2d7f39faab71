"""An index by which the vote of a network in a round is found."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_vote_said", "vote", ["case_id", "network_id", "round"])
    op.drop_index(op.f("ix_vote_case_id"), "vote")


def downgrade() -> None:
    op.create_index(op.f("ix_vote_case_id"), "vote", ["case_id"])
    op.drop_index("ix_vote_said", "vote")
