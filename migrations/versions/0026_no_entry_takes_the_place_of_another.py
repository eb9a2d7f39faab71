"""No entry of the journal takes the place of another, by whatever words the database is asked."""

from alembic import op

from migrations import seal

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    seal.lift(op.get_bind())
    seal.seal_firmly(op.get_bind())


def downgrade() -> None:
    seal.lift(op.get_bind())
    seal.seal(op.get_bind())
