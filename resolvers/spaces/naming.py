"""What a space is called: as the local authority or the partner network whose space it is."""

from loaders.transactions import Work
from resolvers.spaces.acting import ACTOR, NETWORK, SPACE


async def name_of(work: Work, space_id: str) -> str:
    """The name of a space that there is."""
    ((actor_id, network_id),) = await work.select(SPACE, {"id": space_id}, ("actor_id", "network_id"))
    table, owner = (ACTOR, actor_id) if actor_id is not None else (NETWORK, network_id)
    ((name,),) = await work.select(table, {"id": owner}, ("name",))
    return str(name)
