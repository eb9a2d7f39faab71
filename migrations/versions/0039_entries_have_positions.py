"""Entries of the journal have positions, and what follows the journal has a cursor."""

import sqlalchemy as sa
from alembic import op

from migrations import append_only, columns

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

GIVE_POSITIONS = """
UPDATE change SET position = numbered.position
FROM (SELECT id, row_number() OVER (ORDER BY created_at, id) AS position FROM change) AS numbered
WHERE numbered.id = change.id
"""
INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE schemaname = current_schema() AND tablename = 'change' AND indexname <> 'pk_change'
"""


def upgrade() -> None:
    append_only.lift(op.get_bind())
    op.add_column("change", sa.Column("position", sa.BigInteger(), nullable=True))
    _give_positions(op.get_bind())
    _create_index("uq_change_position", ["position"], "position IS NOT NULL", unique=True)
    _create_index("ix_change_unpublished", ["created_at", "id"], "position IS NULL", unique=False)
    append_only.seal_with_positions(op.get_bind())
    op.create_table(
        "follower",
        sa.Column("name", columns.KEY, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.Column("last_error_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_success_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_follower")),
    )


def downgrade() -> None:
    op.drop_table("follower")
    append_only.lift(op.get_bind())
    op.drop_index("ix_change_unpublished", "change")
    op.drop_index("uq_change_position", "change")
    op.drop_column("change", "position")
    append_only.seal_firmly(op.get_bind())


def _give_positions(connection: sa.Connection) -> None:
    """PostgreSQL writes a row that changes anew, and into each of its indexes, which are sooner built at the end."""
    indexes = connection.exec_driver_sql(INDEXES).all() if connection.dialect.name == "postgresql" else []
    for name, _ in indexes:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    connection.exec_driver_sql(GIVE_POSITIONS)
    for _, definition in indexes:
        connection.exec_driver_sql(definition)


def _create_index(name: str, names: list[str], where: str, *, unique: bool) -> None:
    condition = sa.text(where)
    op.create_index(name, "change", names, unique=unique, sqlite_where=condition, postgresql_where=condition)
