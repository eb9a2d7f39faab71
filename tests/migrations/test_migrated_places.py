"""Territories of an earlier release get their time zones, and the codes that lead to them, by the migration."""

from sqlalchemy import text

from encommun.engine import engine_scope
from encommun.migration import migration_transaction, upgrade
from encommun.seed.registry import shipped
from encommun.seed.territories import territory_rows
from models import TerritoryKind
from tests.migrations.test_refolded_texts import migrated

BEFORE = "0021"
INSERT = """INSERT INTO territory
(id, created_at, updated_at, kind, code, name, name_sort, postal_codes, former_codes, vintage, region_id, department_id)
VALUES (:id, '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00', :kind, :code, :name, :name, {lists}, 2026,
        :region_id, :department_id)"""
LISTS = {
    "sqlite": ":postal_codes, :former_codes",
    "postgresql": "CAST(CAST(:postal_codes AS text) AS jsonb), CAST(CAST(:former_codes AS text) AS jsonb)",
}


def places():
    """Regions, departments, and the communes of some, as an earlier release has stored them."""
    registry = shipped()
    some = [
        place
        for place in registry.places
        if place.kind in (TerritoryKind.REGION, TerritoryKind.DEPARTMENT)
        or (place.kind is TerritoryKind.COMMUNE and (place.department or "")[:2] in ("01", "97", "98"))
    ]
    for row in territory_rows(registry._replace(places=some)):
        lists = {name: str(row[name]).replace("'", '"') for name in ("postal_codes", "former_codes")}
        yield {**row, "kind": str(row["kind"]), **lists}


async def test_places_of_before_get_their_zones_and_aliases(empty_database_url):
    rows = list(places())
    async with engine_scope(empty_database_url) as engine:
        async with migration_transaction(engine) as connection:
            await connection.run_sync(lambda sync: migrated(sync, BEFORE))
            await connection.execute(text(INSERT.format(lists=LISTS[engine.dialect.name])), rows)
        await upgrade(engine)
        async with engine.connect() as connection:
            stored = {row.id: row.time_zone for row in await connection.execute(text("SELECT * FROM territory"))}
            aliases = list(await connection.execute(text("SELECT code, kind FROM territory_alias")))
    assert stored == {row["id"]: row["time_zone"] for row in rows}
    assert len(set(stored.values())) == 17
    assert ("01091", "FORMER") in {(each.code, each.kind) for each in aliases}
    assert ("97400", "POSTAL") in {(each.code, each.kind) for each in aliases}
