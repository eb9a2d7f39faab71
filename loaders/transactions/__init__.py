"""How rows are written: units of work, each kept whole or not at all, on either engine."""

from loaders.transactions.errors import ConstraintError, DuplicateError
from loaders.transactions.limits import PATIENT, WriterLimits
from loaders.transactions.opening import create_writer, opened_writer
from loaders.transactions.work import Job, Undone, Work, Writer

__all__ = [
    "PATIENT",
    "ConstraintError",
    "DuplicateError",
    "Job",
    "Undone",
    "Work",
    "Writer",
    "WriterLimits",
    "create_writer",
    "opened_writer",
]
