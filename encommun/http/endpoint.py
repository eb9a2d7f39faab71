"""The GraphQL endpoint: GraphQL over HTTP as the audit suite of npm's `graphql-http` wants it, in plain ASGI.

It is ours and not a subclass of Strawberry's view, which would need seven overrides: `get_sub_response`,
`create_response`, `process_result`, `decode_json`, `parse_http_body`, `run` and `should_render_graphql_ide` (media type
by `Accept`, 400 without `data`, JSON errors with codes, 405 and 415, hostile bodies, browsers that want a page). What
would be left of it costs time on every request: request and response objects, multipart forms, background tasks.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

import orjson
from graphql import OperationType
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from encommun.http.body import read_body
from encommun.http.deadlines import Deadlines
from encommun.http.errors import HTTPError, internal_error, log_failures
from encommun.http.media import MAX_ACCEPT, MediaType, negotiate, prefers_html
from encommun.http.parameters import Parameters, from_body, from_query_string
from encommun.http.preflight import require_json, require_preflight
from encommun.http.response import (
    Response,
    response_for_http_error,
    response_for_result,
    response_when_unavailable,
    send_response,
)
from loaders.errors import UnavailableError

OPERATIONS = {
    "GET": frozenset({OperationType.QUERY}),
    "POST": frozenset({OperationType.QUERY, OperationType.MUTATION}),
}
NOT_ALLOWED = "OPERATION_NOT_ALLOWED"

Headers = dict[bytes, bytes]
Asking = Callable[[Scope, Headers], AbstractAsyncContextManager[object]]
"""By a request's scope and headers: its context, known once it is entered; may raise HTTPError for who is not known."""


class Executor(Protocol):
    """The part of a schema that the endpoint uses."""

    async def execute(
        self,
        query: str | None,
        *,
        variable_values: dict[str, Any] | None,
        context_value: object,
        operation_name: str | None,
        allowed_operation_types: Iterable[OperationType],
        operation_extensions: dict[str, Any] | None,
    ) -> ExecutionResult:
        """Execute one operation; a PreExecutionError, with coded errors, when nothing of it was executed."""
        ...


class GraphQLEndpoint:
    """ASGI application of one URL: executes operations on `schema`, each in the `context` of its request.

    `page` answers browsers that want HTML; `deadlines` end operations that take too long.
    """

    def __init__(self, schema: Executor, context: Asking, page: ASGIApp, deadlines: Deadlines) -> None:
        self.schema = schema
        self.context = context
        self.page = page
        self.deadlines = deadlines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request: a page, a result or a coded error."""
        headers = dict(scope["headers"])  # the last of repeated ones counts
        accept = headers.get(b"accept", b"")[:MAX_ACCEPT]
        if scope["method"] == "GET" and prefers_html(accept):
            await self.page(scope, receive, send)
            return
        media_type = negotiate(accept)
        try:
            response = await self.answer(scope, headers, receive, media_type)
        except ClientDisconnect:
            return
        except HTTPError as error:
            response = response_for_http_error(error)
        except UnavailableError as error:
            response = response_when_unavailable(error)
        except Exception as error:  # noqa: BLE001 - the outer edge: whatever it is, it is logged and masked
            response = Response(500, orjson.dumps({"errors": [internal_error(log_failures([error]))]}))
        await send_response(send, response, media_type or MediaType.JSON)

    async def answer(self, scope: Scope, headers: Headers, receive: Receive, media_type: MediaType | None) -> Response:
        """Execute what the request asks for; raises HTTPError when it cannot be understood or is not allowed."""
        if media_type is None:
            raise HTTPError(406, "NOT_ACCEPTABLE", f"Accept one of {', '.join(MediaType)}.")
        if scope["method"] == "POST":
            require_json(headers)
            parameters = from_body(await read_body(receive, headers.get(b"content-length", b"")))
        elif scope["method"] == "GET":
            require_preflight(headers)
            parameters = from_query_string(scope["query_string"])
        else:
            raise HTTPError(405, "METHOD_NOT_ALLOWED", "Use POST, or GET for queries.", (b"allow", b"GET, POST"))
        execution = self.execute(parameters, scope["method"], self.context(scope, headers))
        result = await self.deadlines.within(execution, known=b"authorization" in headers)
        return response_for_result(result, media_type)

    async def execute(
        self, parameters: Parameters, method: str, asking: AbstractAsyncContextManager[object]
    ) -> ExecutionResult:
        """Execute an operation; raises HTTPError when a GET asks for more than reading."""
        async with asking as context:
            result = await self.schema.execute(
                parameters.query,
                variable_values=parameters.variables,
                context_value=context,
                operation_name=parameters.operation_name,
                allowed_operation_types=OPERATIONS[method],
                operation_extensions=parameters.extensions,
            )
        if method == "GET" and is_not_allowed(result):
            raise HTTPError(405, NOT_ALLOWED, "A GET only reads: send this operation by POST.", (b"allow", b"POST"))
        return result


def is_not_allowed(result: ExecutionResult) -> bool:
    """True if an operation was refused because of its type."""
    refused = isinstance(result, PreExecutionError)
    return refused and any((error.extensions or {}).get("code") == NOT_ALLOWED for error in result.errors or [])
