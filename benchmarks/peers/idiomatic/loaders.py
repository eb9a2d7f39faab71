"""A DataLoader for each type and each relation, made anew for each request; every batch is one statement."""

from collections import defaultdict
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry.dataloader import DataLoader

import models
from benchmarks.peers.idiomatic.relations import PARTICIPANTS, PARTICIPATIONS, RESOURCES, TOPICS, Many

Sessions = async_sessionmaker[AsyncSession]
MODELS = (models.Actor, models.Project, models.Resource, models.Workshop, models.Territory, models.Topic)


class Loaders:
    """The loaders of one request; those of relations take the parent's id and how many rows from the first."""

    def __init__(self, sessions: Sessions) -> None:
        """Make them; nothing is loaded yet."""
        self.nodes = {model.prefix: DataLoader(load_fn=partial(by_id, sessions, model)) for model in MODELS}
        self.participants = DataLoader(load_fn=partial(pages, sessions, PARTICIPANTS))
        self.participations = DataLoader(load_fn=partial(pages, sessions, PARTICIPATIONS))
        self.resources = DataLoader(load_fn=partial(pages, sessions, RESOURCES))
        self.topics = DataLoader(load_fn=partial(pages, sessions, TOPICS))


async def by_id(sessions: Sessions, model: type[models.Record], ids: list[str]) -> list[models.Record | None]:
    """The rows with these ids, in their order; None where there is none."""
    # A session for each batch: a session runs one statement at a time, and batches of two loaders may overlap.
    async with sessions() as session:
        found = await session.exec(select(model).where(col(model.id).in_(ids)))
        rows = {row.id: row for row in found}
    return [rows.get(each) for each in ids]


async def pages(sessions: Sessions, relation: Many, keys: list[tuple[str, int]]) -> list[list[Any]]:
    """The first rows of each parent with their links: one more than asked, to know whether there is a next page."""
    parents = list({parent for parent, _ in keys})
    most = max(first for _, first in keys) + 1
    rows: defaultdict[str, list[Any]] = defaultdict(list)
    async with sessions() as session:
        for row in await session.exec(relation.statement(parents, most)):
            rows[getattr(row[0], relation.parent.key)].append(row)
    return [rows[parent][: first + 1] for parent, first in keys]
