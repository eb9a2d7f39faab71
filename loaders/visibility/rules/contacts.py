"""Contacts: visible to their audience, as long as the actor whom they reach is visible."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists

from loaders.tables import ACTOR
from loaders.visibility.access import Visibility
from loaders.visibility.contact_audience import is_for_viewer
from loaders.visibility.registry import visible
from loaders.visibility.rules.records import is_shown, or_own
from models import Contact


@visible(Contact)
def contacts(visibility: Visibility, rows: Any) -> Sequence[ColumnElement[bool]]:
    """Select contacts whose audience the viewer belongs to, and those of their own spaces."""
    addressed = is_for_viewer(rows, partners=visibility.access.partners)
    return [
        or_own(visibility, rows, and_(is_shown(visibility, rows), addressed, reaches_visible_actor(visibility, rows)))
    ]


def reaches_visible_actor(visibility: Visibility, rows: Any) -> ColumnElement[bool]:
    """Test that the viewer sees the actor of a contact; archived actors are not shown."""
    actor = ACTOR.alias()
    return exists().where(actor.c.id == rows.c.actor_id, *visibility.without_judging.visible(actor))
