"""The database decides which vote is the latest, not the clocks of the servers."""

import asyncio
from datetime import timedelta

from alembic import command
from sqlalchemy import Connection

import models
from encommun.engine import engine_scope
from encommun.migration import configuration, migration_transaction
from tests.moderation.client import NETWORKS, ModerationClient, moderator

HOURS = timedelta(hours=3)


async def numbers(client: ModerationClient) -> list[tuple[int, str]]:
    return sorted((row["number"], row["choice"]) for row in await client.rows(models.Vote))


async def test_the_last_vote_counts_though_it_comes_from_a_process_whose_clock_is_behind(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await client.vote("alder", case["id"], "REJECT")
    client.now -= HOURS  # another process
    done = await client.vote("alder", case["id"], "APPROVE")
    said = [(each["choice"], each["superseded"]) for each in done["case"]["votes"]]
    assert said == [("REJECT", True), ("APPROVE", False)]
    assert await numbers(client) == [(1, "REJECT"), (2, "APPROVE")]
    first, second = sorted(await client.rows(models.Vote), key=lambda row: row["number"])
    assert first["created_at"] <= second["created_at"]


async def test_votes_at_once_have_places_of_their_own(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    twice = [*NETWORKS[:3], *NETWORKS[:3]]
    answers = await asyncio.gather(*(client.vote(each, case["id"], "ABSTAIN") for each in twice))
    assert {each["__typename"] for each in answers} == {"VoteCast"}
    assert [number for number, _ in await numbers(client)] == list(range(1, 7))


async def test_the_migration_numbers_the_votes_of_each_case(client: ModerationClient, fresh_database_url: str):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    for who, choice in (("birch", "REJECT"), ("alder", "APPROVE"), ("birch", "APPROVE")):
        await client.vote(who, case["id"], choice)
    before = {row["id"]: row["number"] for row in await client.rows(models.Vote)}
    async with engine_scope(fresh_database_url) as engine, migration_transaction(engine) as connection:
        await connection.run_sync(numbered_again)
    assert {row["id"]: row["number"] for row in await client.rows(models.Vote)} == before
    assert await numbers(client) == [(1, "REJECT"), (2, "APPROVE"), (3, "APPROVE")]


def numbered_again(connection: Connection) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.downgrade(config, "0014")
    command.upgrade(config, "head")
