"""The name of a space or a local authority before people who do not know them: as the official lists have it.

It follows what was confirmed, or is claimed, and no record: what one says of itself, and of where it is, people write.
"""

from loaders.sql.statement import Row
from loaders.tables import CLAIM, NETWORK, SPACE, TERRITORY
from loaders.unit_of_work import UnitOfWork
from models import ClaimState
from resolvers.i18n.mails.names import OfficialName

WEIGHT = {ClaimState.CONFIRMED: 3, ClaimState.DECLARED: 2, ClaimState.CONTESTED: 1}
"""The weight of a claim as a word on whose a space is; those that are over, less than any other."""
CLAIMED = ("id", "territory_id", "state", "created_at")


async def space_name(work: UnitOfWork, space_id: str) -> OfficialName:
    """The name of a space that there is: of the local authority, or of the partner network whose it is."""
    ((actor_id, network_id),) = await work.select(SPACE, {"id": space_id}, ("actor_id", "network_id"))
    if network_id is not None:
        return await network_name(work, network_id)
    claims = await work.select(CLAIM, {"actor_id": actor_id}, CLAIMED)
    weighed = max(claims, key=lambda row: (WEIGHT.get(row.state, 0), row.created_at, row.id), default=None)
    return OfficialName() if weighed is None else await authority_name(work, weighed)


async def authority_name(work: UnitOfWork, claim: Row) -> OfficialName:
    """The name of the place whose authority a claim is on; empty for a claim of old that says of none."""
    if claim.territory_id is None:
        return OfficialName()
    ((name,),) = await work.select(TERRITORY, {"id": claim.territory_id}, ("name",))
    return OfficialName(name)


async def network_name(work: UnitOfWork, network_id: str) -> OfficialName:
    """The name of a partner network."""
    ((name,),) = await work.select(NETWORK, {"id": network_id}, ("name",))
    return OfficialName(name)
