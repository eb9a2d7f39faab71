"""Reading inside a unit of work: with the viewer's own sight, and with what the unit has written so far."""

from collections.abc import Mapping
from typing import Any

from loaders.errors import FaultError
from loaders.sql.statement import Row, Statement
from loaders.unit_of_work import UnitOfWork
from loaders.visibility.access import Visibility
from resolvers.core.references import Reference, find_ids, reference_problem
from resolvers.core.refusals import ValidationFailed, refuse
from resolvers.core.viewer import Viewer


class ViewerReads:
    """Statements of a unit of work, compiled through the viewer's visibility."""

    def __init__(self, work: UnitOfWork, viewer: Viewer) -> None:
        """See what the viewer sees."""
        self.dialect = work.dialect
        self.visibility = Visibility(work.dialect, viewer.access)
        self._bound = viewer.visibility_parameters
        self.work = work

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[Row]:
        """The rows of a statement."""
        return await self.work.fetch(statement, {**values, **self._bound})


async def resolve_id(seeing: ViewerReads, reference: Reference, *path: str) -> str:
    """The id of what a reference names; refuses one that names nothing, and tells it of the field at `path`."""
    found = (await find_ids(seeing, [reference]))[reference]
    if isinstance(found, FaultError):
        refuse(ValidationFailed([reference_problem(path, reference, found)]))
    return found


async def is_visible(seeing: ViewerReads, type_name: str, node_id: str) -> bool:
    """True if the viewer sees the record."""
    reference = (type_name, "id", node_id)
    return isinstance((await find_ids(seeing, [reference]))[reference], str)
