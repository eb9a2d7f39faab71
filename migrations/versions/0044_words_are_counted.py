"""Words are counted for suggestions, titles are completed, and what people look for is counted too."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_word",
        sa.Column("word", columns.KEY, nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("stem", columns.KEY, nullable=False),
        sa.Column("backwards", columns.KEY, nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_word")),
    )
    for column in ("backwards", "stem"):
        op.create_index(op.f(f"ix_search_word_{column}"), "search_word", [column])
    op.create_table(
        "counted_record",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_record")),
    )
    op.create_table(
        "uncounted_record",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("record_id", columns.KEY, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_uncounted_record")),
    )
    op.create_table(
        "search_title",
        sa.Column("type_name", columns.KEY, nullable=False),
        sa.Column("phrase", columns.KEY, nullable=False),
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("type_name", "phrase", "id", name=op.f("pk_search_title")),
    )
    op.create_index(op.f("ix_search_title_id"), "search_title", ["id"])
    op.create_table(
        "logged_search",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("words", columns.KEY, nullable=False),
        sa.Column("searches", sa.Integer(), nullable=False),
        sa.Column("results", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "words", name=op.f("pk_logged_search")),
    )
    op.execute("INSERT INTO uncounted_record (record_id) SELECT id FROM search_document")


def downgrade() -> None:
    for table in ("logged_search", "search_title", "uncounted_record", "counted_record", "search_word"):
        op.drop_table(table)
