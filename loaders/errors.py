"""Errors that are shown to the client as they are, with a stable code of `docs/errors.md`.

A `FaultError` lies in the request. An `UnavailableError` lies in the state of the commons: the same request may succeed
later.
"""

from typing import Any, ClassVar


class FaultError(Exception):
    """A request that cannot be served; the message says what to do about it.

    Args:
        code: stable name of the fault, listed in `docs/errors.md`.
        message: one sentence for whoever sent the request, without internals.
        values: what a sentence in another language tells, too.
    """

    def __init__(self, code: str, message: str, **values: Any) -> None:
        """Keep the code where GraphQL errors have theirs."""
        super().__init__(message)
        self.extensions = {"code": code}
        self.values = values


class UnavailableError(Exception):
    """A request that cannot be served now; its cause, if any, is only logged.

    `code`, `status` (HTTP) and `retry_after` (seconds, None where to wait does not help) belong to the class.
    """

    code: ClassVar[str]
    status: ClassVar[int] = 503
    retry_after: ClassVar[int | None] = 1
    says: ClassVar[str]

    def __init__(self) -> None:
        """Keep the code where GraphQL errors have theirs."""
        super().__init__(self.says)
        self.extensions = {"code": self.code}


class UnreachableError(UnavailableError):
    """The database does not answer, or a connection to it was lost before the answer came."""

    code = "DATABASE_UNREACHABLE"
    retry_after: ClassVar[int | None] = 5
    says = "The commons cannot reach its database. Try again in a few seconds."


class OutcomeUnknownError(UnreachableError):
    """The connection was lost during a commit: the change is stored as a whole, or not at all.

    Nothing says how long to wait: whoever sends the same change again without an idempotency key may make it twice.
    """

    code = "OUTCOME_UNKNOWN"
    retry_after = None
    says = (
        "The database was lost while your change was being stored: it may be stored, or not. "
        "Read again to see; or send it again with the idempotency key that it had."
    )


class MigratingError(UnavailableError):
    """The tables are not those that this version of the commons knows: a migration is under way, or went ahead."""

    code = "MIGRATING"
    retry_after = 5
    says = "The commons is moving to another version. Try again in a few seconds."


class OverloadedError(UnavailableError):
    """Too many others wait, or waited too long, for what the request needs: a connection, or a locked row."""

    code = "OVERLOADED"
    says = "Too many requests are waiting. Try again in a moment."


class StorageFullError(UnavailableError):
    """The disk of the database is full: nothing can be written, reading goes on."""

    code = "STORAGE_FULL"
    status = 507
    retry_after = 60
    says = "The commons has no room left to store anything. Reading goes on; the operator must make room."


class ReadOnlyError(UnavailableError):
    """The database takes no changes: its file cannot be written, or the server is a standby."""

    code = "READ_ONLY"
    retry_after = 60
    says = "The commons can only be read at present. Try to write again later."


class DeadlineError(UnavailableError):
    """The operation exceeded its deadline; its statements were cancelled."""

    code = "DEADLINE_EXCEEDED"
    retry_after = None
    says = (
        "The operation took longer than it may and was given up. Ask for less at once; "
        "if it was to change something, read first whether it did."
    )
