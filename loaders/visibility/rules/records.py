"""Deposited records without another rule: everyone sees published ones, and a space sees its own in any state."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, or_

from loaders.sql.literals import literal, literals
from loaders.visibility.access import Visibility
from models import PublicationState

READ_BY_MODERATORS = PublicationState.PUBLISHED, PublicationState.SUBMITTED


def deposited_records(visibility: Visibility, records: Any) -> Sequence[ColumnElement[bool]]:
    """Select records that are published, that the viewer moderates or votes on, or that their own spaces deposited."""
    return [or_own(visibility, records, is_shown(visibility, records))]


def is_shown(visibility: Visibility, records: Any) -> ColumnElement[bool]:
    """Test that a row is visible outside its space: published or, for moderators and voters, submitted."""
    state: ColumnElement[Any] = records.c.state
    if not visibility.access.moderates:
        return state == literal(PublicationState.PUBLISHED)
    read = state.in_(literals(READ_BY_MODERATORS))
    asked = exists().where(visibility.cases_to_review.c.node_id == records.c.id)
    return or_(read, asked) if visibility.judging else read


def or_own(
    visibility: Visibility, records: Any, shown: ColumnElement[bool], *other_ways: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Add the rows that are the viewer's own: by their space, or in one of some other ways."""
    return or_(shown, visibility.own(records.c.space_id), *other_ways) if visibility.access.own else shown
