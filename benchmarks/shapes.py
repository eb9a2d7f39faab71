"""The seven operations that are measured, each with the variables that its requests take in turn."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import asyncpg

from benchmarks.rows import FORMS, SUBJECTS

FOLDER = Path(__file__).parent / "shapes"
DEPARTMENTS = ("13", "31", "33", "35", "38", "44", "59", "62")
TOPICS = ("demarches-participatives", "methodes", "publics", "transition-ecologique")
REFERENCED = ("Actor", "Project", "Resource", "Workshop", "Territory")

Variables = list[dict[str, Any]]


@dataclass(frozen=True)
class Shape:
    """One operation: its name is the name of its document, here and with each peer that needs its own."""

    name: str
    variables: Callable[[asyncpg.Connection], Awaitable[Variables]]

    def document(self, folder: Path = FOLDER) -> str:
        """The operation as our schema takes it, or the one in a peer's own folder."""
        own = folder / f"{self.name}.graphql"
        return (own if own.exists() else FOLDER / own.name).read_text()


async def none(_connection: asyncpg.Connection) -> Variables:
    """The operation has no variables."""
    return [{}]


async def actors(connection: asyncpg.Connection) -> Variables:
    """100 actors from all over the table."""
    return [{"id": each} for each in await _ids(connection, "actor", 100)]


async def places_and_topics(_connection: asyncpg.Connection) -> Variables:
    """Every department with every topic."""
    return [{"department": department, "topic": topic} for department, topic in product(DEPARTMENTS, TOPICS)]


async def references(connection: asyncpg.Connection) -> Variables:
    """20 lists of 100 references, the types in turn."""
    ids = {name: await _ids(connection, name.lower(), 400) for name in REFERENCED}
    return [
        {
            "representations": [
                {"__typename": name, "id": ids[name][start * 20 + number]}
                for number in range(20)
                for name in REFERENCED
            ]
        }
        for start in range(20)
    ]


async def beginnings(_connection: asyncpg.Connection) -> Variables:
    """Beginnings of names, as typed by somebody who searches."""
    return [{"name": f"{form} {subject}"} for form, subject in product(FORMS, SUBJECTS)]


SHAPES = (
    Shape("1-projects", none),
    Shape("2-node", actors),
    Shape("3-actors", none),
    Shape("4-participants", none),
    Shape("5-resources", places_and_topics),
    Shape("6-entities", references),
    Shape("7-search", beginnings),
)


async def _ids(connection: asyncpg.Connection, table: str, count: int) -> list[str]:
    """Ids spread evenly over a table."""
    every = await connection.fetch(f"SELECT id FROM {table} ORDER BY id")  # noqa: S608 - a name of ours
    return [row["id"] for row in every[:: len(every) // count][:count]]
