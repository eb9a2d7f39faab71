"""Who speaks for which network, and which networks have a part in a case."""

import models
from loaders.statement import Row
from loaders.transactions import Work
from models import CaseKind, NetworkRole, Panel, SpaceRole
from resolvers.editing.editable import EDITABLE, table_of
from resolvers.refusals import NotPermitted, refuse
from resolvers.spaces.acting import MEMBER, NETWORK, SPACE, Acting
from resolvers.viewer import Viewer

DECISION = table_of(models.Decision)
MEMBERSHIP = table_of(models.Membership)
VOTE = table_of(models.Vote)
WITH_A_VOICE = frozenset({NetworkRole.GUARANTOR, NetworkRole.PARTNER})


async def voices(acting: Acting) -> list[str]:
    """The networks that the viewer speaks for: as an editor of their spaces, or as their program."""
    found = set()
    for space_id in acting.viewer.roles:
        if acting.viewer.has_role(space_id, SpaceRole.EDITOR):
            found |= {row.network_id for row in await acting.work.select(SPACE, {"id": space_id}, ("network_id",))}
    return [each for each in sorted(found - {None}) if await _has_voice(acting.work, each)]


async def voice(acting: Acting, network_id: str | None) -> str:
    """The network that the viewer speaks for: the one named, or the only one; refuses who speaks for none."""
    found = await voices(acting)
    if network_id is None and len(found) == 1:
        return found[0]
    if network_id in found:
        return network_id
    return refuse(NotPermitted("NO_VOICE" if not found or network_id is not None else "WHICH_NETWORK"))


def takes_part(viewer: Viewer, case: Row) -> bool:
    """Whether somebody asked for it, or has a role in the space whose record it is: they vote for no network."""
    asked = viewer.account_id is not None and viewer.account_id == case.account_id
    return asked or case.owner_id in viewer.roles


async def parties(work: Work, case: Row) -> set[str]:
    """The networks that may not judge: whose question or records it is, and those that its people are members of."""
    found = {case.network_id}
    spaces = [case.owner_id] if case.owner_id else []
    if case.kind == CaseKind.DUPLICATE:
        table = EDITABLE[case.type_name].table
        stays = await work.select(table, {"id": case.question}, ("space_id",))
        spaces += [row.space_id for row in stays if row.space_id is not None]
    if case.account_id:
        own = await work.select(MEMBER, {"account_id": case.account_id}, ("space_id",))
        spaces += [row.space_id for row in own]
    for space_id in spaces:
        for row in await work.select(SPACE, {"id": space_id}, ("network_id", "actor_id")):
            found.add(row.network_id)
            if row.actor_id is not None:
                joined = await work.select(MEMBERSHIP, {"member_id": row.actor_id, "until": None}, ("network_id",))
                found |= {each.network_id for each in joined}
    return found - {None}


async def judges(work: Work, case: Row) -> set[str]:
    """The networks that may vote in the case's present round."""
    if case.panel == Panel.OWNER:
        return set()
    able = await with_a_voice(work) - await parties(work, case)
    return able - await sat(work, case.id) if case.panel == Panel.FRESH else able


async def with_a_voice(work: Work) -> set[str]:
    """All networks that take part in decisions."""
    return {row.id for role in sorted(WITH_A_VOICE) for row in await work.select(NETWORK, {"role": role}, ("id",))}


async def sat(work: Work, case_id: str) -> set[str]:
    """The networks that have voted in a round of a case that came to a decision."""
    rows = await work.select(DECISION, {"case_id": case_id}, ("networks",))
    return {network for row in rows for network in row.networks}


async def _has_voice(work: Work, network_id: str) -> bool:
    rows = await work.select(NETWORK, {"id": network_id}, ("role",))
    return bool(rows) and rows[0].role in WITH_A_VOICE
