"""The operator at the machine, who acts for a network."""

from uuid_utils import uuid7

from loaders.errors import FaultError
from loaders.queries.lookup import Queryable
from loaders.queries.select_where import select_where
from loaders.tables import NETWORK, SPACE
from models import Scope, SpaceRole
from resolvers.core.viewer import Viewer
from resolvers.exchange.network_context import NetworkContext


async def operator_viewer(reads: Queryable, slug: str) -> tuple[Viewer, NetworkContext]:
    """A viewer with the network's rights; raises FaultError for a network that is not there or has no space."""
    networks = await select_where(reads, NETWORK, {"slug": slug}, ("id",))
    if not networks:
        known = ", ".join(sorted(row.slug for row in await select_where(reads, NETWORK, {}, ("slug",))))
        raise FaultError("NOT_FOUND", f"There is no network “{slug[:60]}”: choose one of {known}.")
    network_id = str(networks[0].id)
    spaces = await select_where(reads, SPACE, {"network_id": network_id}, ("id", "verified_at"))
    if not spaces:
        raise FaultError("NOT_FOUND", f"The network “{slug}” has no space: a steward opens it by `openNetworkSpace`.")
    space_id = str(spaces[0].id)
    viewer = Viewer(
        network_id=network_id,
        scopes=frozenset({Scope.READ, Scope.CONTENT_WRITE}),
        roles={space_id: SpaceRole.EDITOR},
        request_id=f"import-{uuid7()}",
    )
    return viewer, NetworkContext(network_id, space_id, spaces[0].verified_at is not None)
