"""Conversion of a result to bytes: status, headers and JSON of a GraphQL response."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeGuard

import orjson
from starlette.types import Send
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from encommun import outage_log
from encommun.http.errors import HTTPError, format_errors, is_fault
from encommun.http.media import MediaType
from loaders.errors import UnavailableError

HEADERS = ((b"vary", b"Accept, Authorization"), (b"x-content-type-options", b"nosniff"))
CONTENT_TYPES = {media_type: f"{media_type}; charset=utf-8".encode() for media_type in MediaType}


class Response(NamedTuple):
    """An answer in bytes, with what differs from one request to the next."""

    status: int
    body: bytes
    headers: tuple[tuple[bytes, bytes], ...] = ()


def response_for_result(result: ExecutionResult, media_type: MediaType) -> Response:
    """Answer to a request that was understood, whether or not its operation could be executed.

    When nothing was executed there is no `data` key, and the status is 400 for `application/graphql-response+json`;
    for `application/json` it stays 200, since clients of that type take any other for a failure of the network.
    """
    if isinstance(result, PreExecutionError):
        return response_for_refusal(result, media_type)
    content: dict[str, Any] = {"data": result.data}
    if result.errors:
        missed = {each.code: each for each in (error.original_error for error in result.errors) if is_unavailable(each)}
        for each in missed.values():
            outage_log.log_outage(each)
        if missed and all_fields_unavailable(result):
            return response_without_data(next(iter(missed.values())), format_errors(result.errors, executed=True))
        content["errors"] = format_errors(result.errors, executed=True)
    if result.extensions:
        content["extensions"] = result.extensions
    return Response(200, orjson.dumps(content))


def response_for_refusal(result: PreExecutionError, media_type: MediaType) -> Response:
    """Answer when nothing was executed; 500 when that was our fault."""
    errors = result.errors or []
    status = 400 if media_type is MediaType.GRAPHQL else 200
    if any(is_fault(error, executed=False) for error in errors):
        status = 500
    return Response(status, orjson.dumps({"errors": format_errors(errors, executed=False)}))


def is_unavailable(error: BaseException | None) -> TypeGuard[UnavailableError]:
    """True if the error is temporary: the server cannot answer now."""
    return isinstance(error, UnavailableError)


def all_fields_unavailable(result: ExecutionResult) -> bool:
    """True if every root field failed, each because of a temporary error."""
    errors = result.errors or []
    if not all(is_unavailable(each.original_error) for each in errors):
        return False
    failed_fields = {each.path[0] for each in errors if each.path}
    return not result.data or all(result.data[name] is None and name in failed_fields for name in result.data)


def response_when_unavailable(error: UnavailableError) -> Response:
    """Answer where nothing was executed, or nothing of it is known, because the commons cannot serve now."""
    outage_log.log_outage(error)
    return response_without_data(error, [{"message": str(error), "extensions": error.extensions}])


def response_without_data(error: UnavailableError, errors: Sequence[Any]) -> Response:
    """The status says why, and a header when to ask again; there is no `data`."""
    wait = () if error.retry_after is None else ((b"retry-after", b"%d" % error.retry_after),)
    return Response(error.status, orjson.dumps({"errors": errors}), wait)


def response_for_http_error(error: HTTPError) -> Response:
    """Answer to a request that was not understood."""
    return Response(error.status, orjson.dumps({"errors": [error.formatted()]}), error.headers)


async def send_response(send: Send, response: Response, media_type: MediaType) -> None:
    """Write a response in one piece."""
    length = b"%d" % len(response.body)
    headers = [(b"content-type", CONTENT_TYPES[media_type]), (b"content-length", length), *HEADERS, *response.headers]
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body})
