"""A revision adds a kind of case, on both engines, and takes it back."""

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from encommun.engine import engine_scope
from encommun.migration import migration_transaction, upgrade
from migrations.case_kinds import add_case_kind, remove_case_kind
from models import Table
from tests.migrations.test_revisions import described


def within_a_revision(connection: Connection, step, *arguments, **terms) -> None:
    naming = MigrationContext.configure(connection, opts={"target_metadata": Table.metadata})
    with Operations.context(naming):
        step(*arguments, **terms)


async def test_a_case_kind_is_added_with_its_policy_and_removed_again(fresh_database_url):
    async with engine_scope(fresh_database_url) as engine:
        await upgrade(engine)
        async with engine.connect() as connection:
            before = await connection.run_sync(described)
        async with migration_transaction(engine) as connection:
            await connection.run_sync(within_a_revision, add_case_kind, "EQUIPMENT", quorum=1, early=1)
        async with engine.connect() as connection:
            between = await connection.run_sync(described)
            policies = text("SELECT quorum, early, majority FROM policy WHERE kind = 'EQUIPMENT'")
            assert [tuple(row) for row in await connection.execute(policies)] == [(1, 1, 60)]
        assert {table for table in before if before[table] != between[table]} == {"policy", "review_case", "decision"}
        with pytest.raises(DBAPIError, match="sealed"):
            async with engine.begin() as connection:
                await connection.execute(text("UPDATE policy SET quorum = 3"))
        async with migration_transaction(engine) as connection:
            await connection.run_sync(within_a_revision, remove_case_kind, "EQUIPMENT")
        async with engine.connect() as connection:
            assert await connection.run_sync(described) == before
