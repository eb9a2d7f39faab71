"""Read permissions: decided here, in SQL, for every table and every statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Table, and_, exists, false, not_, or_

from loaders.sql.dialect import Dialect
from loaders.sql.literals import literal, literals
from loaders.sql.target import Target
from loaders.tables import (
    ACTOR,
    CASE,
    CHANGE,
    COLLECTION,
    COLLECTION_INVITATION,
    COLLECTION_NETWORK,
    CONTACT,
    FEATURE,
    REPORT,
    RIVAL,
    SPACE,
)
from loaders.visibility.cases_to_review import NETWORKS_PARAMETER, OWN_PARAMETER, cases_to_review
from loaders.visibility.contact_audience import is_for_viewer
from models import (
    FROM_OUTSIDE,
    Collection,
    Contact,
    Deposited,
    Ground,
    Network,
    PublicationState,
    Stage,
    Territory,
    Topic,
)

PUBLICATION_COLUMNS = frozenset({"state", "space_id"})
"""The columns of a table whose rows are not for everyone."""
CASE_COLUMNS = frozenset({"stage", "owner_id", "account_id", "network_id"})
"""The columns of a table whose rows are for moderators, for the space that each concerns, and for who asked."""
TABLES_WITH_PUBLIC_HISTORY: list[Table] = [
    each.__table__  # type: ignore[attr-defined]
    for each in Deposited.__subclasses__()
    if each is not Contact
]
"""Tables whose history is public if the record is."""

CONTENT_TABLES: list[Table] = [
    each.__table__  # type: ignore[attr-defined]
    for each in (*Deposited.__subclasses__(), Collection, Network, Territory, Topic)
]
"""Tables of records that collections and features can contain."""


@dataclass(frozen=True, slots=True)
class Access:
    """The read permissions of a viewer; differences between viewers of the same class are bound as values."""

    everything: bool = False
    """Stewards see whatever there is."""
    own: bool = False
    """True if the viewer has spaces, whose records they see in any state, or cases that they opened."""
    partners: bool = False
    """True if the viewer sees contact details that are shared with partners."""
    moderates: bool = False
    """True if the viewer sees all review cases, submitted records, and the records that they vote on."""

    def parameters(self, *, own: Sequence[str], voices: Sequence[str]) -> dict[str, list[str]]:
        """Return the bound values of statements: ids of the viewer's own spaces, and of the networks they act for."""
        found = {OWN_PARAMETER: list(own)} if self.own else {}
        return {**found, NETWORKS_PARAMETER: list(voices)} if self.moderates else found


PUBLIC_ACCESS = Access()


@dataclass(frozen=True, slots=True)
class Visibility:
    """The context in which statements are compiled: the engine, and the access of the viewer."""

    dialect: Dialect
    access: Access = PUBLIC_ACCESS

    def visible(self, rows: Any, *, judged: bool = True) -> list[ColumnElement[bool]]:
        """The conditions under which the viewer sees rows of a table or alias; none where all are for everyone.

        Without `judged`, what they see only since they are asked about it is left aside.
        """
        if self.access.everything:
            return []
        if set(rows.c.keys()) >= CASE_COLUMNS:
            answered = self._tied(rows.c.node_id, COLLECTION_NETWORK.alias())  # a collection is of all of its networks
            return [] if self.access.moderates else [or_(self._own(rows.c.owner_id), self._asked(rows), answered)]
        if _table_of(rows) is FEATURE:
            return [self._leads_somewhere(rows.c.node_id)]
        if _table_of(rows) is COLLECTION_INVITATION:
            return [
                or_(self._of_networks(rows.c.network_id), self._tied(rows.c.collection_id, COLLECTION_NETWORK.alias()))
            ]
        if not set(rows.c.keys()) >= PUBLICATION_COLUMNS:
            return []
        shown = self._told(rows) if _table_of(rows) is CHANGE else self._shown(rows, judged=judged)
        if _table_of(rows) is CONTACT:
            shown = and_(shown, is_for_viewer(rows, partners=self.access.partners), self.visible_actor(rows))
        return [or_(shown, *self._theirs(rows))] if self.access.own else [shown]

    @property
    def cases_to_review(self) -> CTE:
        """Return the records that the viewer can vote on, as a CTE of `node_id` and `case_id`; for moderators."""
        return cases_to_review(self.dialect, own=self.access.own)

    def visible_in(self, target: Target) -> list[ColumnElement[bool]]:
        """The conditions under which the viewer sees the rows of a target, with what ties them to their keys."""
        return list(_seen_of(self, target))

    def owned_by_viewer(self, rows: Any) -> list[ColumnElement[bool]]:
        """The conditions under which the viewer sees what rows keep for the space that deposited them."""
        if self.access.everything:
            return []
        return [self._own(rows.c.space_id)]

    def _shown(self, rows: Any, *, judged: bool) -> ColumnElement[bool]:
        """Test that a row is visible outside its space: published or, for moderators and voters, submitted."""
        state: ColumnElement[Any] = rows.c.state
        if not self.access.moderates:
            return state == literal(PublicationState.PUBLISHED)
        read = state.in_(literals((PublicationState.PUBLISHED, PublicationState.SUBMITTED)))
        return or_(read, self._judges(rows.c.id)) if judged else read

    def _told(self, changes: Any) -> ColumnElement[bool]:
        """Test that a change is visible: of a public record or, for its voters, of one that was public or submitted."""
        public = and_(changes.c.state == literal(PublicationState.PUBLISHED), self._public(changes.c.node_id))
        if not self.access.moderates:
            return public
        others_read = changes.c.state.in_(literals((PublicationState.PUBLISHED, PublicationState.SUBMITTED)))
        return or_(public, and_(others_read, self._judges_all(changes.c.node_id)))

    def _judges(self, node_id: ColumnElement[str]) -> ColumnElement[bool]:
        """Test that a network of the viewer's can vote on the record."""
        return exists().where(self.cases_to_review.c.node_id == node_id)

    def _judges_all(self, node_id: ColumnElement[str]) -> ColumnElement[bool]:
        """The same, of a record whose history is told: but for who is not asked about something hidden in it."""
        told = self.cases_to_review.c.type_name != literal(Contact.__name__)
        other = not_(exists().where(self.cases_to_review.c.case_id == CASE.c.id))
        return and_(
            exists().where(self.cases_to_review.c.node_id == node_id, told), not_(_under_report(node_id, other))
        )

    def visible_actor(self, contacts: Any) -> ColumnElement[bool]:
        """Test that the viewer sees the actor of a contact; archived actors are not shown."""
        actor = ACTOR.alias()
        return exists().where(actor.c.id == contacts.c.actor_id, *self.visible(actor, judged=False))

    def _public(self, node_id: ColumnElement[str]) -> ColumnElement[bool]:
        """Test that an id is that of a record that is public now; records that once were public do not count.

        Contacts are none of them: their history tells what they were before, and to whom they were not shown then.
        """
        public = Visibility(self.dialect)
        tables = [each.alias() for each in TABLES_WITH_PUBLIC_HISTORY]
        found = or_(*(exists().where(each.c.id == node_id, *public.visible(each)) for each in tables))
        return and_(found, not_(_under_report(node_id)))

    def _own(self, id_: ColumnElement[str]) -> ColumnElement[bool]:
        return self.dialect.is_in(id_, OWN_PARAMETER) if self.access.own else false()

    def _asked(self, cases: Any) -> ColumnElement[bool]:
        """True if the viewer opened a case for themselves, or reports the same, or it is against them.

        What a space opens is seen by who is in it still.
        """
        mine = or_(self._own(cases.c.account_id), self._own(cases.c.network_id))
        rival = RIVAL.alias()
        against = exists().where(rival.c.case_id == cases.c.id, self._own(rival.c.account_id))
        report = REPORT.alias()
        theirs = or_(self._own(report.c.account_id), self._own(report.c.network_id))
        joined = exists().where(report.c.case_id == cases.c.id, theirs)
        return or_(and_(mine, cases.c.kind.in_(literals(FROM_OUTSIDE))), joined, against)

    def _theirs(self, rows: Any) -> list[ColumnElement[bool]]:
        """The ways in which rows are the viewer's own: by their space; by each network that a collection is tied to."""
        own = [self._own(rows.c.space_id)]
        if _table_of(rows) not in (COLLECTION, CHANGE):
            return own
        collection_id = rows.c.id if _table_of(rows) is COLLECTION else rows.c.node_id
        return own + [self._tied(collection_id, each.alias()) for each in (COLLECTION_NETWORK, COLLECTION_INVITATION)]

    def _tied(self, collection_id: ColumnElement[str], tie: Any) -> ColumnElement[bool]:
        """Test that a collection is related to a network of the viewer's."""
        return exists().where(tie.c.collection_id == collection_id, self._of_networks(tie.c.network_id))

    def _of_networks(self, network_id: ColumnElement[str]) -> ColumnElement[bool]:
        """Test that a network is one in whose space the viewer has a role."""
        if not self.access.own:
            return false()
        space = SPACE.alias()
        return exists().where(space.c.network_id == network_id, self.dialect.is_in(space.c.id, OWN_PARAMETER))

    def _leads_somewhere(self, node_id: ColumnElement[str]) -> ColumnElement[bool]:
        """Test that the viewer sees the record with this id."""
        tables = [each.alias() for each in CONTENT_TABLES]
        return or_(*(exists().where(each.c.id == node_id, *self.visible(each, judged=False)) for each in tables))


@lru_cache(maxsize=1024)
def _seen_of(lens: Visibility, target: Target) -> tuple[ColumnElement[bool], ...]:
    """Put together once: for some tables that takes longer than all the rest of a statement."""
    return tuple(condition for table in target.tables for condition in lens.visible(table))


def _table_of(rows: Any) -> Any:
    """The table that rows are of, under whatever name."""
    return getattr(rows, "element", rows)


def _under_report(node_id: ColumnElement[str], *which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Test that a field of the record is hidden until a decision; its history is hidden as long.

    `choose_network` narrows the cases down that hide it.
    """
    waiting = CASE.c.stage.in_(literals((Stage.OPEN, Stage.ESCALATED)))
    hiding = and_(CASE.c.ground == literal(Ground.PERSONAL_DATA), CASE.c.proposed.is_not(None))
    return exists().where(CASE.c.node_id == node_id, hiding, waiting, *which)
