"""How rows are written: units of work, each kept whole or not at all, on either engine."""

from loaders.transactions.errors import BusyError, ConstraintError, DuplicateError
from loaders.transactions.opening import create_writer, opened_writer
from loaders.transactions.work import Job, Undone, Work, Writer

__all__ = [
    "BusyError",
    "ConstraintError",
    "DuplicateError",
    "Job",
    "Undone",
    "Work",
    "Writer",
    "create_writer",
    "opened_writer",
]
