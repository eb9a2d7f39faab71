"""What a viewer may read: decided here, in SQL, for every table and every statement."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, Table, and_, exists, literal_column, not_, or_

from loaders.dialect import Dialect
from loaders.target import Target
from models import Contact

DECIDING = frozenset({"state", "space_id"})
"""The columns of a table whose rows are not for everyone."""
SPACES = "spaces__"
"""The name under which statements bind the viewer's spaces."""
CONTACT: Table = Contact.__table__  # type: ignore[attr-defined]
CONTACTS = (f"{Contact.prefix}_0", f"{Contact.prefix}_8")
"""The ids of all contacts are between these."""


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
        shown = and_(rows.c.state == _constant("PUBLISHED"), *self._for_fewer(rows))
        if self.sight.own:
            shown = or_(shown, self.dialect.among(rows.c.space_id, SPACES))
        return [shown]

    def seen_of(self, target: Target) -> list[ColumnElement[bool]]:
        """The conditions under which the viewer sees the rows of a target, with what ties them to their keys."""
        return [condition for table in target.tables for condition in self.seen(table)]

    def _for_fewer(self, rows: Any) -> Iterator[ColumnElement[bool]]:
        """What a public row needs besides, where it is for fewer than everyone.

        The journal repeats what contacts say: what was changed of one is for those who may know it as it is now.
        """
        if "audience" in rows.c:
            audiences = ["EVERYONE", "PARTNERS"] if self.sight.partners else ["EVERYONE"]
            yield or_(*(rows.c.audience == _constant(each) for each in audiences))
        if "node_id" in rows.c:
            contact = CONTACT.alias()
            of_another = not_(rows.c.node_id.between(*map(_constant, CONTACTS)))
            yield or_(of_another, exists().where(contact.c.id == rows.c.node_id, *self.seen(contact)))


def _constant(text: str) -> ColumnElement[Any]:
    """In the text of the statement: indexes and plans may then rely on it."""
    return literal_column(f"'{text}'", String())
