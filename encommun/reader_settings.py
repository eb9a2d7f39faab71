"""Settings of reading: connections, queue, and timeouts."""

from pydantic import Field
from pydantic_settings import BaseSettings

from loaders.drivers.read_limits import ReadLimits

GRACE = 5.0
"""Seconds by which the database's own statement timeout is later than the deadline of the request."""
LASTING = 60.0
"""Seconds for which the meaning of a territory's code or a topic's slug is cached."""


class ReaderSettings(BaseSettings):
    """The limits of readers and of operations."""

    readers: int | None = Field(
        default=None, ge=1, description="Connections that read; unless set, 2 to 4 on SQLite by cores, 8 on PostgreSQL."
    )
    acquire_seconds: float = Field(default=5, gt=0, description="Seconds to wait for a connection that is free.")
    max_waiting: int = Field(default=1_000, ge=1, description="Requests that may wait for a connection at once.")
    connect_seconds: float = Field(default=5, gt=0, description="Seconds that a connection may take to be made.")
    lock_seconds: float = Field(default=1, gt=0, description="Seconds that a reader waits for a table that is locked.")
    visitor_deadline: float = Field(default=10, gt=0, description="Seconds that an operation of a visitor may take.")
    known_deadline: float = Field(
        default=30, gt=0, description="Seconds that an operation of a person or a program may take."
    )

    def reading(self) -> ReadLimits:
        """The limits of the database's readers."""
        return ReadLimits(
            readers=self.readers,
            acquire_seconds=self.acquire_seconds,
            most_waiting=self.max_waiting,
            connect_seconds=self.connect_seconds,
            lock_seconds=self.lock_seconds,
            lasting_seconds=LASTING,
            statement_seconds=max(self.visitor_deadline, self.known_deadline) + GRACE,
        )
