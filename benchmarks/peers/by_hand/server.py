"""The server: one operation, known without being parsed, and answered as Encommun answers it."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.peers.by_hand.databases import Database, PostgreSQL, SQLite

URL = os.environ["DATABASE_URL"]
DATABASE: Database = SQLite() if URL.startswith("sqlite") else PostgreSQL()


async def graphql(request: Request) -> Response:
    """Store an actor."""
    given = orjson.loads(await request.body())["variables"]["input"]
    stored = {"id": await DATABASE.store(given), "name": given["name"]}
    answer = {"data": {"createActor": {"version": 1, "actor": stored}}}
    return Response(orjson.dumps(answer), media_type="application/json")


@asynccontextmanager
async def lifespan(_app: Starlette) -> AsyncIterator[None]:
    """Hold the connections while the server runs."""
    await DATABASE.open(URL)
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
