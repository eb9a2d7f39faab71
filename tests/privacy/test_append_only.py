"""Nobody rewrites the journal: the database refuses it, whoever asks."""

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from encommun.engine import engine_scope
from loaders.unit_of_work import open_writer
from resolvers.core.journal_positions import publish_positions
from tests.privacy.client import PrivacyClient
from tests.support.append_only import lift_seal

FIELDS = {"name": [None, "Zoé"], "kind": [None, "CITIZEN"]}
FORBIDDEN = (
    "DELETE FROM change",
    "UPDATE change SET account_id = NULL, version = 7",
    "UPDATE change SET node_id = 'actor_x'",
    "UPDATE change SET kind = 'UPDATED'",
    "UPDATE change SET request_id = 'other'",
    "UPDATE change SET space_id = NULL",
    "UPDATE change SET created_at = updated_at, id = 'change_x'",
    "UPDATE change SET position = 2",
    "UPDATE change SET position = NULL",
    "UPDATE change SET position = position + 1, fields = fields",
)
NAMED = "created_at, updated_at, kind, node_id, version, state, fields, request_id"
TAKEN = "ON CONFLICT (position) WHERE position IS NOT NULL DO UPDATE SET position = 2"
ROADS = {
    "sqlite": (
        "INSERT OR REPLACE INTO change SELECT * FROM change",
        "REPLACE INTO change SELECT * FROM change",
        "INSERT OR IGNORE INTO change SELECT * FROM change",
        "INSERT INTO change SELECT * FROM change WHERE true ON CONFLICT (id) DO UPDATE SET version = 7",
        f"INSERT OR REPLACE INTO change (rowid, id, {NAMED}) SELECT rowid, 'change_x', {NAMED} FROM change",  # noqa: S608
        f"INSERT OR REPLACE INTO change (id, position, {NAMED}) SELECT 'change_x', position, {NAMED} FROM change",  # noqa: S608
        f"INSERT INTO change (rowid, id, {NAMED}) SELECT -1, 'change_x', {NAMED} FROM change",  # noqa: S608
        "UPDATE OR REPLACE change SET version = 7",
        "UPDATE OR IGNORE change SET version = 7",
        "UPDATE OR REPLACE change SET rowid = rowid + 1",
        "UPDATE change SET fields = CAST(fields AS BLOB)",
    ),
    "postgresql": (
        "TRUNCATE change",
        "TRUNCATE change CASCADE",
        "INSERT INTO change SELECT * FROM change ON CONFLICT (id) DO UPDATE SET version = 7",
        f"INSERT INTO change (id, position, {NAMED}) SELECT 'change_x', position, {NAMED} FROM change {TAKEN}",  # noqa: S608
        "WITH gone AS (DELETE FROM change RETURNING id) SELECT id FROM gone",
    ),
}
"""Statements that delete or replace a journal entry in unusual ways."""
BEFOREHAND = {
    "sqlite": ("PRAGMA recursive_triggers = OFF", "PRAGMA recursive_triggers = ON"),
    "postgresql": ("SET session_replication_role = origin", "SET session_replication_role = replica"),
}
"""Session settings with which triggers are skipped."""
REWRITTEN = (
    {},
    {"name": [None, None]},
    {"name": [None, "Ali"], "kind": [None, "CITIZEN"]},
    {"name": [None, "Zoé"], "kind": None},
    {**FIELDS, "more": [None, None]},
    {"name": [None, "Zoé"], "other": [None, None]},
    {"name": '[null,"Zoé"]', "kind": [None, "CITIZEN"]},
    {"name": "[null,null]", "kind": [None, "CITIZEN"]},
    [],
)
TWICE = '{"name":[null,"Zoé"],"name":[null,"Zoé"]}'


async def execute(url: str, statement: str, *, beforehand: str = "SELECT 1", **values: str) -> None:
    async with engine_scope(url) as engine, engine.begin() as connection:
        await connection.exec_driver_sql(beforehand)
        await connection.execute(text(statement), values)


async def fields(url: str) -> list[dict[str, list[str | None]]]:
    async with engine_scope(url) as engine, engine.connect() as connection:
        rows = (await connection.execute(text("SELECT fields FROM change"))).scalars()
        return [each if isinstance(each, dict) else json.loads(each) for each in rows]


def setting(url: str) -> str:
    if url.startswith("postgresql"):
        return "UPDATE change SET fields = CAST(:fields AS jsonb)"
    return "UPDATE change SET fields = :fields"


@pytest.fixture
async def sealed(people: PrivacyClient, fresh_database_url: str) -> str:
    """A commons with one entry, of FIELDS."""
    made = await people.do("createActor", kind="CITIZEN", name="Zoé")
    assert made["version"] == 1
    async with open_writer(fresh_database_url) as writer:
        await publish_positions(writer)
    assert await fields(fresh_database_url) == [FIELDS]
    return fresh_database_url


async def test_an_entry_is_neither_taken_out_nor_altered(sealed: str):
    engine = sealed.partition(":")[0]
    for beforehand in BEFOREHAND[engine]:
        for statement in (*FORBIDDEN, *ROADS[engine]):
            with pytest.raises(DBAPIError, match="the journal is sealed"):
                await execute(sealed, statement, beforehand=beforehand)
    for rewritten in (*(json.dumps(each, separators=(",", ":"), ensure_ascii=False) for each in REWRITTEN), TWICE):
        with pytest.raises(DBAPIError, match=r"the journal is sealed|cannot call jsonb_each"):
            await execute(sealed, setting(sealed), fields=rewritten)
    assert await fields(sealed) == [FIELDS]


async def test_fields_are_blanked_for_good(sealed: str):
    blanked = {**FIELDS, "name": [None, None]}
    await execute(sealed, setting(sealed), fields=json.dumps(blanked, separators=(",", ":")))
    assert await fields(sealed) == [blanked]
    with pytest.raises(DBAPIError, match="the journal is sealed"):
        await execute(sealed, setting(sealed), fields=json.dumps(FIELDS, separators=(",", ":")))


async def test_a_test_may_lift_the_seal_of_its_own_database(sealed: str):
    await lift_seal(sealed)
    await execute(sealed, "DELETE FROM change")
    assert await fields(sealed) == []


async def test_a_position_is_given_once_and_takes_no_entrys_place(sealed: str):
    """Whoever asks: an entry without a position takes none that another entry has."""
    added = f"INSERT INTO change (id, {NAMED}) SELECT 'change_x', {NAMED} FROM change"  # noqa: S608
    await execute(sealed, added)
    given = "SET position = 1 WHERE id = 'change_x'"
    roads = ("UPDATE change", *(("UPDATE OR REPLACE change", "UPDATE OR IGNORE change") if "sqlite" in sealed else ()))
    for road in roads:
        with pytest.raises(DBAPIError, match=r"the journal is sealed|uq_change_position"):
            await execute(sealed, f"{road} {given}")
    await execute(sealed, "UPDATE change SET position = 2 WHERE id = 'change_x'")
    with pytest.raises(DBAPIError, match="the journal is sealed"):
        await execute(sealed, "UPDATE change SET position = 3 WHERE id = 'change_x'")
    assert await fields(sealed) == [FIELDS, FIELDS]
