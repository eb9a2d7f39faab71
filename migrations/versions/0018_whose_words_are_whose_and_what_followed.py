"""Appeals have words of their own, rivals a part in the case of a claim, and decisions say what hindered them."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SIDES = ("OPENER", "OWNER", "RIVAL")
HINDRANCES = ("MOVED", "CHANGED", "HIDDEN", "OTHER_GONE", "OTHER_DECISION", "INVALID", "SETTLED")


def upgrade() -> None:
    with op.batch_alter_table("review_case") as table:
        table.add_column(sa.Column("appeal", sa.String(), nullable=True))
        table.add_column(sa.Column("appealed_by", _listed("side", SIDES), nullable=True))
        table.add_column(sa.Column("appellant_id", columns.KEY, nullable=True))
        table.create_foreign_key(op.f("fk_review_case_appellant_id"), "account", ["appellant_id"], ["id"])
        table.create_index(op.f("ix_review_case_appellant_id"), ["appellant_id"])
    with op.batch_alter_table("decision") as table:
        table.add_column(sa.Column("hindered_by", _listed("hindrance", HINDRANCES), nullable=True))
        table.add_column(sa.Column("before", columns.JSON_LIST, nullable=True))
    op.create_table(
        "review_rival",
        sa.Column("case_id", columns.KEY, nullable=False),
        sa.Column("account_id", columns.KEY, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["review_case.id"], name=op.f("fk_review_rival_case_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_review_rival_account_id")),
        sa.PrimaryKeyConstraint("case_id", "account_id", name=op.f("pk_review_rival")),
    )
    op.create_index(op.f("ix_review_rival_account_id"), "review_rival", ["account_id"])


def downgrade() -> None:
    op.drop_table("review_rival")
    with op.batch_alter_table("decision") as table:
        table.drop_constraint(op.f("ck_decision_hindrance"), type_="check")
        table.drop_column("before")
        table.drop_column("hindered_by")
    with op.batch_alter_table("review_case") as table:
        table.drop_constraint(op.f("fk_review_case_appellant_id"), type_="foreignkey")
        table.drop_constraint(op.f("ck_review_case_side"), type_="check")
        table.drop_index(op.f("ix_review_case_appellant_id"))
        table.drop_column("appellant_id")
        table.drop_column("appealed_by")
        table.drop_column("appeal")


def _listed(name: str, members: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True)
