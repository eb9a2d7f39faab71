"""What can end a unit of work besides its own doing, under the same names on both engines."""


class BusyError(Exception):
    """Others kept the database from taking the job, for as long as a writer is patient; it may be tried again later."""


class ConstraintError(Exception):
    """A change that a rule of the database forbids: a value missing, not allowed, or referring to nothing.

    `table`, `columns` and the constraint's `name` are given as far as the engine tells. SQLite tells none of them of a
    reference that leads nowhere.
    """

    def __init__(
        self, message: str, table: str | None = None, columns: tuple[str, ...] = (), name: str | None = None
    ) -> None:
        """Keep what the engine told."""
        super().__init__(message)
        self.table = table
        self.columns = columns
        self.name = name


class DuplicateError(ConstraintError):
    """Another row has these values already; `table` and `columns` are known on both engines."""
