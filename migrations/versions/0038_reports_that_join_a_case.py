"""Reports join the case that asks the same, and what stewards leave undecided comes to an end."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

CASE = sa.table(
    "review_case",
    sa.column("id", columns.KEY),
    sa.column("stage", sa.String()),
    sa.column("opened_at", sa.DateTime(timezone=True)),
    sa.column("due_at", sa.DateTime(timezone=True)),
    sa.column("next_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    op.create_table(
        "review_report",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("case_id", columns.KEY, nullable=False),
        sa.Column("account_id", columns.KEY, nullable=True),
        sa.Column("network_id", columns.KEY, nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("hides", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["review_case.id"], name=op.f("fk_review_report_case_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_review_report_account_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_review_report_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_report")),
        sa.UniqueConstraint("case_id", "account_id", name=op.f("uq_review_report_case_id_account_id")),
        sa.UniqueConstraint("case_id", "network_id", name=op.f("uq_review_report_case_id_network_id")),
    )
    op.create_index(op.f("ix_review_report_account_id"), "review_report", ["account_id"])
    op.create_index(op.f("ix_review_report_network_id"), "review_report", ["network_id"])
    _have_the_escalated_end(op.get_bind())


def downgrade() -> None:
    escalated = CASE.update().where(CASE.c.stage == "ESCALATED")
    op.get_bind().execute(escalated.values(next_at=None))
    op.drop_table("review_report")


def _have_the_escalated_end(connection: sa.Connection) -> None:
    """Cases that wait for the stewards are theirs for as long as they were the networks'."""
    waiting = sa.select(CASE.c.id, CASE.c.opened_at, CASE.c.due_at).where(CASE.c.stage == "ESCALATED")
    for case in connection.execute(waiting).all():
        until = case.due_at + (case.due_at - case.opened_at)
        connection.execute(CASE.update().where(CASE.c.id == case.id).values(due_at=until, next_at=until))
