"""Official codes, and parts in projects, are unique among what is published: what nobody sees takes nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

UNIQUE = {"actor": (("siren",), ("rna",)), "participation": (("project_id", "actor_id", "role"),)}
"""The columns in which no two records had the same, by table."""
IN_PUBLIC = sa.text("state = 'PUBLISHED'")


def upgrade() -> None:
    for table, groups in UNIQUE.items():
        with op.batch_alter_table(table) as batch:
            for columns in groups:
                batch.drop_constraint(batch.f(f"uq_{table}_{'_'.join(columns)}"), type_="unique")
        for columns in groups:
            name = "_".join(columns)
            op.create_index(op.f(f"ix_{table}_{name}"), table, columns)
            op.create_index(
                f"uq_{table}_{name}_in_public",
                *(table, columns),
                unique=True,
                sqlite_where=IN_PUBLIC,
                postgresql_where=IN_PUBLIC,
            )


def downgrade() -> None:
    """Go back; of codes that several records have by now, the published one keeps its own, or else the oldest."""
    for table, groups in UNIQUE.items():
        for columns in groups:
            name = "_".join(columns)
            op.drop_index(f"uq_{table}_{name}_in_public", table)
            op.drop_index(op.f(f"ix_{table}_{name}"), table)
            _settle(table, columns)
        with op.batch_alter_table(table) as batch:
            for columns in groups:
                batch.create_unique_constraint(batch.f(f"uq_{table}_{'_'.join(columns)}"), columns)


def _settle(name: str, columns: tuple[str, ...]) -> None:
    """Leave no two records with the same: a code is cleared, a part that somebody has already is taken out."""
    table = sa.table(name, sa.column("id"), sa.column("state"), *map(sa.column, columns))
    other = table.alias("other")
    mine, its = (sa.case((each.c.state == "PUBLISHED", 0), else_=1) for each in (table, other))
    first = sa.or_(its < mine, sa.and_(its == mine, other.c.id < table.c.id))
    taken = sa.exists().where(*(other.c[each] == table.c[each] for each in columns), first).correlate(table)
    change = sa.update(table).values({columns[0]: None}) if len(columns) == 1 else sa.delete(table)
    op.execute(change.where(taken))
