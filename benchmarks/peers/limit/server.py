"""What the database itself allows: each operation is one statement by hand that builds the whole answer as JSON."""

import gc
import os
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.peers.limit.databases import Database, PostgreSQL, SQLite

URL = os.environ["DATABASE_URL"]
ENGINE = "sqlite" if URL.startswith("sqlite") else "postgresql"
DATABASE: Database = SQLite() if ENGINE == "sqlite" else PostgreSQL()
LAST = "\U0010ffff"

Arguments = Callable[[dict[str, Any]], tuple[str, ...]]


def beginning(variables: dict[str, Any]) -> tuple[str, str]:
    """The range of sort keys that begin with a name: without case and accents, as they are stored."""
    decomposed = unicodedata.normalize("NFKD", variables["name"].casefold())
    key = "".join(character for character in decomposed if not unicodedata.combining(character))
    return key, key + LAST


OPERATIONS: dict[str, tuple[str, Arguments]] = {
    "Projects": ("1-projects", lambda _: ()),
    "Actor": ("2-node", lambda variables: (variables["id"],)),
    "Actors": ("3-actors", lambda _: ()),
    "Participants": ("4-participants", lambda _: ()),
    "Resources": ("5-resources", lambda variables: (variables["department"], variables["topic"])),
    "Entities": ("6-entities", lambda variables: (orjson.dumps(variables["representations"]).decode(),)),
    "Search": ("7-search", beginning),
}
STATEMENTS = {
    operation: ((Path(__file__).parent / ENGINE / f"{name}.sql").read_text(), arguments)
    for operation, (name, arguments) in OPERATIONS.items()
}


async def graphql(request: Request) -> Response:
    """Answer an operation that is known by its name."""
    asked = orjson.loads(await request.body())
    known = STATEMENTS.get(asked.get("operationName"))
    if known is None:
        return Response(b'{"errors":[{"message":"unknown operation"}]}', 400, media_type="application/json")
    statement, arguments = known
    data = await DATABASE.answer(statement, arguments(asked.get("variables") or {}))
    return Response(b'{"data":' + data + b"}", media_type="application/json")


@asynccontextmanager
async def lifespan(_app: Starlette) -> AsyncIterator[None]:
    """Hold the connections while the server runs."""
    await DATABASE.open(URL, [statement for statement, _ in STATEMENTS.values()])
    gc.collect()
    gc.freeze()  # what is there now stays: the collector need not look at it again
    yield
    await DATABASE.close()


app = Starlette(routes=[Route("/graphql", graphql, methods=["POST"])], lifespan=lifespan)

if __name__ == "__main__":
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(os.environ["PORT"]),
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
    )
