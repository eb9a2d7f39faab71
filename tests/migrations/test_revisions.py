"""The revisions lead to what the models say, on both engines, and never half way."""

import asyncio
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

import migrations
from encommun.database_errors import DatabaseError
from encommun.engine import engine_scope
from encommun.migration import applied_revisions, configuration, ensure_current, migration_transaction, upgrade
from encommun.new_revision import draft_revision
from migrations import search_index
from models import Table
from models.columns import KEY


def described(connection: Connection) -> dict[str, object]:
    """Everything the engine itself tells about each table; CHECK constraints as the text that it keeps."""
    inspector = inspect(connection)
    return {
        table: {
            "columns": {c["name"]: {**c, "type": repr(c["type"])} for c in inspector.get_columns(table)},
            "primary key": inspector.get_pk_constraint(table),
            "foreign keys": by_name(inspector.get_foreign_keys(table)),
            "unique": by_name(inspector.get_unique_constraints(table)),
            "checks": by_name(inspector.get_check_constraints(table)),
            "indexes": by_name(map(comparable, compared_indexes(inspector, table))),
        }
        for table in inspector.get_table_names()
        if table != "alembic_version" and search_index.is_compared(table, "table")
    }


def compared_indexes(inspector, table):
    """The indexes of a table but that of words, which the models do not have."""
    return [each for each in inspector.get_indexes(table) if search_index.is_compared(each["name"], "index")]


def by_name(things):
    return {thing["name"]: thing for thing in things}


def comparable(index):
    """An index, with the condition of a partial one as text."""
    return {**index, "dialect_options": {name: str(each) for name, each in index["dialect_options"].items()}}


def differences(connection: Connection) -> list[object]:
    options = {"include_name": search_index.is_compared}
    return compare_metadata(MigrationContext.configure(connection, opts=options), Table.metadata)


async def test_migrations_give_no_diff_against_the_models(empty_database_url):
    async with engine_scope(empty_database_url) as engine:
        await upgrade(engine)
        async with engine.connect() as connection:
            assert await connection.run_sync(differences) == []


async def test_a_migrated_database_is_like_one_created_from_the_models(empty_database_url, server):
    async with engine_scope(empty_database_url) as engine:
        await upgrade(engine)
        async with engine.connect() as connection:
            migrated = await connection.run_sync(described)
    created_url = await server.create()
    async with engine_scope(created_url) as engine, engine.begin() as connection:
        await connection.run_sync(Table.metadata.create_all)
        created = await connection.run_sync(described)
    await server.drop(created_url)
    assert migrated.keys() == created.keys() == Table.metadata.tables.keys()
    for table in created:
        assert migrated[table] == created[table], table


async def test_the_comparison_sees_a_closed_list_that_grew(empty_database_url):
    async with engine_scope(empty_database_url) as engine:
        await upgrade(engine)
        async with engine.connect() as connection:
            checks = (await connection.run_sync(described))["workshop"]["checks"]
    assert checks.keys() == {
        "ck_workshop_ends_after_start",
        "ck_workshop_licence",
        "ck_workshop_publicationstate",
        "ck_workshop_workshopformat",
    }
    assert "HYBRID" in checks["ck_workshop_workshopformat"]["sqltext"]


async def test_upgrading_twice_changes_nothing(empty_database_url):
    async with engine_scope(empty_database_url) as engine:
        await upgrade(engine)
        await upgrade(engine)
        await ensure_current(engine)


async def test_two_processes_can_upgrade_at_once(empty_database_url):
    async with engine_scope(empty_database_url) as one, engine_scope(empty_database_url) as other:
        await asyncio.gather(upgrade(one), upgrade(other))
        await ensure_current(one)


async def test_an_unmigrated_database_is_refused_in_one_line(empty_database_url):
    async with engine_scope(empty_database_url) as engine:
        with pytest.raises(DatabaseError, match=r"^The database at \S+ is not migrated: run `encommun migrate`\.$"):
            await ensure_current(engine)


async def test_looking_at_an_sqlite_file_that_is_missing_does_not_create_it(tmp_path):
    async with engine_scope(f"sqlite:///{tmp_path}/none.sqlite") as engine:
        assert await applied_revisions(engine) == set()
    assert not list(tmp_path.iterdir())


async def test_a_database_of_a_later_release_is_refused(empty_database_url):
    async with engine_scope(empty_database_url) as engine:
        await upgrade(engine)
        async with engine.begin() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        for refused in (ensure_current, upgrade):
            with pytest.raises(DatabaseError, match="migrated by a later Encommun"):
                await refused(engine)


async def test_a_migration_that_fails_leaves_nothing_behind(empty_database_url):
    async with engine_scope(empty_database_url) as engine:
        with pytest.raises(ZeroDivisionError):
            await begin_and_fail(engine)
        async with engine.connect() as connection:
            assert await connection.run_sync(described) == {}


async def begin_and_fail(engine: AsyncEngine) -> None:
    async with migration_transaction(engine) as connection:
        await connection.run_sync(Table.metadata.create_all)
        raise ZeroDivisionError


async def test_a_table_that_others_refer_to_can_be_copied_and_dropped(fresh_database_url):
    async with engine_scope(fresh_database_url) as engine:
        async with migration_transaction(engine) as connection:
            await connection.run_sync(recreate_actor)
        async with engine.connect() as connection:
            assert await connection.run_sync(differences) == []
            if engine.dialect.name == "sqlite":
                assert (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar_one() == 1


def recreate_actor(connection: Connection) -> None:
    with operations(connection).batch_alter_table("actor", recreate="auto") as actor:
        actor.alter_column("name", nullable=True)
        actor.alter_column("name", nullable=False)


def operations(connection: Connection) -> Operations:
    naming = MigrationContext.configure(connection, opts={"target_metadata": Table.metadata})
    return Operations(naming)


async def test_a_migration_that_breaks_references_is_undone_on_sqlite(tmp_path):
    async with engine_scope(f"sqlite:///{tmp_path}/commons.sqlite") as engine:
        await upgrade(engine)
        with pytest.raises(DatabaseError, match="2 broken references"):
            async with migration_transaction(engine) as connection:
                await connection.execute(text("INSERT INTO topic_inclusion VALUES ('topic_a', 'topic_a', false)"))
        async with engine.connect() as connection:
            assert (await connection.execute(text("SELECT count(*) FROM topic_inclusion"))).scalar_one() == 0


async def test_every_revision_can_be_taken_back(empty_database_url):
    async with engine_scope(empty_database_url) as engine:
        await upgrade(engine)
        async with migration_transaction(engine) as connection:
            await connection.run_sync(downgrade_to_nothing)
        async with engine.connect() as connection:
            assert await connection.run_sync(described) == {}


def downgrade_to_nothing(connection: Connection) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.downgrade(config, "base")


async def test_a_new_table_in_the_models_is_drafted_as_the_next_revision(tmp_path, monkeypatch):
    monkeypatch.setattr("encommun.new_revision.configuration", lambda: configuration_in(tmp_path / "migrations"))
    idea = sa.Table("idea", Table.metadata, sa.Column("id", KEY, primary_key=True))
    try:
        path = await draft_revision("Adds ideas")
    finally:
        Table.metadata.remove(idea)
    written = path.read_text()
    assert path.name == f"{len(revisions()) + 1:04}_adds_ideas.py"
    assert "sa.Column('id', columns.KEY, nullable=False)" in written
    assert written.startswith('"""Adds ideas."""\n')
    compile(written, path, "exec")


def configuration_in(folder: Path) -> Config:
    shutil.copytree(Path(migrations.__file__).parent, folder, dirs_exist_ok=True)
    config = configuration()
    config.set_main_option("script_location", str(folder))
    return config


def revisions():
    return list(ScriptDirectory.from_config(configuration()).walk_revisions())


def test_revisions_are_numbered_one_after_the_other():
    assert [script.revision for script in reversed(revisions())] == [f"{n:04}" for n in range(1, len(revisions()) + 1)]
