"""Operator commands: migrate and fill the database, remove its demonstration content, prepare it for serving."""

import asyncio

import typer

from encommun.database_errors import database_address, database_errors
from encommun.engine import engine_scope
from encommun.explore.bundle import BuildError, build
from encommun.graphiql import FetchError, fetch
from encommun.migration import ensure_current, upgrade
from encommun.operator_error import OperatorError
from encommun.progress import progress_bars
from encommun.seed import fill, remove_demonstration
from loaders.unit_of_work import open_writer
from resolvers.identity.accounts.stewards import set_steward


async def migrate_database(url: str) -> str:
    """Bring the database at `url` to the revision of this code; returns its address."""
    async with engine_scope(url) as engine:
        await upgrade(engine)
        return database_address(engine)


async def seed_database(url: str, scale: int | None) -> None:
    """Fill the commons at `url`, unless it is filled; `scale` multiplies the demonstration content."""
    async with engine_scope(url) as engine:
        await ensure_current(engine)
        with database_errors(engine), progress_bars() as report:
            await fill(engine, scale=scale, report=report)


async def clear_demonstration(url: str) -> None:
    """Take what is invented out of the commons at `url`."""
    async with engine_scope(url) as engine:
        await ensure_current(engine)
        with database_errors(engine):
            await remove_demonstration(engine)


async def set_steward_by_email(url: str, email: str, *, steward: bool) -> None:
    """Make the person with that address a steward of the commons at `url`, or no longer; raises OperatorError."""
    await check_can_serve(url)
    async with open_writer(url) as writer:
        if not await writer.run(lambda work: set_steward(work, email, steward=steward)):
            raise OperatorError(f"No account has the confirmed address {email}: register it first.")


async def check_can_serve(url: str) -> None:
    """Raise OperatorError unless the commons at `url` can be served."""
    async with engine_scope(url) as engine:
        await ensure_current(engine)


async def prepare_to_serve(url: str) -> None:
    """Do all that serving needs: tables, content, and meanwhile the two pages for browsers."""
    await migrate_database(url)
    pages = asyncio.create_task(asyncio.to_thread(prepare_pages))
    await seed_database(url, None)
    for complaint in await pages:
        typer.echo(f"encommun: {complaint}", err=True)


def prepare_pages() -> list[str]:
    """Fetch GraphiQL and build the page of the network; returns what could not be done, without which all else goes."""
    complaints = []
    try:
        fetch()
    except FetchError as error:
        complaints.append(f"there will be no page for browsers, only the API: {error}")
    try:
        build()
    except BuildError as error:
        complaints.append(f"there will be no page /explore: {error}")
    return complaints
