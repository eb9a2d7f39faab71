"""Words of records are found, by an index that each engine has."""

import sqlalchemy as sa
from alembic import op

from migrations import columns, search_index

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

STATES = "DRAFT", "SUBMITTED", "PUBLISHED", "ARCHIVED"


def upgrade() -> None:
    states = sa.Enum(*STATES, name="publicationstate", native_enum=False, create_constraint=True)
    op.create_table(
        "search_document",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("type_name", columns.KEY, nullable=False),
        sa.Column("state", states, nullable=False),
        sa.Column("space_id", columns.KEY, nullable=True),
        sa.Column("kind", columns.KEY, nullable=True),
        sa.Column("phase", columns.KEY, nullable=True),
        sa.Column("licence", columns.KEY, nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("fresh_day", sa.Integer(), nullable=False),
        sa.Column("title_size", sa.Integer(), nullable=False),
        sa.Column("title_words", sa.String(), nullable=False),
        sa.Column("summary_words", sa.String(), nullable=False),
        sa.Column("named_words", sa.String(), nullable=False),
        sa.Column("analyser", sa.Integer(), nullable=False),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", columns.WORDS, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_document")),
        sa.UniqueConstraint("id", name=op.f("uq_search_document_id")),
    )
    for column in ("analyser", "forgotten_at"):
        op.create_index(op.f(f"ix_search_document_{column}"), "search_document", [column])
    search_index.create()


def downgrade() -> None:
    search_index.drop()
    op.drop_table("search_document")
