"""Fills a commons: territories, thesaurus, networks, published records, and demonstration content."""

from datetime import UTC, date, datetime

from sqlalchemy import delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import models
from encommun.seed.demonstration.content import block_rows, size
from encommun.seed.demonstration.places import Places
from encommun.seed.derivation import derive_territories, derive_topics
from encommun.seed.indexing import index_seeded
from encommun.seed.insertion import Report, insert, reported, silent, upsert
from encommun.seed.records import RECORDS
from encommun.seed.registry import ALIASES, LOCATED, VINTAGE, Registry, shipped
from encommun.seed.territories import territory_rows
from loaders.tables import table_of


async def fill(
    engine: AsyncEngine, scale: int | None = None, report: Report = silent, today: date | None = None
) -> None:
    """Brings a migrated commons up to what this release ships, in one transaction; never takes anything away.

    Then all records are indexed for the search.

    Without a scale: an empty commons gets everything, with demonstration content at scale 1; one that was filled
    before gets newer territories if there are any, and demonstration content that was removed stays removed.
    With a scale: what is missing of that scale is added as well. 0 means no demonstration content; a scale smaller
    than before changes nothing (`remove_demonstration` comes first). Records that are there stay as they are.
    What demonstration content features is featured from `today` on: the day in UTC, unless another is given.
    Returns at once when nothing is missing; raises ValueError for a negative scale.
    """
    if scale is not None and scale < 0:
        raise ValueError("scale must be 0 or more")
    async with engine.begin() as connection:
        stored = await _stored_vintage(connection)
        wanted = scale if scale is not None else int(stored is None)
        current = stored is not None and stored >= VINTAGE and await _leads(connection) and await _located(connection)
        if current and await _holds(connection, wanted):
            return
        registry = shipped()
        if not current:
            await fill_territories(connection, registry, report)
        await _fill_records(connection, report)
        await _fill_demonstration(connection, Places(registry), wanted, today or datetime.now(UTC).date(), report)
        await connection.execute(delete(table_of(models.NetworkSnapshot)))  # no journal tells of what was added
        await connection.execute(text("ANALYZE"))
    await index_seeded(engine)


async def fill_territories(connection: AsyncConnection, registry: Registry, report: Report = silent) -> None:
    """Adds the registry's territories or brings them up to date, and derives what lies inside what.

    A commune that is no longer in the registry stays, at the vintage that last had it: records may refer to it.
    """
    write = insert if await _stored_vintage(connection) is None else upsert  # upsert takes SQLite twice as long
    rows = reported(territory_rows(registry), "territories", len(registry.places), report)
    await write(connection, models.Territory, rows)
    await derive_territories(connection)


async def _fill_records(connection: AsyncConnection, report: Report) -> None:
    for done, (model, rows) in enumerate(RECORDS, start=1):
        await insert(connection, model, rows())
        report("published records", done, len(RECORDS))
    await derive_topics(connection)


async def _fill_demonstration(
    connection: AsyncConnection, places: Places, scale: int, today: date, report: Report
) -> None:
    for number in range(scale):
        for model, rows in block_rows(number, places, today):
            await insert(connection, model, rows)
        report("demonstration content", number + 1, scale)


async def _stored_vintage(connection: AsyncConnection) -> int | None:
    """The newest vintage among the territories; None in a commons that was never filled."""
    vintage: int | None = await connection.scalar(select(func.max(table_of(models.Territory).c.vintage)))
    return vintage


async def _leads(connection: AsyncConnection) -> bool:
    """True if as many codes that are no official ones of today lead to a territory as in this release."""
    alias = table_of(models.TerritoryAlias)
    given = alias.c.kind.in_((models.AliasKind.FORMER, models.AliasKind.DISTRICT))
    found = await connection.scalar(select(func.count()).select_from(alias).where(given))
    return (found or 0) >= ALIASES


async def _located(connection: AsyncConnection) -> bool:
    """True if as many territories as in this release have coordinates."""
    latitude = table_of(models.Territory).c.latitude
    return (await connection.scalar(select(func.count(latitude))) or 0) >= LOCATED


async def _holds(connection: AsyncConnection, scale: int) -> bool:
    """True if the database has as many demonstration records of each kind as the scale."""
    for model, expected in size(scale).items():
        table = table_of(model)
        found = await connection.scalar(select(func.count()).select_from(table).where(table.c.demonstration))
        if (found or 0) < expected:
            return False
    return True
