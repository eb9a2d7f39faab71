"""Lifespan of the server: the commons, and what serves requests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from encommun.authentication import Authenticator
from encommun.commons import open_commons
from encommun.health import Health
from encommun.rate_limiting.charging import CostCharger
from encommun.rate_limiting.points import PointLedger
from encommun.request_context import ContextFactory
from encommun.search_recorder import SearchRecorder
from encommun.settings import Settings
from encommun.supervision import supervised
from encommun.usage_recorder import UsageRecorder
from loaders.drivers.clock import Clock
from loaders.drivers.database import create_database
from loaders.unit_of_work import Writer
from resolvers.network.snapshots import SnapshotService

if TYPE_CHECKING:
    from resolvers.security.openid import OpenIDIssuer


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[ContextFactory]:
    """Open all services for the block."""
    async with open_commons(settings) as commons, trusted_issuer(settings) as issuer:
        database, writer, clock, site = commons.database, commons.writer, commons.clock, commons.site
        authenticator = Authenticator(database, writer, issuer, clock, site.given_keys)
        points, usage = PointLedger(writer), UsageRecorder(writer, authenticator)
        till = None if settings.cost_enforcement == "off" else CostCharger(points, settings, database.readers.pool.size)
        searches = SearchRecorder(writer)
        served = {"points": points.run, "usage": usage.run, "searches": searches.run}
        async with supervised(**commons.tasks, **served) as supervisor:
            health = Health(database, writer, supervisor)
            async with open_network(settings, writer, clock) as network:
                factory = ContextFactory(database, writer, authenticator, site, health, clock, till)
                factory.network, factory.searches = network, searches.notes
                yield factory


@asynccontextmanager
async def open_network(settings: Settings, writer: Writer, clock: Clock) -> AsyncIterator[SnapshotService]:
    """Snapshots of the network, built through two connections of their own: requests that wait may hold all others."""
    limits = replace(settings.reading(), readers=2)
    network = SnapshotService(create_database(settings.database_url, limits), writer, clock)
    try:
        yield network
    finally:
        await network.close()


@asynccontextmanager
async def trusted_issuer(settings: Settings) -> AsyncIterator["OpenIDIssuer | None"]:
    """The issuer that is trusted besides ourselves, if any; its keys are fetched when a token comes."""
    if settings.openid_issuer is None or settings.openid_client_id is None:
        yield None
        return
    import httpx  # noqa: PLC0415 - a server without an issuer starts without it

    from resolvers.security.openid import OpenIDIssuer  # noqa: PLC0415

    async with httpx.AsyncClient() as client:
        yield OpenIDIssuer(settings.openid_issuer, settings.openid_client_id, client)
