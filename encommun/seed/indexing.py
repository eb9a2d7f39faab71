"""Indexes the words of what was written as rows, once it is stored."""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from encommun.seed.unlinking import COMMONS
from loaders.unit_of_work import open_writer
from resolvers.core.execute import UnitsOfWork
from resolvers.core.site import DEFAULT_SITE
from resolvers.search.index_upkeep import index_all_missing
from resolvers.search.vocabulary import count_all_queued


async def index_seeded(engine: AsyncEngine) -> None:
    """Index the records that have no document yet; where this ends half way, a job of the server goes on."""
    url = engine.url.set(drivername=engine.dialect.name).render_as_string(hide_password=False)
    async with open_writer(url) as writer:
        units = UnitsOfWork(writer, COMMONS, lambda: datetime.now(UTC), DEFAULT_SITE)
        await index_all_missing(units)
        await count_all_queued(units)
