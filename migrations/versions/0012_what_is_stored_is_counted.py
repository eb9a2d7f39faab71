"""Storage used by each space, computed from its rows; accounts begin with nothing."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

DEPOSITED = ("actor", "contact", "membership", "participation", "project", "resource", "workshop", "collection")


def upgrade() -> None:
    op.create_table(
        "storage_usage",
        sa.Column("holder_id", columns.KEY, nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("drafts", sa.Integer(), nullable=False),
        sa.Column("stored_bytes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("holder_id", name=op.f("pk_storage_usage")),
    )
    of_text = "octet_length(fields::text)", "length(CAST(fields AS BLOB))"
    size = of_text[op.get_bind().dialect.name == "sqlite"]
    draft = "CASE state WHEN 'DRAFT' THEN 1 ELSE 0 END"
    rows = " UNION ALL ".join(
        f"SELECT space_id, 1 AS records, {draft} AS drafts, 0 AS stored_bytes FROM {table}"  # noqa: S608 - names of ours
        for table in DEPOSITED
    )
    op.execute(
        "INSERT INTO storage_usage (holder_id, records, drafts, stored_bytes) "  # noqa: S608 - as above
        "SELECT space_id, sum(records), sum(drafts), sum(stored_bytes) "
        f"FROM ({rows} UNION ALL SELECT space_id, 0, 0, {size} FROM change) AS stored "
        "WHERE space_id IS NOT NULL GROUP BY space_id"
    )


def downgrade() -> None:
    op.drop_table("storage_usage")
