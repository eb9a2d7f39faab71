"""Words that erased persons said in cases, or that were said of erased records, go as with erasures of today."""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

GONE = "(SELECT id FROM account WHERE erased_at IS NOT NULL)"
ERASED = "(SELECT node_id FROM change WHERE kind = 'ERASED')"
ABOUT = f"node_id IN {ERASED} OR kind = 'DUPLICATE' AND question IN {ERASED}"
BLANKED = {
    "text": f"account_id IN {GONE} OR {ABOUT}",
    "appeal": f"appellant_id IN {GONE} OR {ABOUT}",
    "proposed": ABOUT,
}
"""By column of cases: which of them say nothing there any more."""
FORGOTTEN = f"SELECT id FROM review_case WHERE {ABOUT} OR kind = 'CLAIM' AND account_id IN {GONE}"  # noqa: S608 - all ours


def upgrade() -> None:
    for column, which in BLANKED.items():
        op.execute(f"UPDATE review_case SET {column} = NULL WHERE {which}")  # noqa: S608 - all ours
    op.execute(f"UPDATE vote SET text = NULL WHERE account_id IN {GONE} OR case_id IN ({FORGOTTEN})")  # noqa: S608


def downgrade() -> None:
    """Nothing brings back what is gone."""
