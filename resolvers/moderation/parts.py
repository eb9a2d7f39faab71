"""Who has a part in a case themselves: who opened it, and whose record it is about."""

import models
from loaders.matching import among
from loaders.statement import Row
from loaders.transactions import Work
from models import FROM_OUTSIDE
from resolvers.editing.editable import table_of
from resolvers.spaces.acting import SPACE, Acting
from resolvers.viewer import Viewer

ANSWERING = table_of(models.CollectionNetwork)


def sees(viewer: Viewer, case: Row) -> bool:
    """Whether the viewer may know of a case: as a moderator or steward, by their space, or since they asked it."""
    return viewer.sight.moderates or viewer.steward or case.owner_id in viewer.roles or asked(viewer, case)


def asked(viewer: Viewer, case: Row) -> bool:
    """Whether the viewer opened a case for themselves, as a person or as a network's program, and not for a space."""
    person = viewer.account_id is not None and viewer.account_id == case.account_id
    program = viewer.network_id is not None and viewer.network_id == case.network_id
    return case.kind in FROM_OUTSIDE and (person or program)


def takes_part(viewer: Viewer, case: Row) -> bool:
    """Whether somebody opened a case, or has a role in the space whose record it is: they vote for no network."""
    opened = viewer.account_id is not None and viewer.account_id == case.account_id
    return opened or case.owner_id in viewer.roles


async def has_part(acting: Acting, case: Row) -> bool:
    """The same, with all spaces whose record it is."""
    owners = await owners_of(acting.work, case)
    return takes_part(acting.viewer, case) or not acting.viewer.roles.keys().isdisjoint(owners)


async def owners_of(work: Work, case: Row) -> list[str]:
    """The spaces whose record a case is about: a collection is of all networks that answer for it."""
    if case.type_name != "Collection":
        return [case.owner_id] if case.owner_id else []
    networks = await work.select(ANSWERING, {"collection_id": case.node_id}, ("network_id",))
    spaces = among(work.dialect, SPACE, "network_id", ("id",))
    return [row.id for row in await work.fetch(spaces, {"keys": [row.network_id for row in networks]})]
