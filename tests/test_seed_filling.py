"""Filling a commons, filling it again, and taking the demonstration content out, on both engines."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import Connection, Table, delete, func, not_, select, update

import models
from encommun.engine import engine_scope
from encommun.migration import upgrade
from encommun.seed import avignon, fill, remove_demonstration
from encommun.seed.demonstration.block import BASE, MOMENT
from encommun.seed.demonstration.content import block_rows
from encommun.seed.demonstration.places import Places
from encommun.seed.fill import fill_territories
from encommun.seed.insertion import insert
from encommun.seed.networks import network_id
from encommun.seed.records import RECORDS
from encommun.seed.registry import Registry, shipped
from encommun.seed.territories import territory_id
from encommun.seed.topics import topic_id
from loaders.tables import table_of
from models import TerritoryKind
from models.ids import derived

territory = table_of(models.Territory)

TABLES = models.Table.metadata.sorted_tables
DERIVED = {
    *("territory", "territory_inclusion", "territory_alias", "topic_inclusion", "policy"),
    *("search_document", "uncounted_record", "counted_record", "search_word", "search_title"),
}
"""Tables that demonstration content does not touch: too large to be read whole in every test, or filled when made."""


async def stored(url: str) -> dict[str, dict]:
    """All rows by primary key of all tables but the derived ones."""
    async with engine_scope(url) as engine, engine.connect() as connection:
        return {
            table.name: keyed(table, (row._asdict() for row in await connection.execute(select(table))))
            for table in TABLES
            if table.name not in DERIVED
        }


async def counts(url: str) -> dict[str, int]:
    async with engine_scope(url) as engine, engine.connect() as connection:
        return {table.name: await connection.scalar(select(func.count()).select_from(table)) for table in TABLES}


LATER = BASE + timedelta(days=300)

DEFAULTS = {"state": models.PublicationState.PUBLISHED, "version": 1}
"""The model's defaults for columns that rows do not have."""


def keyed(table: Table, rows: Iterable[dict]) -> dict[tuple, dict]:
    """Rows with every column, by primary key."""
    columns = [column.name for column in table.columns]
    keys = [column.name for column in table.primary_key]
    full = [{column: row.get(column, DEFAULTS.get(column)) for column in columns} for row in rows]
    return {tuple(row[key] for key in keys): row for row in full}


def drawn(scale: int) -> dict[str, dict]:
    """The rows that a commons of this scale should hold."""
    rows = {table.name: [] for table in TABLES if table.name not in DERIVED}
    places = Places(shipped())
    pages = [(model, make()) for model, make in RECORDS]
    pages += [page for number in range(scale) for page in block_rows(number, places, BASE)]
    for model, page in pages:
        rows[model.__tablename__] += page
    return {name: keyed(models.Table.metadata.tables[name], found) for name, found in rows.items()}


def orphans(connection: Connection) -> list[str]:
    """Foreign keys that lead nowhere."""
    found = []
    for table in TABLES:
        for key in table.foreign_keys:
            other = key.column.table.alias()
            lost = select(func.count()).select_from(table.outerjoin(other, key.parent == other.c[key.column.name]))
            if connection.scalar(lost.where(key.parent.is_not(None), other.c[key.column.name].is_(None))):
                found.append(f"{table.name}.{key.parent.name}")
    return found


async def test_what_is_stored_is_what_was_drawn(fresh_database_url):
    """Hence the same content on both engines, on any machine; a server leaves rows of its jobs in the shared one."""
    assert await stored(fresh_database_url) == drawn(1)


async def test_every_foreign_key_holds(database_url):
    async with engine_scope(database_url) as engine, engine.connect() as connection:
        assert await connection.run_sync(orphans) == []


async def test_the_commons_has_the_size_of_the_launch(database_url):
    found = await counts(database_url)
    assert {name: found[name] for name in ("territory", "territory_alias", "topic", "network", "aid")} == {
        "territory": 36_359, "territory_alias": 39_808, "topic": 82, "network": 6, "aid": 274,
    }  # fmt: skip
    assert {name: found[name] for name in ("actor", "project", "resource", "experience_report", "workshop")} == {
        "actor": 307, "project": 80, "resource": 414, "experience_report": 100, "workshop": 40,
    }  # fmt: skip


async def test_a_scale_of_two_doubles_the_demonstration_and_keeps_the_rest(fresh_database_url):
    async with engine_scope(fresh_database_url) as engine:
        await fill(engine, 2, today=LATER)
        await fill(engine, 1)
        await fill(engine)
    assert await stored(fresh_database_url) == drawn(2)
    found = await counts(fresh_database_url)
    assert (found["actor"], found["project"], found["resource"], found["workshop"]) == (607, 140, 554, 80)


async def test_removing_the_demonstration_leaves_exactly_the_rest(fresh_database_url):
    async with engine_scope(fresh_database_url) as engine:
        await remove_demonstration(engine)
        await fill(engine)
    assert await stored(fresh_database_url) == drawn(0)
    async with engine_scope(fresh_database_url) as engine:
        await fill(engine, 1, today=BASE)
    assert await stored(fresh_database_url) == drawn(1)


async def test_a_real_project_outlives_its_demonstration_holder(fresh_database_url):
    project = table_of(models.Project)
    async with engine_scope(fresh_database_url) as engine:
        async with engine.begin() as connection:
            holder = await connection.scalar(select(project.c.holder_id).where(project.c.demonstration).limit(1))
            real = not_(project.c.demonstration)
            await connection.execute(update(project).where(real).values(holder_id=holder))
        await remove_demonstration(engine)
        async with engine.connect() as connection:
            found = list(await connection.execute(select(project.c.holder_id)))
    assert found == [(None,)] * 20


async def test_what_real_networks_put_forward_stays_without_what_was_invented(fresh_database_url):
    """A real dossier keeps its real items; what was featured of demonstration content is not featured any more."""
    item, feature = table_of(models.CollectionItem), table_of(models.Feature)
    real, invented, anct = avignon.project_id({"reference": "2018001"}), drawn_id(), network_id("anct")
    dated = {"created_at": MOMENT, "updated_at": MOMENT}
    dossier = {"id": derived("collection", "real", MOMENT), **dated, "title": "Vrai", "title_sort": "vrai"}
    period = {"starts_at": MOMENT, "ends_at": MOMENT + timedelta(days=1), "topic_id": topic_id("climat")}
    features = [
        {"id": derived("feature", node, MOMENT), **dated, **period, "node_id": node, "network_id": anct}
        for node in (real, invented)
    ]
    async with engine_scope(fresh_database_url) as engine:
        async with engine.begin() as connection:
            await insert(connection, models.Collection, [dossier])
            places = [{"position": place, "node_id": node} for place, node in enumerate((invented, real), start=1)]
            await insert(
                connection, models.CollectionItem, [{"collection_id": dossier["id"], **each} for each in places]
            )
            await insert(connection, models.Feature, features)
        await remove_demonstration(engine)
        async with engine.connect() as connection:
            assert list(await connection.execute(select(item.c.position, item.c.node_id))) == [(2, real)]
            assert list(await connection.execute(select(feature.c.node_id))) == [(real,)]


def drawn_id() -> str:
    """The id of a demonstration project."""
    return drawn(1)["project"].popitem()[0][0]


async def test_a_commons_of_an_earlier_release_gets_the_codes_that_it_lacks(fresh_database_url):
    """A migration knows of no districts: `encommun seed` brings them."""
    alias = table_of(models.TerritoryAlias)
    districts = alias.c.kind == models.AliasKind.DISTRICT
    async with engine_scope(fresh_database_url) as engine:
        async with engine.begin() as connection:
            await connection.execute(alias.delete().where(districts))
        await fill(engine)
        async with engine.connect() as connection:
            assert await connection.scalar(select(func.count()).select_from(alias).where(districts)) == 45


async def test_a_newer_vintage_updates_territories_and_keeps_those_that_are_gone(fresh_database_url):
    newer = [place for place in shipped().places if place.kind is not TerritoryKind.COMMUNE]
    (avignon,) = [place for place in shipped().places if (place.kind, place.code) == (TerritoryKind.COMMUNE, "84007")]
    renamed = avignon._replace(name="Avignon-le-Neuf", former_codes=["84133"])
    async with engine_scope(fresh_database_url) as engine, engine.begin() as connection:
        await fill_territories(connection, Registry(2027, "test", [*newer, renamed]))
        columns = select(territory.c.name, territory.c.vintage)
        changed = (await connection.execute(columns.where(territory.c.code == "84007"))).one()
        gone = (await connection.execute(columns.where(territory.c.code == "84133"))).one()
        former = table_of(models.TerritoryAlias)
        successor = await connection.scalar(select(former.c.territory_id).where(former.c.code == "84133"))
    assert tuple(changed) == ("Avignon-le-Neuf", 2027)
    assert gone.vintage == 2026
    assert successor == territory_id(TerritoryKind.COMMUNE, "84007")


async def test_what_fails_half_way_leaves_nothing(fresh_database_url):
    def fail(what: str, _done: int, _total: int) -> None:
        if what == "demonstration content":
            raise RuntimeError(what)

    async with engine_scope(fresh_database_url) as engine:
        with pytest.raises(RuntimeError):
            await fill(engine, 3, fail)
    assert (await counts(fresh_database_url))["actor"] == 307


async def test_what_is_featured_is_so_from_the_day_of_the_fill_on(empty_database_url):
    feature = table_of(models.Feature)
    async with engine_scope(empty_database_url) as engine:
        await upgrade(engine)
        for today in (LATER, BASE):  # once they are there, they stay as they are
            await fill(engine, 1, today=today)
        async with engine.connect() as connection:
            found = list(await connection.execute(select(feature.c.starts_at, feature.c.ends_at)))
    noon = datetime.combine(LATER, time(12), UTC)
    under_way = [ends_at for starts_at, ends_at in found if starts_at <= noon < ends_at]
    assert len(under_way) == len(found) - 1 == 4
    assert min(under_way) - noon > timedelta(days=80)


async def test_a_commons_of_an_earlier_release_gets_what_editors_do(fresh_database_url):
    editorial = ("Feature", "Seal", "CollectionItem", "CollectionNetwork", "Collection", "ProjectReuse")
    async with engine_scope(fresh_database_url) as engine:
        async with engine.begin() as connection:
            for name in (*editorial, "ProjectInspiration"):
                await connection.execute(delete(table_of(models.MODELS[name])))
        await fill(engine, 1, today=BASE)
    assert await stored(fresh_database_url) == drawn(1)


async def test_a_negative_scale_is_refused(database_url):
    async with engine_scope(database_url) as engine:
        with pytest.raises(ValueError, match="0 or more"):
            await fill(engine, -1)
