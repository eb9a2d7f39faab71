"""Review cases: visible to moderators, to the owner of the record, and to those who opened or joined them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_

from loaders.sql.literals import literals
from loaders.tables import REPORT, RIVAL
from loaders.visibility.access import Visibility
from loaders.visibility.registry import visible
from loaders.visibility.rules.collections import answered_by_viewer
from models import FROM_OUTSIDE, ReviewCase


@visible(ReviewCase)
def review_cases(visibility: Visibility, rows: Any) -> Sequence[ColumnElement[bool]]:
    """Select all cases for moderators; else those about the viewer's own records, and those they are party to."""
    if visibility.access.moderates:
        return []
    answered = answered_by_viewer(visibility, rows.c.node_id)  # a collection is of all of its networks
    return [or_(visibility.own(rows.c.owner_id), _has_part(visibility, rows), answered)]


def _has_part(visibility: Visibility, rows: Any) -> ColumnElement[bool]:
    """Test that the viewer opened a case or joined it as a person, or that it is against them.

    What a space opens is seen by who is in it still.
    """
    mine = or_(visibility.own(rows.c.account_id), visibility.own(rows.c.network_id))
    rival = RIVAL.alias()
    against = exists().where(rival.c.case_id == rows.c.id, visibility.own(rival.c.account_id))
    report = REPORT.alias()
    theirs = or_(visibility.own(report.c.account_id), visibility.own(report.c.network_id))
    joined = exists().where(report.c.case_id == rows.c.id, theirs)
    return or_(and_(mine, rows.c.kind.in_(literals(FROM_OUTSIDE))), joined, against)
