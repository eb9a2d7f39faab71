"""Policies say whose reports of personal data hide something at once, and cases whose did."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

BEGIN_WITH = {"hides_network": 20, "hides_verified": 3, "hides_upheld": 1, "urgent_hours": 72, "urgent_open": 3}


def upgrade() -> None:
    for name, number in BEGIN_WITH.items():
        op.add_column("policy", sa.Column(name, sa.Integer(), nullable=True))
        op.execute(f"UPDATE policy SET {name} = {number}")  # noqa: S608 - names and numbers of ours
    with op.batch_alter_table("policy") as table:
        for name in BEGIN_WITH:
            table.alter_column(name, existing_type=sa.Integer(), nullable=False)
        table.create_check_constraint(
            op.f("ck_policy_hides"), "hides_network >= 0 AND hides_verified >= 0 AND hides_upheld >= 0"
        )
        table.create_check_constraint(op.f("ck_policy_urgent"), "urgent_hours >= 1 AND urgent_open >= 0")
    op.add_column("review_case", sa.Column("hidden_by", columns.KEY, nullable=True))
    op.create_index(op.f("ix_review_case_hidden_by"), "review_case", ["hidden_by"])
    op.execute(
        "UPDATE review_case SET hidden_by = coalesce(account_id, network_id) "
        "WHERE ground = 'PERSONAL_DATA' AND proposed IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_review_case_hidden_by"), "review_case")
    with op.batch_alter_table("review_case") as table:
        table.drop_column("hidden_by")
    with op.batch_alter_table("policy") as table:
        table.drop_constraint(op.f("ck_policy_urgent"), type_="check")
        table.drop_constraint(op.f("ck_policy_hides"), type_="check")
        for name in BEGIN_WITH:
            table.drop_column(name)
