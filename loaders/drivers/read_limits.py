"""What a database's readers may take, as the operator has set it."""

from dataclasses import dataclass

CHECKING = 1.5
"""Seconds that readers, or a writer, have to show that they serve; whoever asks for that waits a little longer."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How many connections read, how long anything about them may take, and how many may wait for one."""

    readers: int | None = None
    """Connections that read; None: as many as suit the engine."""
    acquire_seconds: float = 5.0
    """How long to wait for a connection."""
    most_waiting: int = 1_000
    """How many may wait for a connection."""
    connect_seconds: float = 5.0
    """How long a connection may take to be made."""
    lock_seconds: float = 1.0
    """How long to wait for a table that somebody has locked."""
    statement_seconds: float = 60.0
    """How long a statement may take, or a transaction in which none runs, where no deadline has ended it before."""
    lasting_seconds: float = 0.0
    """How long to go by what a code of a territory, or the slug of a topic, was found to stand for; 0: not at all."""


DEFAULT_READ_LIMITS = ReadLimits()
