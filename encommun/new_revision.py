"""Writes the revision that takes the stored tables from where the migrations leave them to what the models say.

Alembic compares tables, columns, keys and indexes, but not the text of CHECK constraints: a member added to a closed
list is written into the new revision by hand. `tests/migrations/test_revisions.py` compares them all.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection

from encommun.engine import engine_scope
from encommun.migration import configuration, upgrade


async def draft_revision(title: str) -> Path:
    """Write the next numbered revision into `migrations/versions` and return its path; no database of yours is read."""
    with TemporaryDirectory() as folder:
        async with engine_scope(f"sqlite:///{folder}/migrated.sqlite") as engine:
            await upgrade(engine)
            async with engine.connect() as connection:
                return await connection.run_sync(write_revision, title)


def write_revision(connection: Connection, title: str) -> Path:
    """Let Alembic compare the migrated tables behind `connection` with the models."""
    config = configuration()
    config.attributes["connection"] = connection
    number = sum(1 for _ in ScriptDirectory.from_config(config).walk_revisions()) + 1
    script = command.revision(config, title, autogenerate=True, rev_id=f"{number:04}")
    if not isinstance(script, Script):
        raise TypeError(f"Alembic wrote {script!r} instead of one revision")
    return Path(script.path)
