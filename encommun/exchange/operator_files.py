"""Needs of commands that read or write files: a commons that is ready, whole files, and errors in one line."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from asyncpg import PostgresError

from encommun.database_errors import first_line
from encommun.engine import engine_scope
from encommun.file_permissions import private_opener
from encommun.migration import ensure_current
from encommun.operator_error import OperatorError
from loaders.errors import FaultError, UnavailableError
from loaders.unit_of_work import Rollback


async def ensure_migrated(url: str) -> None:
    """Raise OperatorError unless the commons is there."""
    async with engine_scope(url) as engine:
        await ensure_current(engine)


@contextmanager
def written_whole(file: Path) -> Iterator[IO[bytes]]:
    """Write a file that appears under its name once it is complete; nothing is left of one that fails."""
    part = file.with_name(file.name + ".part")
    try:
        with open(part, "wb", opener=private_opener) as stream:
            yield stream
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def operator_errors() -> Iterator[None]:
    """Raise OperatorError for whatever the use case, the driver, the server or the file refuses."""
    try:
        yield
    except FaultError as error:
        raise OperatorError(str(error)) from error
    except Rollback as error:  # a refusal that concerns no single line
        code = error.result.code
        raise OperatorError(f"The import stopped: {code}. Start it again: it continues where it stopped.") from error
    except UnavailableError as error:
        raise OperatorError(f"The run stopped and can be started again: {error}") from error
    except (sqlite3.Error, PostgresError, OSError, UnicodeDecodeError) as error:
        raise OperatorError(f"The run stopped and can be started again: {first_line(error)}.") from error
