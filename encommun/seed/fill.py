"""Fills a commons: territories, thesaurus, networks, published records, and demonstration content."""

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import models
from encommun.seed import aids, avignon, networks, topics
from encommun.seed.demonstration.content import block_rows, size
from encommun.seed.demonstration.places import Places
from encommun.seed.derivation import derive_territories, derive_topics
from encommun.seed.insertion import Report, insert, silent, table_of, upsert
from encommun.seed.registry import Registry, shipped
from encommun.seed.territories import territory_rows


async def fill(engine: AsyncEngine, scale: int | None = None, report: Report = silent) -> None:
    """Brings a migrated commons up to what this release ships, in one transaction, and never takes anything away.

    Without a scale: an empty commons gets everything, demonstration content at scale 1; one that was filled before
    gets newer territories if there are any, and demonstration content that was removed stays removed.
    With a scale: what is missing of that scale is added too; 0 is no demonstration content, and a smaller scale than
    before changes nothing (`remove_demonstration` first). Records that are already there are left as they are.
    Returns at once when there is nothing to do.
    """
    async with engine.begin() as connection:
        stored, registry = await _stored_vintage(connection), shipped()
        if scale is None:
            scale = 1 if stored is None else 0
        outdated = stored is None or stored < registry.vintage
        if outdated:
            await _fill_territories(connection, registry, report)
        ...
