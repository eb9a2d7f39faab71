"""Files of the commons are for the user of its server alone: made so, and mended where they are not."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from loaders.drivers.sqlite_files import SIDECAR_SUFFIXES, sidecar_file

FILE, FOLDER = 0o600, 0o700
"""Permissions of what the commons makes."""
UMASK = 0o077
"""Removes all permissions from group and others, whatever creates the file: a library, or SQLite."""
OWN_FOLDER = Path("var")
"""The folder of the defaults, where nothing but the commons keeps files."""
MAIL_FILES = ("*-mail_*.eml", "mail_*.partial")
"""The names of files in the outbox."""
SQLITE_HEADER = b"SQLite format 3\0"
SHOWN = 5
"""Files that are named in the line for the operator."""


def make_folder(folder: Path) -> None:
    """Make the folder and those above it, each for its user alone; leave alone what is there."""
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(FOLDER, exist_ok=True)


def make_file(file: Path) -> None:
    """Make an empty file for its user alone, in a folder that there may not be yet; leave alone what is there."""
    make_folder(file.parent)
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT, FILE))


def private_opener(path: str, flags: int) -> int:
    """Open a file to write for `open(…, opener=…)`, for its user alone from now on if it is there already."""
    descriptor = os.open(path, flags, FILE)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.fchmod(descriptor, FILE)
    return descriptor


def repair_permissions(database: Path | None, outbox: Path) -> "RepairedFiles":
    """Take every permission from group and others on files that are the commons'; tell which had any.

    Call it before the database is opened: to close a file lets go of the locks that this process has on it.

    Args:
        database: file of SQLite, None for a server's database.
        outbox: folder of mails.
    """
    paths = [*_own_folders()]
    if database is not None and _is_sqlite(database):
        paths += [database.resolve(), *(sidecar_file(database, end) for end in SIDECAR_SUFFIXES)]
    paths += [mail for pattern in MAIL_FILES for mail in sorted(outbox.glob(pattern))]
    found = {path: _closed_to_others(path) for path in paths}
    return RepairedFiles(*([path for path, closed in found.items() if closed is wanted] for wanted in (True, False)))


class RepairedFiles(NamedTuple):
    """Files that others could use: those that they cannot use any more, and those that could not be changed."""

    closed: list[Path]
    left: list[Path]

    def __str__(self) -> str:
        """One line for the operator; empty if there is nothing to say."""
        parts = []
        if self.closed:
            parts.append(f"others can no longer use {_named(self.closed)}")
        if self.left:
            parts.append(f"others can still use {_named(self.left)}, which this user may not change: close it to them")
        return "; ".join(parts)


def _named(paths: list[Path]) -> str:
    more = f" and {len(paths) - SHOWN} more files" if len(paths) > SHOWN else ""
    return ", ".join(map(str, paths[:SHOWN])) + more


def _own_folders() -> Iterator[Path]:
    """Folders that the commons itself has made: those above a file that an operator has chosen are not among them."""
    if OWN_FOLDER.is_dir():
        yield OWN_FOLDER
        yield from sorted(each for each in OWN_FOLDER.iterdir() if each.is_dir())


def _is_sqlite(file: Path) -> bool:
    """True if the file looks like a database, so that a wrong setting changes no other file."""
    try:
        with file.open("rb") as opened:
            return opened.read(len(SQLITE_HEADER)) in {b"", SQLITE_HEADER}
    except OSError:
        return False


def _closed_to_others(path: Path) -> bool | None:
    """Take permissions from group and others; None if there is nothing to take, False if it may not be done.

    Symbolic links are not followed. Files with other names elsewhere and files of other users are left as they are: who
    can write to the folder could lead us to any file by them.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        found = os.fstat(descriptor)
        if not found.st_mode & UMASK:
            return None
        ours = stat.S_ISDIR(found.st_mode) or (stat.S_ISREG(found.st_mode) and found.st_nlink == 1)
        if not ours or found.st_uid != os.geteuid():
            return False
        os.fchmod(descriptor, stat.S_IMODE(found.st_mode) & ~UMASK)
    finally:
        os.close(descriptor)
    return True
