"""What the mutations left in the database: the same rows whoever wrote them, and as many as were acknowledged."""

from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
from sqlalchemy import Table

from benchmarks.mutations import Task
from benchmarks.same import Different, difference
from loaders.tables import ACTOR, CHANGE
from loaders.unit_of_work import UnitOfWork, open_writer
from loaders.unit_of_work.writer_thread import PRAGMAS

OWN = frozenset({"id", "created_at", "updated_at", "node_id", "position", "request_id"})
"""Columns that no two mutations have alike."""


class Lost(Exception):
    """What was acknowledged is not what is stored."""


async def check_alike(task: Task, actors: Sequence[str]) -> None:
    """Raise Different unless the actors with these ids, and their entries in the journal, are the same."""

    async def job(work: UnitOfWork) -> list[Mapping[str, Any]]:
        return [
            {"actor": await _row(work, ACTOR, id=each), "change": await _row(work, CHANGE, node_id=each)}
            for each in actors
        ]

    async with open_writer(task.url) as writer:
        first, *others = await writer.run(job)
    for other in others:
        if told := difference(first, other, "stored"):
            raise Different(f"what is written by hand differs from what Encommun writes {told}")


async def _row(work: UnitOfWork, table: Table, **where: str) -> dict[str, Any]:
    (row,) = await work.select(table, where)
    return {name: value for name, value in zip(table.c.keys(), row, strict=True) if name not in OWN}


async def check_all_there(task: Task, acknowledged: int) -> None:
    """Raise Lost unless there is an actor for each acknowledged mutation, and one entry in the journal for each."""

    async def job(work: UnitOfWork) -> tuple[list[str], list[str]]:
        actors = await work.select(ACTOR, {"space_id": task.space}, ["id"])
        entries = await work.select(CHANGE, {"space_id": task.space}, ["node_id"])
        return sorted(row[0] for row in actors), sorted(row[0] for row in entries)

    async with open_writer(task.url) as writer:
        actors, entries = await writer.run(job)
    if actors != entries or len(actors) != acknowledged:
        raise Lost(f"{acknowledged} acknowledged, {len(actors)} stored, {len(entries)} in the journal: {task.url}")


async def durability(task: Task) -> str:
    """What a COMMIT waits for, ours and by hand: on SQLite both set it alike, on PostgreSQL the server does."""
    if task.url.startswith("sqlite"):
        return ", ".join(
            each.removeprefix("PRAGMA ") for each in PRAGMAS if "journal_mode" in each or "synchronous" in each
        )
    connection = await asyncpg.connect(task.url)
    try:
        settings = [f"{name} = {await connection.fetchval(f'SHOW {name}')}" for name in ("synchronous_commit", "fsync")]
    finally:
        await connection.close()
    return ", ".join(settings)
