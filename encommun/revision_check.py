"""A quick check that a database is at the revision of this code.

Alembic tells more, and takes half a second of a server's start to load: it is asked where this look is not enough.
"""

from contextlib import closing
from importlib.resources import files
from pathlib import Path
from sqlite3 import Error as SQLiteError
from sqlite3 import connect

import asyncpg

from loaders.drivers.database import SQLITE_PREFIX

REVISION = "SELECT version_num FROM alembic_version"


async def is_at_head(url: str) -> bool:
    """True if the database at `url` certainly is at the newest revision; False in any other case."""
    newest = max(
        each.name.partition("_")[0] for each in files("migrations.versions").iterdir() if each.name[0].isdigit()
    )
    try:
        return [newest] == await _revisions(url)
    except (SQLiteError, asyncpg.PostgresError, OSError):
        return False


async def _revisions(url: str) -> list[str]:
    if url.startswith(SQLITE_PREFIX):
        return _revisions_in(Path(url.removeprefix(SQLITE_PREFIX)))
    connection = await asyncpg.connect(url)
    try:
        return [row["version_num"] for row in await connection.fetch(REVISION)]
    finally:
        await connection.close()


def _revisions_in(file: Path) -> list[str]:
    with closing(connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
        return [version for (version,) in database.execute(REVISION)]
