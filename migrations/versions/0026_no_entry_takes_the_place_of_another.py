"""No entry of the journal takes the place of another, by whatever words the database is asked."""

from alembic import op

from migrations import append_only

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    append_only.lift(op.get_bind())
    append_only.seal_firmly(op.get_bind())


def downgrade() -> None:
    append_only.lift(op.get_bind())
    append_only.seal(op.get_bind())
