"""A claim says which place of the register it is on; those of before by the SIREN, or the place, of the actor."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

OF_ACTOR = "FROM actor JOIN territory ON {tie} WHERE actor.id = claim.actor_id"
BY_SIREN = OF_ACTOR.format(tie="territory.siren = actor.siren")
BY_CODE = OF_ACTOR.format(tie="territory.kind = 'EPCI' AND territory.code = actor.siren")
PLACED = "SELECT territory_id FROM actor WHERE actor.id = claim.actor_id"


def upgrade() -> None:
    with op.batch_alter_table("claim") as table:
        table.add_column(sa.Column("territory_id", columns.KEY, nullable=True))
        table.create_foreign_key(op.f("fk_claim_territory_id"), "territory", ["territory_id"], ["id"])
    op.create_index(op.f("ix_claim_territory_id"), "claim", ["territory_id"])
    op.execute(
        f"UPDATE claim SET territory_id = coalesce((SELECT min(territory.id) {BY_SIREN}), "  # noqa: S608 - all ours
        f"(SELECT min(territory.id) {BY_CODE}), ({PLACED}))"
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_claim_territory_id"), "claim")
    with op.batch_alter_table("claim") as table:
        table.drop_constraint(op.f("fk_claim_territory_id"), type_="foreignkey")
        table.drop_column("territory_id")
