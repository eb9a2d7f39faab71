"""Collections of what the commons holds, and what is featured where and when."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STATES = ("DRAFT", "SUBMITTED", "PUBLISHED", "ARCHIVED")
TIES = ("collection_network", "collection_invitation")


def upgrade() -> None:
    states = sa.Enum(*STATES, name="publicationstate", native_enum=False, create_constraint=True)
    op.create_table(
        "collection",
        *_record(),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_sort", columns.KEY, nullable=False),
        sa.Column("introduction", sa.String(), nullable=True),
        sa.Column("state", states, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("space_id", columns.KEY, nullable=True),
        *_leading("collection", space_id="space"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection")),
    )
    for table in TIES:
        op.create_table(
            table,
            sa.Column("collection_id", columns.KEY, nullable=False),
            sa.Column("network_id", columns.KEY, nullable=False),
            *_leading(table, collection_id="collection", network_id="network"),
            sa.PrimaryKeyConstraint("collection_id", "network_id", name=op.f(f"pk_{table}")),
        )
    op.create_table(
        "collection_item",
        sa.Column("collection_id", columns.KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("node_id", columns.KEY, nullable=False),
        sa.Column("annotation", sa.String(), nullable=True),
        *_leading("collection_item", collection_id="collection"),
        sa.PrimaryKeyConstraint("collection_id", "position", name=op.f("pk_collection_item")),
        sa.UniqueConstraint("collection_id", "node_id", name=op.f("uq_collection_item_collection_id_node_id")),
    )
    op.create_table(
        "feature",
        *_record(),
        sa.Column("node_id", columns.KEY, nullable=False),
        sa.Column("territory_id", columns.KEY, nullable=True),
        sa.Column("topic_id", columns.KEY, nullable=True),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("network_id", columns.KEY, nullable=False),
        sa.CheckConstraint("ends_at >= starts_at", name=op.f("ck_feature_not_before_start")),
        sa.CheckConstraint("territory_id IS NOT NULL OR topic_id IS NOT NULL", name=op.f("ck_feature_somewhere")),
        *_leading("feature", territory_id="territory", topic_id="topic", network_id="network"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feature")),
    )
    for table, indexed in INDEXES.items():
        for name in indexed:
            op.create_index(op.f(f"ix_{table}_{name}"), table, [name])


INDEXES = {
    "collection": ("updated_at", "title_sort", "space_id"),
    **dict.fromkeys(TIES, ("network_id",)),
    "collection_item": ("node_id",),
    "feature": ("updated_at", "node_id", "territory_id", "topic_id", "starts_at", "network_id"),
}


def downgrade() -> None:
    for table in ("feature", "collection_item", *TIES, "collection"):
        op.drop_table(table)


def _record() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
    ]


def _leading(table: str, **columns_to: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, other in columns_to.items()
    ]
