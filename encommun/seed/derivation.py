"""Tables derived from columns, filled by the database itself: what lies inside what, and what other codes lead to."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from models import AliasKind

TERRITORY_INCLUSION = """
INSERT INTO territory_inclusion (ancestor_id, descendant_id, direct)
SELECT id, id, false FROM territory
UNION ALL
SELECT region_id, id, kind = 'DEPARTMENT' OR (kind = 'EPCI' AND department_id IS NULL)
FROM territory WHERE region_id IS NOT NULL
UNION ALL
SELECT department_id, id, true FROM territory WHERE department_id IS NOT NULL
UNION ALL
SELECT epci_id, id, true FROM territory WHERE epci_id IS NOT NULL
"""

TOPIC_INCLUSION = """
INSERT INTO topic_inclusion (ancestor_id, descendant_id, direct)
WITH RECURSIVE wider (ancestor_id, descendant_id, distance) AS (
    SELECT id, id, 0 FROM topic
    UNION ALL
    SELECT topic.broader_id, wider.descendant_id, wider.distance + 1
    FROM wider JOIN topic ON topic.id = wider.ancestor_id
    WHERE topic.broader_id IS NOT NULL
)
SELECT ancestor_id, descendant_id, distance = 1 FROM wider
"""

ALIAS = """
INSERT INTO territory_alias (code, kind, territory_id)
SELECT DISTINCT alias.value, '{kind}', territory.id FROM territory, {elements}(territory.{column}) AS alias
"""

ALIASES = {
    AliasKind.FORMER: "former_codes",
    AliasKind.DISTRICT: "district_codes",
    AliasKind.POSTAL: "postal_codes",
}
"""By kind of alias: the column of a territory that lists its own."""

ELEMENTS = {"sqlite": "json_each", "postgresql": "jsonb_array_elements_text"}
"""The function that unrolls a JSON list into rows whose column is `value`."""


async def derive_territories(connection: AsyncConnection) -> None:
    """Replaces the inclusions of all territories, and the codes that lead to them, by what their columns now say."""
    await connection.execute(text("DELETE FROM territory_inclusion"))
    await connection.execute(text(TERRITORY_INCLUSION))
    await connection.execute(text("DELETE FROM territory_alias"))
    elements = ELEMENTS[connection.dialect.name]
    for kind, column in ALIASES.items():
        await connection.execute(text(ALIAS.format(kind=kind, column=column, elements=elements)))


async def derive_topics(connection: AsyncConnection) -> None:
    """Replaces the inclusions of all topics by what `broader_id` now says."""
    await connection.execute(text("DELETE FROM topic_inclusion"))
    await connection.execute(text(TOPIC_INCLUSION))
