"""Consents, and a journal that is append-only."""

import sqlalchemy as sa
from alembic import op

from migrations import append_only, columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

IN_FORCE = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    purposes = sa.Enum("PUBLICATION", "PARTNERS", name="consentpurpose", native_enum=False, create_constraint=True)
    reasons = ("WITHDRAWN", "CHANGED", "ERASED")
    because = sa.Enum(*reasons, name="withdrawalreason", native_enum=False, create_constraint=True)
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "consent",
        sa.Column("id", columns.KEY, nullable=False),
        sa.Column("contact_id", columns.KEY, nullable=False),
        sa.Column("purpose", purposes, nullable=False),
        sa.Column("given_at", moment, nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("recorded_at", moment, nullable=False),
        sa.Column("recorded_by", columns.KEY, nullable=True),
        sa.Column("withdrawn_at", moment, nullable=True),
        sa.Column("withdrawn_because", because, nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_consent_contact_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_consent_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_contact_id"), "consent", ["contact_id"])
    op.create_index(op.f("ix_consent_recorded_by"), "consent", ["recorded_by"])
    op.create_index(
        *("ix_consent_in_force", "consent", ["contact_id", "purpose"]),
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )
    append_only.seal(op.get_bind())


def downgrade() -> None:
    append_only.lift(op.get_bind())
    op.drop_table("consent")
