"""Who speaks for which network."""

from collections.abc import Collection

from loaders.matching import among
from loaders.transactions import Work
from models import NetworkRole, SpaceRole
from resolvers.editing.reading import Seeing, id_of
from resolvers.references import Reference
from resolvers.refusals import NotPermitted, refuse
from resolvers.spaces.acting import NETWORK, SPACE, Acting

WITH_A_VOICE = (NetworkRole.GUARANTOR, NetworkRole.PARTNER)


async def voices(acting: Acting) -> list[str]:
    """The networks that the viewer speaks for: as an editor of their spaces, or as their program."""
    return sorted(await networks_of(acting) & await with_a_voice(acting.work))


async def networks_of(acting: Acting) -> set[str]:
    """The networks in whose spaces the viewer is an editor, whether these have a voice or not."""
    edited = [each for each in acting.viewer.roles if acting.viewer.has_role(each, SpaceRole.EDITOR)]
    spaces = among(acting.work.dialect, SPACE, "id", ("network_id",))
    return {row.network_id for row in await acting.work.fetch(spaces, {"keys": edited})} - {None}


async def check_takes_back(acting: Acting, network_ids: Collection[str]) -> None:
    """Refuse to take back what networks said, but to stewards, and to who edits for one of them, voice or not."""
    if not acting.viewer.steward and not await networks_of(acting) & set(network_ids):
        refuse(NotPermitted("NO_VOICE"))


async def voice(acting: Acting, network: Reference | None) -> str:
    """The network that the viewer speaks for: the one named, or the only one; refuses who speaks for none."""
    return await which(acting, await voices(acting), network)


async def which(acting: Acting, found: Collection[str], network: Reference | None) -> str:
    """Of some networks the one that is named, or the only one."""
    if network is not None:
        network_id = await id_of(Seeing(acting.work, acting.viewer), network, "network")
        return network_id if network_id in found else refuse(NotPermitted("NO_VOICE"))
    if len(found) == 1:
        return next(iter(found))
    return refuse(NotPermitted("WHICH_NETWORK" if found else "NO_VOICE"))


async def with_a_voice(work: Work) -> set[str]:
    """All networks that take part in decisions."""
    query = among(work.dialect, NETWORK, "role", ("id",))
    return {row.id for row in await work.fetch(query, {"keys": list(WITH_A_VOICE)})}
