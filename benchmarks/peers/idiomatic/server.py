"""The server: Strawberry's own ASGI view in a Starlette application, on uvicorn."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import orjson
import uvicorn
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL

from benchmarks.peers.idiomatic.context import Context
from benchmarks.peers.idiomatic.loaders import Sessions
from benchmarks.peers.idiomatic.schema import schema

CONNECTIONS = 8


class View(GraphQL[Context, None]):
    """The view with a context of ours, and with orjson in the place that it leaves for another encoder."""

    def __init__(self, sessions: Sessions) -> None:
        """Serve the schema."""
        super().__init__(schema)
        self.sessions = sessions

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:  # noqa: ARG002
        """Loaders for this request alone."""
        return Context(self.sessions)

    def decode_json(self, data: str | bytes) -> object:
        """What a body says."""
        return orjson.loads(data)

    def encode_json(self, data: object) -> bytes:
        """The body of an answer."""
        return orjson.dumps(data)


def application(engine: AsyncEngine) -> Starlette:
    """The application, which closes the engine's connections at its end."""

    @asynccontextmanager
    async def lifespan(_application: Starlette) -> AsyncIterator[None]:
        yield
        await engine.dispose()

    view = View(async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False))
    return Starlette(routes=[Route("/graphql", view)], lifespan=lifespan)


def main() -> None:
    """Serve until SIGTERM."""
    url = make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql+asyncpg")
    engine = create_async_engine(url, pool_size=CONNECTIONS, max_overflow=0)
    uvicorn.run(
        application(engine),
        host="127.0.0.1",
        port=int(os.environ["PORT"]),
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
    )


if __name__ == "__main__":
    main()
