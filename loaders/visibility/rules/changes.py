"""The journal: changes of records that are public now; records that once were public do not count."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, not_, or_

from loaders.sql.literals import literal, literals
from loaders.tables import CASE, Table
from loaders.visibility.access import Visibility
from loaders.visibility.registry import RULES, visible
from loaders.visibility.rules.collections import tied_to_viewer
from loaders.visibility.rules.records import READ_BY_MODERATORS, deposited_records, or_own
from models import Change, Contact, Ground, PublicationState, Stage


def tables_with_public_history() -> list[Table]:
    """Return the tables whose history is public if the record is.

    They are those that have the rule of all deposited records. Contacts are none of them: their history tells what they
    were before, and to whom they were not shown then.
    """
    return [table for table, rule in RULES.items() if rule is deposited_records]


@visible(Change)
def changes(visibility: Visibility, rows: Any) -> Sequence[ColumnElement[bool]]:
    """Select changes of public records, of those that the viewer votes on, and of their own spaces and networks."""
    ties = tied_to_viewer(visibility, rows.c.node_id) if visibility.access.own else ()
    return [or_own(visibility, rows, _is_told(visibility, rows), *ties)]


def _is_told(visibility: Visibility, rows: Any) -> ColumnElement[bool]:
    """Test that a change is visible: of a public record or, for its voters, of one that was public or submitted."""
    public = and_(rows.c.state == literal(PublicationState.PUBLISHED), _is_public(visibility, rows.c.node_id))
    if not visibility.access.moderates:
        return public
    others_read = rows.c.state.in_(literals(READ_BY_MODERATORS))
    return or_(public, and_(others_read, _judges_all(visibility, rows.c.node_id)))


def _is_public(visibility: Visibility, node_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Test that an id is that of a record that is public now."""
    tables = [each.alias() for each in tables_with_public_history()]
    found = or_(*(exists().where(each.c.id == node_id, *visibility.of_everyone.visible(each)) for each in tables))
    return and_(found, not_(_under_report(node_id)))


def _judges_all(visibility: Visibility, node_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Test that a network of the viewer's can vote on a record, and on all fields that are hidden in it."""
    asked = visibility.cases_to_review
    told = asked.c.type_name != literal(Contact.__name__)
    other = not_(exists().where(asked.c.case_id == CASE.c.id))
    return and_(exists().where(asked.c.node_id == node_id, told), not_(_under_report(node_id, other)))


def _under_report(node_id: ColumnElement[str], *which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Test that a field of the record is hidden until a decision; its history is hidden as long.

    `which` narrows down the cases that hide it.
    """
    waiting = CASE.c.stage.in_(literals((Stage.OPEN, Stage.ESCALATED)))
    hiding = and_(CASE.c.ground == literal(Ground.PERSONAL_DATA), CASE.c.proposed.is_not(None))
    return exists().where(CASE.c.node_id == node_id, hiding, waiting, *which)
