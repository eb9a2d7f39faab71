"""Networks with a conflict of interest when a case was opened."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_party",
        sa.Column("case_id", columns.KEY, nullable=False),
        sa.Column("network_id", columns.KEY, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["review_case.id"], name=op.f("fk_review_party_case_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_review_party_network_id")),
        sa.PrimaryKeyConstraint("case_id", "network_id", name=op.f("pk_review_party")),
    )
    op.create_index(op.f("ix_review_party_network_id"), "review_party", ["network_id"])


def downgrade() -> None:
    op.drop_table("review_party")
