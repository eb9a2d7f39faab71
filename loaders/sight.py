"""What a viewer may read: decided here, in SQL, for every table and every statement."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, Table, and_, exists, false, literal_column, not_, or_

from loaders.dialect import Dialect
from loaders.target import Target
from models import (
    FROM_OUTSIDE,
    PERSONS,
    PURPOSES,
    Actor,
    Audience,
    Change,
    Collection,
    CollectionInvitation,
    CollectionNetwork,
    Consent,
    Contact,
    Deposited,
    Feature,
    Ground,
    LegalBasis,
    Network,
    ReviewCase,
    Space,
    Stage,
    Territory,
    Topic,
)

DECIDING = frozenset({"state", "space_id"})
"""The columns of a table whose rows are not for everyone."""
REVIEWED = frozenset({"stage", "owner_id", "account_id", "network_id"})
"""The columns of a table whose rows are for moderators, for the space that each concerns, and for who asked."""
OWN = "own__"
"""The name under which statements bind the ids of what is the viewer's: their spaces, and themselves."""
ACTOR: Table = Actor.__table__  # type: ignore[attr-defined]
CASE: Table = ReviewCase.__table__  # type: ignore[attr-defined]
CONSENT: Table = Consent.__table__  # type: ignore[attr-defined]
SPACE: Table = Space.__table__  # type: ignore[attr-defined]
CHANGE: Table = Change.__table__  # type: ignore[attr-defined]
COLLECTION: Table = Collection.__table__  # type: ignore[attr-defined]
FEATURE: Table = Feature.__table__  # type: ignore[attr-defined]
ANSWERING: Table = CollectionNetwork.__table__  # type: ignore[attr-defined]
INVITED: Table = CollectionInvitation.__table__  # type: ignore[attr-defined]
TOLD: list[Table] = [
    each.__table__  # type: ignore[attr-defined]
    for each in Deposited.__subclasses__()
    if each is not Contact
]
"""Whose history is public where they are."""

CONTENT: list[Table] = [
    each.__table__  # type: ignore[attr-defined]
    for each in (*Deposited.__subclasses__(), Collection, Network, Territory, Topic)
]
"""What collections and features can lead to."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How far a viewer sees; what differs between two viewers of one sight is bound as a value."""

    everything: bool = False
    """Stewards see whatever there is."""
    own: bool = False
    """Whether there are spaces whose records are seen whatever their state, and cases that the viewer opened."""
    partners: bool = False
    """Whether contact details are seen that are shared with partners."""
    moderates: bool = False
    """Whether review cases are seen whosesoever they are, and what was handed in."""


PUBLIC = Sight()


@dataclass(frozen=True, slots=True)
class Lens:
    """What statements are compiled through: the engine they are for, and the sight of the viewer they are sent for."""

    dialect: Dialect
    sight: Sight = PUBLIC

    def seen(self, rows: Any) -> list[ColumnElement[bool]]:
        """The conditions under which the viewer sees rows of a table or alias; none where all are for everyone."""
        if self.sight.everything:
            return []
        if set(rows.c.keys()) >= REVIEWED:
            answered = self._tied(rows.c.node_id, ANSWERING.alias())  # a collection is of all of its networks
            return [] if self.sight.moderates else [or_(self._own(rows.c.owner_id), self._asked(rows), answered)]
        if _table_of(rows) is FEATURE:
            return [self._leads_somewhere(rows.c.node_id)]
        if _table_of(rows) is INVITED:
            return [or_(self._of_networks(rows.c.network_id), self._tied(rows.c.collection_id, ANSWERING.alias()))]
        if not set(rows.c.keys()) >= DECIDING:
            return []
        shown = rows.c.state == _constant("PUBLISHED")
        if "node_id" in rows.c:
            shown = and_(shown, self._public(rows.c.node_id))
        elif self.sight.moderates:
            shown = or_(shown, rows.c.state == _constant("SUBMITTED"))
        if "audience" in rows.c:
            shown = and_(shown, self._addressed(rows))
        return [or_(shown, *self._theirs(rows))] if self.sight.own else [shown]

    def seen_of(self, target: Target) -> list[ColumnElement[bool]]:
        """The conditions under which the viewer sees the rows of a target, with what ties them to their keys."""
        return [condition for table in target.tables for condition in self.seen(table)]

    def kept(self, rows: Any) -> list[ColumnElement[bool]]:
        """The conditions under which the viewer sees what rows keep for the space that deposited them."""
        if self.sight.everything:
            return []
        return [self._own(rows.c.space_id)]

    def _public(self, node_id: ColumnElement[str]) -> ColumnElement[bool]:
        """Whether an id is that of a record that everyone sees now: what was public once is not public for ever.

        Contacts are none of them: their history tells what they were before, and to whom they were not shown then.
        """
        public = Lens(self.dialect)
        tables = [each.alias() for each in TOLD]
        found = or_(*(exists().where(each.c.id == node_id, *public.seen(each)) for each in tables))
        return and_(found, not_(_under_report(node_id)))

    def _own(self, id_: ColumnElement[str]) -> ColumnElement[bool]:
        return self.dialect.among(id_, OWN) if self.sight.own else false()

    def _asked(self, cases: Any) -> ColumnElement[bool]:
        """Whether the viewer opened a case for themselves; what a space opens is seen by who is in it still."""
        mine = or_(self._own(cases.c.account_id), self._own(cases.c.network_id))
        return and_(mine, cases.c.kind.in_([_constant(each) for each in sorted(FROM_OUTSIDE)]))

    def _theirs(self, rows: Any) -> list[ColumnElement[bool]]:
        """The ways in which rows are the viewer's own: by their space; by each network that a collection is tied to."""
        own = [self._own(rows.c.space_id)]
        if _table_of(rows) not in (COLLECTION, CHANGE):
            return own
        collection_id = rows.c.id if _table_of(rows) is COLLECTION else rows.c.node_id
        return own + [self._tied(collection_id, each.alias()) for each in (ANSWERING, INVITED)]

    def _tied(self, collection_id: ColumnElement[str], tie: Any) -> ColumnElement[bool]:
        """Whether a collection is tied to a network of the viewer's."""
        return exists().where(tie.c.collection_id == collection_id, self._of_networks(tie.c.network_id))

    def _of_networks(self, network_id: ColumnElement[str]) -> ColumnElement[bool]:
        """Whether a network is one in whose space the viewer has a role."""
        if not self.sight.own:
            return false()
        space = SPACE.alias()
        return exists().where(space.c.network_id == network_id, self.dialect.among(space.c.id, OWN))

    def _leads_somewhere(self, node_id: ColumnElement[str]) -> ColumnElement[bool]:
        """Whether the viewer sees what an id leads to."""
        tables = [each.alias() for each in CONTENT]
        return or_(*(exists().where(each.c.id == node_id, *self.seen(each)) for each in tables))

    def _addressed(self, contacts: Any) -> ColumnElement[bool]:
        """Whether contacts are meant for the viewer; a person's own by their consent to that purpose alone."""
        audiences = [Audience.EVERYONE, Audience.PARTNERS] if self.sight.partners else [Audience.EVERYONE]
        return or_(
            *(
                and_(contacts.c.audience == _constant(each), or_(_needs_none(contacts), _agreed(contacts, each)))
                for each in audiences
            )
        )


def _table_of(rows: Any) -> Any:
    """The table that rows are of, under whatever name."""
    return getattr(rows, "element", rows)


def _needs_none(contacts: Any) -> ColumnElement[bool]:
    """Whether contacts rest on no consent; what is said to be no person's is not believed of who is one meanwhile."""
    basis: ColumnElement[Any] = contacts.c.basis
    impersonal = and_(basis == _constant(LegalBasis.NOT_PERSONAL), _of_organisation(contacts))
    return or_(basis == _constant(LegalBasis.PUBLIC_TASK), impersonal)


def _of_organisation(contacts: Any) -> ColumnElement[bool]:
    persons = [_constant(each) for each in sorted(PERSONS)]
    organisation = exists().where(ACTOR.c.id == contacts.c.actor_id, ACTOR.c.kind.not_in(persons))
    return organisation.correlate(contacts)


def _under_report(node_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether it waits for a decision that a record tells something of a person: until then, its history tells nothing.

    What the record itself said is hidden in it.
    """
    waiting = CASE.c.stage.in_([_constant(each) for each in (Stage.OPEN, Stage.ESCALATED)])
    return exists().where(CASE.c.node_id == node_id, CASE.c.ground == _constant(Ground.PERSONAL_DATA), waiting)


def _agreed(contacts: Any, audience: Audience) -> ColumnElement[bool]:
    """Whether a consent to what the audience stands for is in force."""
    purpose = CONSENT.c.purpose == _constant(PURPOSES[audience])
    in_force = exists().where(CONSENT.c.contact_id == contacts.c.id, purpose, CONSENT.c.withdrawn_at.is_(None))
    return in_force.correlate(contacts)


def _constant(text: str) -> ColumnElement[Any]:
    """In the text of the statement: indexes and plans may then rely on it."""
    return literal_column(f"'{text}'", String())
