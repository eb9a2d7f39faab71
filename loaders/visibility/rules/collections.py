"""Collections: visible as other records are, and to all networks that answer for them or are invited to."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, false, or_

from loaders.tables import COLLECTION_INVITATION, COLLECTION_NETWORK, SPACE
from loaders.visibility.access import Visibility
from loaders.visibility.registry import visible
from loaders.visibility.rules.records import is_shown, or_own
from models import Collection, CollectionInvitation


@visible(Collection)
def collections(visibility: Visibility, rows: Any) -> Sequence[ColumnElement[bool]]:
    """Select collections that are published, and those that a network of the viewer's answers for or is invited to."""
    ties = tied_to_viewer(visibility, rows.c.id) if visibility.access.own else ()
    return [or_own(visibility, rows, is_shown(visibility, rows), *ties)]


@visible(CollectionInvitation)
def invitations(visibility: Visibility, rows: Any) -> Sequence[ColumnElement[bool]]:
    """Select invitations to answer for a collection: of the viewer's networks, and to the collections of these."""
    return [or_(_of_networks(visibility, rows.c.network_id), answered_by_viewer(visibility, rows.c.collection_id))]


def tied_to_viewer(visibility: Visibility, collection_id: ColumnElement[str]) -> list[ColumnElement[bool]]:
    """Return the conditions that a network of the viewer's answers for a collection, and that it is invited to."""
    return [
        answered_by_viewer(visibility, collection_id),
        _tied(visibility, collection_id, COLLECTION_INVITATION.alias()),
    ]


def answered_by_viewer(visibility: Visibility, collection_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Test that a network of the viewer's answers for a collection."""
    return _tied(visibility, collection_id, COLLECTION_NETWORK.alias())


def _tied(visibility: Visibility, collection_id: ColumnElement[str], tie: Any) -> ColumnElement[bool]:
    return exists().where(tie.c.collection_id == collection_id, _of_networks(visibility, tie.c.network_id))


def _of_networks(visibility: Visibility, network_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Test that a network is one in whose space the viewer has a role."""
    if not visibility.access.own:
        return false()
    space = SPACE.alias()
    return exists().where(space.c.network_id == network_id, visibility.own(space.c.id))
