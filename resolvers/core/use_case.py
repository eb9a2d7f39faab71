"""A use case under way: the unit of work that it writes through, who asks for it, when, and in which commons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from loaders.sql.statement import Row
from loaders.tables import Table
from loaders.unit_of_work import UnitOfWork
from resolvers.core.mailer import Mailer
from resolvers.core.refusals import NotFound, refuse
from resolvers.core.site import Site
from resolvers.core.viewer import Viewer


@dataclass(frozen=True, slots=True)
class UseCase:
    """One unit of work for one viewer; everything in it happens at `now`."""

    work: UnitOfWork
    viewer: Viewer
    now: datetime
    site: Site
    after_commit: list[Callable[[], None]] = field(default_factory=list)
    """Functions to call once the unit is stored: a log line, the sender of mails."""

    @property
    def mailer(self) -> Mailer:
        """Queues mails, which go once the unit is stored."""
        return Mailer(self.work, self.now, self.site, self.after_commit)

    def as_viewer(self, viewer: Viewer) -> "UseCase":
        """The same unit of work, in which another viewer acts."""
        return replace(self, viewer=viewer)

    async def first_row(self, table: Table, where: Mapping[str, Any], columns: Sequence[str]) -> Row | None:
        """The only row, or None."""
        rows = await self.work.select(table, where, columns)
        return rows[0] if rows else None

    async def row_by_id(self, table: Table, id_: str, columns: Sequence[str]) -> Row:
        """The row of an id; refuses where there is none."""
        return await self.first_row(table, {"id": id_}, columns) or refuse(NotFound())
