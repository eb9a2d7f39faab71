"""The files of one database of SQLite."""

from pathlib import Path

LOG, INDEX = "-wal", "-shm"
"""Suffixes of the write-ahead log and of its index, which all processes with the open database share."""
SIDECAR_SUFFIXES = (LOG, INDEX, "-journal")
"""Ends of the names of what SQLite keeps beside its file; it makes them with the permissions of the file."""


def sidecar_file(database: Path, end: str) -> Path:
    """The file that SQLite keeps beside a database; for a symbolic link, that is where the link leads."""
    file = database.resolve()
    return file.with_name(file.name + end)
