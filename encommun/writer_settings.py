"""Settings of writing: connections, queue, and timeouts."""

from pydantic import Field

from encommun.reader_settings import ReaderSettings
from loaders.unit_of_work import WriterLimits


class WriterSettings(ReaderSettings):
    """The limits of the writer, beside those of readers: connections are made in the same time."""

    writers: int = Field(default=8, ge=1, description="Connections to PostgreSQL that write; SQLite has one writer.")
    max_writes_waiting: int = Field(default=1_000, ge=1, description="Changes that may wait for their turn at once.")
    write_wait_seconds: float = Field(
        default=10, gt=0, description="Seconds that a change waits for its turn, and for rows that others have locked."
    )
    write_seconds: float = Field(default=20, gt=0, description="Seconds that a change may take, once it has begun.")

    def writing(self) -> WriterLimits:
        """The limits of the writer."""
        return WriterLimits(
            writers=self.writers,
            connect_seconds=self.connect_seconds,
            waiting=self.max_writes_waiting,
            wait_seconds=self.write_wait_seconds,
            run_seconds=self.write_seconds,
        )
