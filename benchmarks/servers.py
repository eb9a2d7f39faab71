"""The servers that are measured, as data: another peer is one more entry."""

import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.databases import ENGINES
from benchmarks.node import NODE, PEERS

OURS = "encommun"

UNLIMITED = str(10**9)
"""Points."""


@dataclass(frozen=True)
class Server:
    """A program that serves /graphql on 127.0.0.1, from the DATABASE_URL and at the PORT of its environment."""

    name: str
    title: str
    command: tuple[str, ...]
    engines: tuple[str, ...] = ("postgresql",)
    without: frozenset[str] = frozenset()
    """Shapes that it cannot answer."""
    versions: tuple[str, ...] = ()
    """Packages, of PyPI or of npm, whose versions the report shows beside it."""

    @property
    def documents(self) -> Path:
        """Where its own documents are, if it has any."""
        return PEERS / self.name / "shapes"

    @property
    def is_there(self) -> bool:
        """Whether its program is in this checkout."""
        return self.name == OURS or any((PEERS / self.name).glob("server.*"))

    def environment(self, url: str, port: int) -> dict[str, str]:
        """What it is told: the database and the port, under the names that it may look for."""
        return {
            "DATABASE_URL": url,
            "PORT": str(port),
            "ENCOMMUN_DATABASE_URL": url,
            "ENCOMMUN_PORT": str(port),
            # What asks here is one address for a town of visitors: its points are counted, and never run out.
            "ENCOMMUN_POINTS_VISITOR": UNLIMITED,
            "ENCOMMUN_POINTS_VISITOR_PER_SECOND": UNLIMITED,
            "ENCOMMUN_POINTS_KNOWN": UNLIMITED,
            "ENCOMMUN_POINTS_KNOWN_PER_SECOND": UNLIMITED,
        }


def python(name: str) -> tuple[str, ...]:
    """The command of a peer in Python."""
    return sys.executable, "-m", f"benchmarks.peers.{name}.server"


def node(name: str) -> tuple[str, ...]:
    """The command of a peer in JavaScript."""
    return NODE, str(PEERS / name / "server.mjs")


DRIVERS = ("uvicorn", "uvloop", "httptools", "starlette", "orjson", "asyncpg")

SERVERS = (
    Server(
        OURS,
        "Encommun",
        (sys.executable, "-m", "encommun", "serve"),
        engines=ENGINES,
        versions=("strawberry-graphql", "graphql-core", "aiosqlite", *DRIVERS),
    ),
    Server(
        "mercurius",
        "Mercurius",
        node("mercurius"),
        versions=("mercurius", "@mercuriusjs/federation", "fastify", "graphql", "pg"),
    ),
    Server(
        "postgraphile",
        "PostGraphile",
        node("postgraphile"),
        without=frozenset({"6-entities"}),
        versions=("postgraphile", "grafast", "grafserv", "graphql", "pg"),
    ),
    Server("limit", "the limit", python("limit"), engines=ENGINES, versions=DRIVERS),
    Server(
        "idiomatic",
        "idiomatic Strawberry",
        python("idiomatic"),
        versions=("strawberry-graphql", "sqlmodel", "sqlalchemy", *DRIVERS),
    ),
)
NODE_PEERS = ("mercurius", "postgraphile")
