"""Limits of a writer: the length of its queue, and timeouts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WriterLimits:
    """Limits of jobs; a caller who exceeds them gets an UnavailableError."""

    writers: int = 8
    """Connections to PostgreSQL at most; SQLite has one writer."""
    connect_seconds: float = 5.0
    """Seconds that a connection to PostgreSQL may take to be made."""
    waiting: int = 1_000
    """Maximum number of waiting jobs; further ones are refused at once."""
    wait_seconds: float = 10
    """Seconds until a job begins: for its turn, and for what others have locked."""
    run_seconds: float = 20
    """Seconds that a job takes, once it has begun; then it is interrupted and rolled back."""
    close_seconds: float = 1
    """Seconds that running jobs have to end when the writer closes."""


DEFAULT_WRITE_LIMITS = WriterLimits()
PATIENT_WRITE_LIMITS = WriterLimits(wait_seconds=60, run_seconds=3600)
"""For the operator's own commands, where one job may be a whole file."""
