"""Checks before serving: whether the database was closed cleanly, and whether it accepts changes."""

import asyncio
import logging
import sqlite3
from pathlib import Path

import typer

from encommun.operator_error import OperatorError
from loaders.drivers.database import SQLITE_PREFIX
from loaders.drivers.integrity import integrity_faults, was_left_open
from loaders.errors import UnavailableError
from loaders.unit_of_work import Writer

CHECKING = 10.0
"""Seconds that looking through a database may take."""
ANSWERING = 5.0
"""Seconds that the writer has to say whether changes are taken."""

log = logging.getLogger("encommun.startup")


def check_integrity(url: str) -> None:
    """Look through a database of SQLite that was not closed; raises OperatorError if it is damaged."""
    file = Path(url.removeprefix(SQLITE_PREFIX))
    if not url.startswith(SQLITE_PREFIX) or not was_left_open(file):
        return
    try:
        faults = integrity_faults(file, CHECKING)
    except sqlite3.Error:
        return  # whoever opens it tells why it cannot be
    if faults:
        raise OperatorError(
            f"The database at {file} is damaged: {faults[0]}. Restore a backup, or save what can be read: "
            f"sqlite3 {file} .recover | sqlite3 recovered.sqlite"
        )
    if faults is None:
        typer.echo(
            f"encommun: The database at {file} was not closed, and is too large to be looked through in "
            f"{CHECKING:g} s: do it with sqlite3 {file} 'PRAGMA quick_check'",
            err=True,
        )
    else:
        typer.echo(f"encommun: The database at {file} was not closed; it was looked through and is in order.", err=True)


async def warn_unless_writable(writer: Writer) -> None:
    """Say in one line that the database takes no changes, if so; reading goes on."""
    try:
        async with asyncio.timeout(ANSWERING):
            await writer.check()
    except (UnavailableError, TimeoutError) as error:
        reason = error.__cause__ or error
        log.warning("The commons cannot be changed, only read: %s: %s", type(error).__name__, reason)
