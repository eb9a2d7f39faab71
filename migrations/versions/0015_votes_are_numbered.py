"""Votes of a case are numbered, so that no clock decides which is the latest; those of before by their moments."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("vote", sa.Column("number", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE vote SET number = (SELECT count(*) FROM vote AS other WHERE other.case_id = vote.case_id "
        "AND (other.created_at < vote.created_at OR (other.created_at = vote.created_at AND other.id <= vote.id)))"
    )
    with op.batch_alter_table("vote") as table:
        table.alter_column("number", existing_type=sa.Integer(), nullable=False)
    op.create_index("uq_vote_number", "vote", ["case_id", "number"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_vote_number", "vote")
    with op.batch_alter_table("vote") as table:
        table.drop_column("number")
