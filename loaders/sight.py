"""What a viewer may read: decided here, in SQL, for every table and every statement."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, Table, and_, exists, literal_column, or_

from loaders.dialect import Dialect
from loaders.target import Target
from models import Deposited

DECIDING = frozenset({"state", "space_id"})
"""The columns of a table whose rows are not for everyone."""
SPACES = "spaces__"
"""The name under which statements bind the viewer's spaces."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How far a viewer sees; what differs between two viewers of one sight is bound as a value."""

    everything: bool = False
    """Stewards see whatever there is."""
    own: bool = False
    """Whether there are spaces whose records are seen whatever their state."""
    partners: bool = False
    """Whether contact details are seen that are shared with partners."""


PUBLIC = Sight()


@dataclass(frozen=True, slots=True)
class Lens:
    """What statements are compiled through: the engine they are for, and the sight of the viewer they are sent for."""

    dialect: Dialect
    sight: Sight = PUBLIC

    def seen(self, rows: Any) -> list[ColumnElement[bool]]:
        """The conditions under which the viewer sees rows of a table or alias; none where all are for everyone."""
        if self.sight.everything or not set(rows.c.keys()) >= DECIDING:
            return []
        shown = rows.c.state == _constant("PUBLISHED")
        if "audience" in rows.c:
            audiences = ["EVERYONE", "PARTNERS"] if self.sight.partners else ["EVERYONE"]
            shown = and_(shown, or_(*(rows.c.audience == _constant(each) for each in audiences)))
        if "node_id" in rows.c:
            shown = and_(shown, self._public(rows.c.node_id))
        if self.sight.own:
            shown = or_(shown, self.dialect.among(rows.c.space_id, SPACES))
        return [shown]

    def seen_of(self, target: Target) -> list[ColumnElement[bool]]:
        """The conditions under which the viewer sees the rows of a target, with what ties them to their keys."""
        return [condition for table in target.tables for condition in self.seen(table)]

    def _public(self, node_id: ColumnElement[str]) -> ColumnElement[bool]:
        """Whether an id is that of a record that everyone sees now: what was public once is not public for ever."""
        public = Lens(self.dialect, Sight(partners=self.sight.partners))
        tables = [each.alias() for each in _deposited()]
        return or_(*(exists().where(each.c.id == node_id, *public.seen(each)) for each in tables))


def _deposited() -> list[Table]:
    return [each.__table__ for each in Deposited.__subclasses__()]  # type: ignore[attr-defined]


def _constant(text: str) -> ColumnElement[Any]:
    """In the text of the statement: indexes and plans may then rely on it."""
    return literal_column(f"'{text}'", String())
