"""Brings a database to the revision that this code needs, and refuses one that is not there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from encommun.database_errors import DatabaseError, database_address, database_errors, sqlite_file
from encommun.engine import CONNECT_SECONDS
from encommun.file_permissions import make_file

LOCK = 7265
"""Key of PostgreSQL's advisory lock: two processes that start together migrate one after the other."""
PATIENCE_SECONDS = 600
"""Seconds that the second of two waits on SQLite, which has no such lock: it waits for the first one's transaction."""


def configuration() -> Config:
    """Alembic's configuration; the revisions are found in a checkout and in an installed wheel alike."""
    config = Config()
    config.set_main_option("script_location", str(files("migrations")).replace("%", "%%"))
    return config


async def upgrade(engine: AsyncEngine) -> None:
    """Apply the revisions that are missing, all or none; creates the SQLite file and its folder if need be."""
    if await is_current(engine):
        return
    with database_errors(engine):
        if file := sqlite_file(engine):
            make_file(file)
        async with migration_transaction(engine) as connection:
            await connection.run_sync(upgrade_to_head)


def upgrade_to_head(connection: Connection) -> None:
    """Run Alembic inside the transaction of `connection`."""
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@asynccontextmanager
async def migration_transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction that may alter tables, alone.

    SQLite alters a table by copying and dropping it, which foreign keys forbid while others refer to it; they can
    only be switched off outside a transaction, so they are, and the references are checked before the commit.
    """
    async with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            async with connection.begin():
                await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
                yield connection
            return
        await connection.run_sync(set_pragma, "busy_timeout", 1000 * PATIENCE_SECONDS)
        await connection.run_sync(set_pragma, "foreign_keys", "OFF")
        try:
            async with connection.begin():
                yield connection
                if broken := (await connection.exec_driver_sql("PRAGMA foreign_key_check")).all():
                    raise DatabaseError(
                        f"The migration would leave {len(broken)} broken references: nothing was changed."
                    )
        finally:
            await connection.run_sync(set_pragma, "foreign_keys", "ON")
            await connection.run_sync(set_pragma, "busy_timeout", 1000 * CONNECT_SECONDS)


def set_pragma(connection: Connection, name: str, value: str | int) -> None:
    """Set what SQLite goes by on a connection, on the driver: in a transaction, `foreign_keys` does nothing."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA {name} = {value}")
    cursor.close()


async def ensure_current(engine: AsyncEngine) -> None:
    """Raise DatabaseError unless the database can be read and has exactly the revisions of this code."""
    if not await is_current(engine):
        raise DatabaseError(f"The database at {database_address(engine)} is not migrated: run `encommun migrate`.")


async def is_current(engine: AsyncEngine) -> bool:
    """True if no revision is left to apply; raises DatabaseError for a database that a later release has migrated."""
    scripts = ScriptDirectory.from_config(configuration())
    found = await applied_revisions(engine)
    if found - {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseError(
            f"The database at {database_address(engine)} was migrated by a later Encommun: upgrade this one."
        )
    return found == set(scripts.get_heads())


async def applied_revisions(engine: AsyncEngine) -> set[str]:
    """The latest revisions applied to the database; none if there is no SQLite file yet (looking would create it)."""
    file = sqlite_file(engine)
    if file and not file.exists():
        return set()
    with database_errors(engine):
        async with engine.execution_options(reading=True).connect() as connection:
            return set(await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_heads()))
