"""Nobody rewrites what was decided, how anybody voted, or the rules: the database refuses it, whoever asks."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from encommun.engine import engine_scope
from migrations import append_only_decisions
from resolvers.privacy.name_redaction import HIDDEN
from tests.moderation.client import NETWORKS, ModerationClient, moderator
from tests.privacy.test_append_only import BEFOREHAND, execute

SAID = "Mme [Zoé] Marzin* l’a dit ? Oui, 100 % a_b \\ Marzin."
STRUCK = (SAID, f"Mme [Zoé] {HIDDEN}* l’a dit ? Oui, 100 % a_b \\ {HIDDEN}.", f"{HIDDEN} ? Oui, 100 % a_b \\ {HIDDEN}")
"""The statements that are tried on it, one after the other."""
REWRITTEN = ("Oui.", "", SAID.upper(), SAID.replace("a_b", "aXb"), SAID.replace("Zoé", "Z"), SAID + HIDDEN + "!")
FORBIDDEN = (
    *(f"DELETE FROM {table}" for table in append_only_decisions.UNIQUE),  # noqa: S608 - our names
    *(f"UPDATE {table} SET created_at = NULL" for table in append_only_decisions.UNIQUE),  # noqa: S608
    "UPDATE decision SET updated_at = created_at, verdict = 'REJECTED'",
    "UPDATE decision SET updated_at = created_at",
    "UPDATE decision SET hindered_by = 'MOVED'",
    "UPDATE policy SET quorum = 1",
    "UPDATE policy SET reason = NULL",
    *(f"UPDATE vote SET {name} = NULL" for name in append_only_decisions.SAID if name != "token_id"),  # noqa: S608
    "UPDATE vote SET token_id = 'token_x'",
    "UPDATE vote SET choice = 'REJECT', text = NULL",
)
ROADS = {
    "sqlite": (
        *(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}" for table in append_only_decisions.UNIQUE),  # noqa: S608
        *(f"UPDATE OR IGNORE {table} SET rowid = rowid + 7" for table in append_only_decisions.UNIQUE),  # noqa: S608
        *(f"UPDATE OR REPLACE {table} SET id = 'x'" for table in append_only_decisions.UNIQUE),  # noqa: S608
        "UPDATE vote SET text = CAST(text AS BLOB)",
    ),
    "postgresql": (
        *(f"TRUNCATE {table} CASCADE" for table in append_only_decisions.UNIQUE),
        *(f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET id = 'x'"  # noqa: S608
          for table in append_only_decisions.UNIQUE),
    ),
}  # fmt: skip


async def columns(url: str, table: str) -> list[str]:
    async with engine_scope(url) as engine, engine.connect() as connection:
        return list((await connection.execute(text(f"SELECT * FROM {table}"))).keys())  # noqa: S608


async def said(url: str) -> list[str | None]:
    async with engine_scope(url) as engine, engine.connect() as connection:
        return list((await connection.execute(text("SELECT text FROM vote ORDER BY number"))).scalars())


async def test_what_was_decided_stays(client: ModerationClient, fresh_database_url: str):
    """Of votes, words may go for people who go; nothing else is said instead."""
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"], text=SAID)
    url, engine = fresh_database_url, fresh_database_url.partition(":")[0]
    for beforehand in BEFOREHAND[engine]:
        for statement in (*FORBIDDEN, *ROADS[engine], *[each async for each in replacing(url)]):
            with pytest.raises(DBAPIError, match="what was decided is sealed"):
                await execute(url, statement, beforehand=beforehand)
    setting = "UPDATE vote SET text = :said"
    for words in REWRITTEN:
        with pytest.raises(DBAPIError, match="what was decided is sealed"):
            await execute(url, setting, said=words)
    for words in STRUCK:
        await execute(url, setting, said=words)
        assert await said(url) == [words] * 4
    await execute(url, "UPDATE vote SET text = NULL")
    with pytest.raises(DBAPIError, match="what was decided is sealed"):
        await execute(url, setting, said=STRUCK[-1])
    assert await said(url) == [None] * 4


async def replacing(url: str) -> AsyncIterator[str]:
    """On SQLite, rows of another id that take the place of those with the same key."""
    for table in append_only_decisions.UNIQUE if url.startswith("sqlite") else ():
        names = [f"'x' || {each}" if each == "id" else each for each in await columns(url, table)]
        yield f"INSERT OR REPLACE INTO {table} SELECT {', '.join(names)} FROM {table}"  # noqa: S608
