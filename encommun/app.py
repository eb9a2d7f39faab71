"""The ASGI application: where settings, database, schema and HTTP edge are wired."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from encommun.explore.routes import explore_routes
from encommun.exports.builder import ExportBuilder
from encommun.exports.routes import export_routes
from encommun.graphiql import GraphiQL
from encommun.graphiql.assets import FOLDER
from encommun.health import live, ready
from encommun.http.deadlines import Deadlines
from encommun.http.endpoint import GraphQLEndpoint, Headers
from encommun.http.errors import HTTPError
from encommun.http.preflight import HEADERS as PREFLIGHT_HEADERS
from encommun.lifespan import open_services
from encommun.request_context import ContextFactory
from encommun.settings import Settings
from schema.build import create_schema
from schema.kit.context import Context

PATH = "/graphql"
CACHING = ("If-None-Match", "If-Range", "Range")
"""Headers by which a page of another site fetches a part of an export, or nothing that it has already."""


def create_app(settings: Settings, graphiql: Path = FOLDER) -> Starlette:
    """Application for `settings`; the files of GraphiQL are in the folder `graphiql`, if anywhere.

    The database is opened when the application starts and closed when it stops.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with open_services(settings) as app.state.desk:
            try:
                yield
            finally:
                await builder.close()

    def context(scope: Scope, headers: Headers) -> AbstractAsyncContextManager[Context]:
        desk: ContextFactory = app.state.desk
        return desk.create(scope, headers)

    page, builder = GraphiQL(graphiql), ExportBuilder(settings.export_folder, settings.database_url)
    deadlines = Deadlines(settings.visitor_deadline, settings.known_deadline)
    endpoint = GraphQLEndpoint(create_schema(settings.execution, fragments=True), context, page, deadlines)
    app = Application(
        endpoint,
        routes=[
            *routes(endpoint, page),
            *explore_routes(lambda: app.state.desk),
            *export_routes(builder, settings),
        ],
        middleware=[other_origins(settings)],
        lifespan=lifespan,
        exception_handlers={HTTPException: not_served},
    )
    app.router.redirect_slashes = False  # it would lead to whatever `Host` the client names
    return app


class Application(Starlette):
    """Starlette, but for what is asked most: operations that come from no other site go straight to their endpoint."""

    def __init__(self, endpoint: ASGIApp, **options: Any) -> None:
        """Take Starlette's own options beside the endpoint."""
        super().__init__(**options)
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, past routes and middleware where these have nothing to add."""
        if scope["type"] == "http" and scope["path"] == PATH and all(name != b"origin" for name, _ in scope["headers"]):
            await self._endpoint(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def other_origins(settings: Settings) -> Middleware:
    """Return the CORS middleware for pages of other sites; without credentials, since cookies are never used."""
    return Middleware(
        CORSMiddleware,
        allow_origins=settings.allowed_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", *CACHING, *(name.decode() for name in PREFLIGHT_HEADERS)],
        expose_headers=["Retry-After", "ETag", "Content-Range", "Link", "Encommun-Position"],
        max_age=3600,  # seconds
    )


def routes(endpoint: GraphQLEndpoint, page: GraphiQL) -> list[Route]:
    """Addresses of the application, the busiest first."""
    return [
        Route(PATH, endpoint),
        Route("/graphql/assets/{version}/{name}", page.asset),
        Route("/health/live", live),
        Route("/health/ready", ready),
        Route("/health", live),
        Route("/", home),
    ]


async def home(_request: Request) -> Response:
    """Lead a visitor to the endpoint, which shows GraphiQL to browsers."""
    return RedirectResponse("graphql")


async def not_served(_request: Request, error: Exception) -> Response:
    """Answer like the endpoint where an address or a method is not served."""
    status = HTTPStatus(error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND)
    code = "UNKNOWN_ADDRESS" if status is HTTPStatus.NOT_FOUND else status.name
    refusal = HTTPError(status, code, "Nothing is served here that way: the commons is at /graphql.")
    return JSONResponse({"errors": [refusal.formatted()]}, status, getattr(error, "headers", None))
