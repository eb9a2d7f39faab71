"""Writing of rows: units of work, each stored whole or not at all, on either engine."""

from loaders.unit_of_work.errors import ConstraintError, DuplicateError
from loaders.unit_of_work.factory import create_writer, open_writer
from loaders.unit_of_work.interface import Rollback, TransactionFunction, UnitOfWork, Writer
from loaders.unit_of_work.write_limits import WriterLimits

__all__ = [
    "ConstraintError",
    "DuplicateError",
    "Rollback",
    "TransactionFunction",
    "UnitOfWork",
    "Writer",
    "WriterLimits",
    "create_writer",
    "open_writer",
]
