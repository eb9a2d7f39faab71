"""Reading inside a unit of work: with the viewer's own sight, and with what the unit has written so far."""

from collections.abc import Mapping
from typing import Any

from loaders.sight import SPACES, Lens
from loaders.statement import Row, Statement
from loaders.transactions import Work
from resolvers.viewer import Viewer


class Seeing:
    """Statements of a unit of work, compiled through the viewer's lens."""

    def __init__(self, work: Work, viewer: Viewer) -> None:
        """See what the viewer sees."""
        self.lens = Lens(work.dialect, viewer.sight)
        self._own = {SPACES: list(viewer.roles)}
        self.work = work

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[Row]:
        """The rows of a statement."""
        return await self.work.fetch(statement, {**values, **self._own})
