"""Identity of voters: each person votes once in a round, in whatever name, programs included."""

from dataclasses import dataclass

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import DECISION, MEMBER, SPACE, VOTE
from models import Panel
from resolvers.core.refusals import NotPermitted, refuse
from resolvers.core.use_case import UseCase


@dataclass(frozen=True, slots=True)
class VoterIdentity:
    """The person behind a request, and where they belong."""

    account_id: str | None
    """The responsible person's account; None for a program without one."""
    spaces: frozenset[str]
    networks: frozenset[str]


async def voter_identity(use_case: UseCase) -> VoterIdentity:
    """The person who asks, or who answers for the program that does: what keeps them back keeps it back."""
    viewer = use_case.viewer
    spaces, networks = frozenset(viewer.roles), viewer.networks
    if viewer.answered_by is None:
        return VoterIdentity(viewer.person_id, spaces, networks)
    rows = await use_case.work.select(MEMBER, {"account_id": viewer.answered_by}, ("space_id",))
    held = frozenset(row.space_id for row in rows)
    spaces_held = await select_in(use_case.work, SPACE, "id", sorted(held), ("network_id",))
    theirs = {row.network_id for row in spaces_held} - {None}
    return VoterIdentity(viewer.answered_by, spaces | held, networks | theirs)


async def check_votes_once(use_case: UseCase, case: Row, account_id: str | None, name: str | None) -> None:
    """Refuse a person who has voted in this round in another name, a network's or the stewards' (None).

    An appeal is judged by those who did not sit, whatever name they sat in, unless all networks judge. Who has sat, or
    has ever spoken for a network, leaves the case to another steward.
    """
    if account_id is None:
        return
    said = await use_case.work.select(VOTE, {"case_id": case.id, "account_id": account_id}, ("round", "network_id"))
    if any(row.network_id != name for row in said if name is None or row.round == case.round):
        refuse(NotPermitted("SPOKE_ALREADY"))
    if said and (name is None or case.panel == Panel.FRESH):
        decided = {row.round for row in await use_case.work.select(DECISION, {"case_id": case.id}, ("round",))}
        if any(row.round in decided for row in said):
            refuse(NotPermitted("SAT_BEFORE"))
