"""Limits of a database's readers, as the operator has set them."""

from dataclasses import dataclass

CHECKING = 1.5
"""Seconds within which readers, or a writer, must answer a health check; its caller waits a little longer."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Limits of the read connections: their number, their timeouts in seconds, and the length of the queue."""

    readers: int | None = None
    """Connections that read; None: as many as suit the engine."""
    acquire_seconds: float = 5.0
    """Seconds to wait for a connection."""
    most_waiting: int = 1_000
    """Maximum number of operations that wait for a connection."""
    connect_seconds: float = 5.0
    """Seconds in which a connection must be made."""
    lock_seconds: float = 1.0
    """Seconds to wait for a locked table."""
    statement_seconds: float = 60.0
    """Seconds for a statement, or for a transaction without one, unless a deadline has ended it before."""
    lasting_seconds: float = 0.0
    """Seconds for which the meaning of a territory's code or a topic's slug is cached; 0: not at all."""


DEFAULT_READ_LIMITS = ReadLimits()
