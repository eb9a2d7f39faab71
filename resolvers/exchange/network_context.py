"""The network in whose name somebody acts, and the space of its records."""

from dataclasses import dataclass

from loaders.tables import SPACE
from loaders.unit_of_work import UnitOfWork
from models import SpaceRole
from resolvers.core.references import Reference
from resolvers.core.refusals import NotPermitted, refuse
from resolvers.core.viewer import Viewer
from resolvers.core.viewer_reads import ViewerReads, resolve_id


@dataclass(frozen=True, slots=True)
class NetworkContext:
    """A partner network with its space."""

    network_id: str
    space_id: str
    verified: bool


async def network_context(work: UnitOfWork, viewer: Viewer, network: Reference) -> NetworkContext:
    """The network that is named; refuses a viewer who neither has its token nor is EDITOR or ADMIN in its space."""
    found = await resolve_id(ViewerReads(work, viewer), network, "network")
    rows = await work.select(SPACE, {"network_id": found}, ("id", "verified_at"))
    if not rows or not viewer.has_role(rows[0].id, SpaceRole.EDITOR):
        refuse(NotPermitted())
    return NetworkContext(found, str(rows[0].id), rows[0].verified_at is not None)
