"""Inclusions of territories, and former codes, as the seed derives them on both engines."""

from sqlalchemy import func, select

import models
from encommun.engine import engine_scope
from encommun.seed.territories import territory_id
from loaders.tables import table_of
from models import TerritoryKind

territory = table_of(models.Territory)
ancestor = territory.alias()
inclusion = table_of(models.TerritoryInclusion)


async def test_a_territory_lies_in_all_that_holds_it(database_url):
    avignon = territory_id(TerritoryKind.COMMUNE, "84007")
    statement = (
        select(territory.c.kind, territory.c.code, inclusion.c.direct)
        .join_from(inclusion, territory, inclusion.c.ancestor_id == territory.c.id)
        .where(inclusion.c.descendant_id == avignon)
    )
    async with engine_scope(database_url) as engine, engine.connect() as connection:
        found = {(kind, code): direct for kind, code, direct in await connection.execute(statement)}
    assert found == {
        ("COMMUNE", "84007"): False,
        ("EPCI", "248400251"): True,
        ("DEPARTMENT", "84"): True,
        ("REGION", "93"): False,
    }


async def test_an_epci_lies_directly_in_the_smallest_that_holds_it_whole(database_url):
    statement = (
        select(territory.c.department_id.is_not(None), ancestor.c.kind, func.count())
        .join_from(inclusion, territory, inclusion.c.descendant_id == territory.c.id)
        .join(ancestor, inclusion.c.ancestor_id == ancestor.c.id)
        .where(territory.c.kind == "EPCI", inclusion.c.direct)
        .group_by(territory.c.department_id.is_not(None), ancestor.c.kind)
    )
    async with engine_scope(database_url) as engine, engine.connect() as connection:
        found = {(bool(within), kind): count for within, kind, count in await connection.execute(statement)}
    assert found == {(True, "DEPARTMENT"): 1_166, (False, "REGION"): 63}


async def test_a_former_code_leads_to_the_commune_of_today(database_url):
    alias = table_of(models.TerritoryAlias)
    statement = select(territory.c.name).join_from(alias, territory).where(alias.c.code == "01340")
    async with engine_scope(database_url) as engine, engine.connect() as connection:
        assert await connection.scalar(statement.where(alias.c.kind == "FORMER")) == "Arboys en Bugey"
        assert "Attignat" in (await connection.scalars(statement.where(alias.c.kind == "POSTAL"))).all()
