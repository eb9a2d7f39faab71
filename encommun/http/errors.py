"""Errors as clients read them: always a code and a sentence on what to do, never internals."""

import logging
import secrets
from collections.abc import Sequence
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError

MAX_MESSAGE = 1_000
"""Characters; a message may repeat a name from the document, and many errors the same long name."""

log = logging.getLogger("encommun.http")


class HTTPError(Exception):
    """A request that cannot be answered as it was sent: an HTTP status, a stable code, and what to do instead."""

    def __init__(self, status: int, code: str, message: str, *headers: tuple[bytes, bytes]) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = headers

    def formatted(self) -> dict[str, Any]:
        """Show the error as a GraphQL response does."""
        return {"message": str(self), "extensions": {"code": self.code}}


def bad_request(message: str) -> HTTPError:
    """Refuse a request that does not follow GraphQL over HTTP."""
    return HTTPError(400, "BAD_REQUEST", message)


def log_failures(failures: Sequence[BaseException]) -> str:
    """Log unexpected failures of one request, the first with its traceback, and return their reference.

    One record a request: a page of rows that all fail must not fill the disk.
    """
    reference = secrets.token_hex(6)
    log.error("%d unexpected failure(s), reference %s; the first:", len(failures), reference, exc_info=failures[0])
    return reference


def internal_error(reference: str) -> dict[str, Any]:
    """All that is said about our own faults; `reference` finds the log record."""
    return {
        "message": f"Something failed on our side. Try again; if it lasts, report it with the reference {reference}.",
        "extensions": {"code": "INTERNAL_SERVER_ERROR", "reference": reference},
    }


def format_errors(errors: Sequence[GraphQLError], *, executed: bool) -> list[dict[str, Any]]:
    """Show the errors of a result, in order; the unforeseen ones are logged and masked, their places kept."""
    faults = [error.original_error for error in errors if is_fault(error, executed=executed)]
    if not faults:
        return [format_error(error, executed=executed) for error in errors]
    masked = internal_error(log_failures([fault for fault in faults if fault is not None]))
    return [
        {**error.formatted, **masked} if is_fault(error, executed=executed) else format_error(error, executed=executed)
        for error in errors
    ]


def is_fault(error: GraphQLError, *, executed: bool) -> bool:
    """True if an error is a fault of ours: another exception caused it, and it has no code.

    Before execution, an error with a place in the document is a remark of validation or a value that a scalar refused,
    whatever exception the scalar raised; one without a place comes from the machinery.
    """
    cause = error.original_error
    if cause is None or isinstance(cause, GraphQLError) or "code" in (error.extensions or {}):
        return False
    return executed or not error.nodes


def format_error(error: GraphQLError, *, executed: bool) -> dict[str, Any]:
    """Show a foreseen error; one that brings no code gets that of the stage it arose in."""
    return {
        **error.formatted,
        "message": shorten(error.message),
        "extensions": {"code": stage_code(error, executed=executed), **(error.extensions or {})},
    }


def stage_code(error: GraphQLError, *, executed: bool) -> str:
    """Code by stage: parsing, validation, or a value found wrong during execution."""
    if isinstance(error, GraphQLSyntaxError):
        return "GRAPHQL_PARSE_FAILED"
    return "BAD_USER_INPUT" if executed else "GRAPHQL_VALIDATION_FAILED"


def shorten(message: str) -> str:
    """Cut a message that is longer than anyone reads."""
    return message if len(message) <= MAX_MESSAGE else f"{message[:MAX_MESSAGE]}…"
