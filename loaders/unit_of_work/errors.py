"""Constraint errors of the database for a unit of work, under the same names on both engines.

What else ends one, besides its own doing, is an UnavailableError.
"""


class ConstraintError(Exception):
    """A change that a rule of the database forbids: a value missing, not allowed, or referring to nothing.

    `table`, `columns` and the constraint's `name` are given as far as the engine tells. SQLite tells none of them of a
    reference that leads nowhere.
    """

    def __init__(
        self, message: str, table: str | None = None, columns: tuple[str, ...] = (), name: str | None = None
    ) -> None:
        """Keep the engine's message."""
        super().__init__(message)
        self.table = table
        self.columns = columns
        self.name = name


class DuplicateError(ConstraintError):
    """Another row has these values already; `table` and `columns` are known on both engines."""
