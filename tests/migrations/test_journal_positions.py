"""A journal of before gets its positions from the migration: by the moment of its entries, then by their ids."""

import random

from sqlalchemy import text

from encommun.engine import engine_scope
from encommun.migration import migration_transaction, upgrade
from loaders.unit_of_work import open_writer
from resolvers.core.journal_positions import publish_positions
from tests.migrations.test_refolded_texts import migrated
from tests.support.journal import positions_in, writing

BEFORE = "0038"
"""The revision before."""
ENTRIES = 500
MOMENTS = [f"2026-01-01 00:00:0{second}+00:00" for second in range(10)]
INSERT = """INSERT INTO change (id, created_at, updated_at, kind, node_id, version, state, fields, request_id)
VALUES (:id, :moment, :moment, 'CREATED', :id, 1, 'DRAFT', '{}', 'request')"""


async def test_entries_of_before_get_positions_in_their_order(empty_database_url):
    entries = [{"id": f"change_{number:04}", "moment": MOMENTS[number % len(MOMENTS)]} for number in range(ENTRIES)]
    shuffled = random.sample(entries, ENTRIES)
    async with engine_scope(empty_database_url) as engine:
        async with migration_transaction(engine) as connection:
            await connection.run_sync(lambda sync: migrated(sync, BEFORE))
            for each in shuffled:
                await connection.execute(text(INSERT.replace(":moment", f"'{each['moment']}'")), {"id": each["id"]})
        await upgrade(engine)
        in_order = sorted(entries, key=lambda each: (each["moment"], each["id"]))
        expected = {position: each["id"] for position, each in enumerate(in_order, 1)}
        assert await positions_in(engine) == expected
        async with open_writer(empty_database_url) as writer:
            await writer.run(writing("next"))
            await publish_positions(writer)
        assert await positions_in(engine) == {**expected, ENTRIES + 1: "next"}
