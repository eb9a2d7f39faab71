"""Indexes of sorted columns end with the id, in place of indexes of the column alone."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

SORTED = {
    "actor": ("name_sort", "updated_at"),
    "change": ("updated_at",),
    "collection": ("title_sort", "updated_at"),
    "contact": ("updated_at",),
    "decision": ("updated_at",),
    "feature": ("starts_at", "updated_at"),
    "membership": ("updated_at",),
    "network": ("name_sort", "updated_at"),
    "participation": ("updated_at",),
    "policy": ("updated_at",),
    "project": ("title_sort", "updated_at"),
    "resource": ("title_sort", "updated_at"),
    "review_case": ("updated_at",),
    "seal": ("updated_at",),
    "space": ("updated_at",),
    "territory": ("name_sort", "updated_at"),
    "topic": ("label_sort", "updated_at"),
    "workshop": ("starts_at", "title_sort", "updated_at"),
}
"""Columns that had an index of their own."""
UNSORTED = ("change", "decision", "review_case", "seal")
"""Tables whose lists are sorted by a column, `created_at`, that had none."""


def upgrade() -> None:
    for table, columns in SORTED.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}_id"), table, [column, "id"])
            op.drop_index(op.f(f"ix_{table}_{column}"), table)
    for table in UNSORTED:
        op.create_index(op.f(f"ix_{table}_created_at_id"), table, ["created_at", "id"])
    op.execute("ANALYZE")  # an index of which nothing is known is not taken for the better one


def downgrade() -> None:
    for table in UNSORTED:
        op.drop_index(op.f(f"ix_{table}_created_at_id"), table)
    for table, columns in SORTED.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
            op.drop_index(op.f(f"ix_{table}_{column}_id"), table)
    op.execute("ANALYZE")
