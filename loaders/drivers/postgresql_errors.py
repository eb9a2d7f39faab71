"""PostgreSQL's errors as codes of `loaders.errors`, for all that is not the statement's own fault.

A connection that is gone shows itself as an error of the server, of the system, or of asyncpg: all of them count.
"""

import asyncpg

from loaders.errors import (
    DeadlineError,
    MigratingError,
    OverloadedError,
    ReadOnlyError,
    StorageFullError,
    UnavailableError,
    UnreachableError,
)

LOST = (
    OSError,  # TimeoutError is one: a server that is frozen
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a farewell of the server that comes just as something is asked
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.DatabaseDroppedError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.PostgresSystemError,
    asyncpg.PostgresIOError,
)
OTHER_TABLES = (
    asyncpg.InvalidCachedStatementError,
    asyncpg.OutdatedSchemaCacheError,
    asyncpg.UndefinedColumnError,
    asyncpg.UndefinedTableError,
)
"""Errors of a statement whose tables have been changed since it was prepared or written."""
OVERTAKEN = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)
"""Another transaction came first: the same one may succeed when it begins again."""

KINDS: tuple[tuple[tuple[type[BaseException], ...], type[UnavailableError]], ...] = (
    ((asyncpg.QueryCanceledError,), DeadlineError),
    ((asyncpg.DiskFullError,), StorageFullError),
    ((asyncpg.ReadOnlySQLTransactionError,), ReadOnlyError),
    ((*OVERTAKEN, asyncpg.LockNotAvailableError, asyncpg.InsufficientResourcesError), OverloadedError),
    (OTHER_TABLES, MigratingError),
    (LOST, UnreachableError),
)
"""The first that fits counts."""


def unavailable_error(error: BaseException) -> UnavailableError | None:
    """Why the database cannot serve anybody in this way now; None for an error of another kind."""
    if isinstance(error, ValueError):  # asyncpg's DataError is an InterfaceError, but the fault of a value
        return None
    return next((kind() for errors, kind in KINDS if isinstance(error, errors)), None)
