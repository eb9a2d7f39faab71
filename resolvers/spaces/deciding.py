"""Who decides about claims: stewards, and those who act for a network that guarantees the commons."""

from collections.abc import Mapping

from loaders.lookup import Lookup, Reads, lookup
from loaders.statement import Row
from loaders.target import Target
from models import NetworkRole, Scope, SpaceRole
from resolvers.editing.reading import Seeing
from resolvers.refusals import NotPermitted, refuse
from resolvers.spaces.acting import MEMBER, NETWORK, SPACE, Acting
from resolvers.viewer import Viewer

NETWORKS = Lookup(Target(SPACE, "Space", key="id"), "network_id")
ROLES = Lookup(Target(NETWORK, "Network", key="id"), "role")


async def guaranteeing(reads: Reads, viewer: Viewer) -> Mapping[str, str]:
    """The spaces in which the viewer manages a guarantor network, each with its network."""
    spaces = [space_id for space_id, role in viewer.roles.items() if role is SpaceRole.ADMIN]
    if not spaces or Scope.NETWORK_ADMIN not in viewer.scopes:
        return {}
    (networks,) = await lookup(reads, [(NETWORKS, spaces)])
    held = {space_id: network_id for space_id, network_id in networks.items() if network_id is not None}
    if not held:
        return {}
    (roles,) = await lookup(reads, [(ROLES, list(held.values()))])
    return {space_id: each for space_id, each in held.items() if roles[each] == NetworkRole.GUARANTOR}


async def check_decides(acting: Acting, claim: Row | None) -> None:
    """Refuse who does not decide about claims, whether there is one or not, and everyone in a case of their own."""
    viewer = acting.viewer
    spaces = await guaranteeing(Seeing(acting.work, viewer), viewer)
    if not viewer.steward and not spaces:
        refuse(NotPermitted("DECIDED_BY_GUARANTORS"))
    if claim is None:
        return
    if claim.account_id == viewer.account_id:
        refuse(NotPermitted("OWN_CLAIM"))
    if viewer.account_id is None:
        # Whoever manages a network can have its token: through it, nobody decides about a colleague.
        for space_id in spaces:
            if await acting.work.select(MEMBER, {"space_id": space_id, "account_id": claim.account_id}, ("role",)):
                refuse(NotPermitted("OWN_CLAIM"))
