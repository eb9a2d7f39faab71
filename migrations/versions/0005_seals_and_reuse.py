"""Seals, and the projects and resources that a project was inspired by or reuses."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

IN_FORCE = sa.text("withdrawn_at IS NULL")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    kinds = sa.Enum("VERIFIED", "REUSED", name="sealkind", native_enum=False, create_constraint=True)
    op.create_table(
        "seal",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("resource_id", columns.KEY, nullable=False),
        sa.Column("network_id", columns.KEY, nullable=False),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_seal_resource_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_seal_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal")),
    )
    for name in ("updated_at", "resource_id", "network_id"):
        op.create_index(op.f(f"ix_seal_{name}"), "seal", [name])
    op.create_index(
        *("uq_seal_in_force", "seal", ["resource_id", "network_id", "kind"]),
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )
    another = sa.CheckConstraint("project_id <> inspired_by_id", name=op.f("ck_project_inspiration_another"))
    _tie("project_inspiration", "inspired_by_id", "project", another)
    _tie("project_reuse", "resource_id", "resource")


def downgrade() -> None:
    for table in ("project_reuse", "project_inspiration", "seal"):
        op.drop_table(table)


def _tie(table: str, column: str, other: str, *constraints: sa.CheckConstraint) -> None:
    op.create_table(
        table,
        sa.Column("project_id", columns.KEY, nullable=False),
        sa.Column(column, columns.KEY, nullable=False),
        *constraints,
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f(f"fk_{table}_project_id")),
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}")),
        sa.PrimaryKeyConstraint("project_id", column, name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
