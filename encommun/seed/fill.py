"""Fills a commons: territories, thesaurus, networks, published records, and demonstration content."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import models
from encommun.seed import aids, avignon, networks, topics
from encommun.seed.derivation import derive_territories, derive_topics
from encommun.seed.insertion import Report, insert, silent, table_of, upsert
from encommun.seed.registry import Registry, shipped
from encommun.seed.statistics import analyze
from encommun.seed.territories import territory_rows


async def fill(engine: AsyncEngine, scale: int | None = None, report: Report = silent) -> None:
    ...
