"""Postal codes and codes of municipal districts lead to territories as former codes do; a territory has a time zone."""

import sqlalchemy as sa
from alembic import op

from migrations import columns

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

OVERSEAS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
    "989": "Etc/GMT+8",
}
"""By code of the department, or of the collectivity that stands for one."""
REGIONS = {"01": "971", "02": "972", "03": "973", "04": "974", "06": "976"}
ISLANDS = {
    "98413": "Indian/Reunion",
    "98414": "Antarctica/DumontDUrville",
    "98415": "Indian/Mayotte",
    **dict.fromkeys(("98718", "98723", "98731", "98746", "98756", "98757"), "Pacific/Marquesas"),
    "98719": "Pacific/Gambier",
}
ELEMENTS = {"sqlite": "json_each", "postgresql": "jsonb_array_elements_text"}
ALIAS = """
INSERT INTO territory_alias (code, kind, territory_id)
SELECT DISTINCT alias.value, '{kind}', territory.id FROM territory, {elements}(territory.{column}) AS alias
"""
ALIASES = {"FORMER": "former_codes", "POSTAL": "postal_codes"}
"""Districts and more former codes come with the next `encommun seed`."""


def upgrade() -> None:
    op.add_column("territory", sa.Column("district_codes", columns.JSON_LIST, nullable=False, server_default="[]"))
    op.add_column("territory", sa.Column("time_zone", sa.String(), nullable=False, server_default="Europe/Paris"))
    with op.batch_alter_table("territory") as table:
        table.alter_column("district_codes", existing_type=columns.JSON_LIST, server_default=None)
        table.alter_column("time_zone", existing_type=sa.String(), server_default=None)
    set_zones()
    op.create_table(
        "territory_alias",
        sa.Column("code", columns.KEY, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "FORMER", "DISTRICT", "POSTAL", name="aliaskind", native_enum=False, create_constraint=True, length=8
            ),
            nullable=False,
        ),
        sa.Column("territory_id", columns.KEY, nullable=False),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name=op.f("fk_territory_alias_territory_id")),
        sa.PrimaryKeyConstraint("code", "kind", "territory_id", name=op.f("pk_territory_alias")),
    )
    for alias, column in ALIASES.items():
        places = {"kind": alias, "column": column, "elements": ELEMENTS[op.get_bind().dialect.name]}
        op.execute(ALIAS.format_map(places))
    op.drop_table("territory_former_code")


def set_zones() -> None:
    """Give territories overseas their own zones: what lies in a department that of the department."""
    connection, at = (
        op.get_bind(),
        sa.text("UPDATE territory SET time_zone = :zone WHERE kind = :kind AND code = :code"),
    )
    inside = sa.text(
        "UPDATE territory SET time_zone = :zone WHERE department_id IN "
        "(SELECT place.id FROM territory AS place WHERE place.kind = 'DEPARTMENT' AND place.code = :code)"
    )
    regions = {code: code for code in OVERSEAS if code > "974"} | REGIONS
    places = [("DEPARTMENT", code, zone) for code, zone in OVERSEAS.items()]
    places += [("REGION", code, OVERSEAS[department]) for code, department in regions.items()]
    connection.execute(inside, [{"zone": zone, "code": code} for code, zone in OVERSEAS.items()])
    places += [("COMMUNE", code, zone) for code, zone in ISLANDS.items()]
    connection.execute(at, [{"zone": zone, "kind": kind, "code": code} for kind, code, zone in places])


def downgrade() -> None:
    op.create_table(
        "territory_former_code",
        sa.Column("code", columns.KEY, nullable=False),
        sa.Column("territory_id", columns.KEY, nullable=False),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name=op.f("fk_territory_former_code_territory_id")),
        sa.PrimaryKeyConstraint("code", "territory_id", name=op.f("pk_territory_former_code")),
    )
    op.execute(
        "INSERT INTO territory_former_code (code, territory_id) "
        "SELECT code, territory_id FROM territory_alias WHERE kind = 'FORMER'"
    )
    op.drop_table("territory_alias")
    with op.batch_alter_table("territory") as table:
        table.drop_column("time_zone")
        table.drop_column("district_codes")
