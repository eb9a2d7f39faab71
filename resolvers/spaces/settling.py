"""Claims that end otherwise: refused, taken back, or settled between several people."""

from loaders.statement import Row
from models import ClaimState, SpaceRole
from resolvers.mails.kind import Kind
from resolvers.refusals import ValidationFailed, refuse
from resolvers.spaces.acting import CLAIM, INVITATION, MEMBER, SPACE, Acting
from resolvers.spaces.claims import COLUMNS, PENDING, STANDING, join
from resolvers.spaces.confirming import confirmed, decided_claim, in_state, own_claim, settled
from resolvers.spaces.outcomes import tell_outcome
from resolvers.validation.texts import Limit, line


async def refuse_claim(acting: Acting, claim_id: str, reason: str) -> Row:
    """A claim refused by a steward or a guarantor network, for a reason that the person is told, and nobody else."""
    claim = await decided_claim(acting, claim_id)
    in_state(claim, *PENDING)
    why, problems = line(Limit.SHORT)(reason)
    if why is None:
        refuse(ValidationFailed([each.under("reason") for each in problems]))
    found = await _lost(acting, claim, ClaimState.REFUSED)
    await tell_outcome(acting, claim, Kind.CLAIM_REFUSED, reason=why)
    return found


async def withdraw_claim(acting: Acting, claim_id: str) -> Row:
    """The person's own claim, taken back before it was decided."""
    claim = await own_claim(acting, claim_id)
    in_state(claim, *PENDING)
    return await _lost(acting, claim, ClaimState.WITHDRAWN)


async def settle_claim(acting: Acting, claim_id: str, *, in_favour: bool) -> Row:
    """A contested claim, settled: in favour, the space is the person's, and no longer that of who claimed before."""
    claim = await decided_claim(acting, claim_id)
    in_state(claim, ClaimState.CONTESTED)
    if not in_favour:
        found = await _lost(acting, claim, ClaimState.REFUSED)
        await tell_outcome(acting, claim, Kind.CLAIM_LOST)
        return found
    for other in await acting.work.select(CLAIM, {"actor_id": claim.actor_id}, COLUMNS):
        if other.state in STANDING:
            await settled(acting, other, ClaimState.REFUSED)
            await _leaves(acting, other)
            await tell_outcome(acting, other, Kind.CLAIM_LOST)
    (space,) = await acting.work.select(SPACE, {"actor_id": claim.actor_id}, ("id", "verified_at"))
    if space.verified_at is None:
        await empty(acting, space.id)
    await expel(acting, space.id, claim.account_id)
    await join(acting, space.id, claim.account_id, SpaceRole.ADMIN)
    found = await confirmed(acting, claim)
    await tell_outcome(acting, claim, Kind.CLAIM_CONFIRMED)
    return found


async def _lost(acting: Acting, claim: Row, state: ClaimState) -> Row:
    """The claim at its end, and nobody in the space that rested on it alone."""
    found = await settled(acting, claim, state)
    if claim.state == ClaimState.DECLARED:
        for (space_id,) in await acting.work.select(SPACE, {"actor_id": claim.actor_id, "verified_at": None}, ("id",)):
            await empty(acting, space_id)
    return found


async def _leaves(acting: Acting, claim: Row) -> None:
    for (space_id,) in await acting.work.select(SPACE, {"actor_id": claim.actor_id}, ("id",)):
        await expel(acting, space_id, claim.account_id)


async def empty(acting: Acting, space_id: str) -> None:
    """Take everybody out of a space that was never verified, with all who were invited."""
    for (account_id,) in await acting.work.select(MEMBER, {"space_id": space_id}, ("account_id",)):
        await expel(acting, space_id, account_id)
    pending = {"space_id": space_id, "accepted_at": None, "withdrawn_at": None}
    await acting.work.update(INVITATION, pending, {"withdrawn_at": acting.now})


async def expel(acting: Acting, space_id: str, account_id: str) -> None:
    """Take a person out of a space, with the invitations that they sent."""
    where = {"space_id": space_id, "account_id": account_id}
    for (role,) in await acting.work.select(MEMBER, where, ("role",)):
        await acting.work.delete(MEMBER, where)
        await acting.note_space(space_id, "role", role, None)
    await recall(acting, space_id, account_id)


async def recall(acting: Acting, space_id: str, account_id: str) -> None:
    """Withdraw what a person who no longer administers a space has offered others there."""
    pending = {"space_id": space_id, "invited_by": account_id, "accepted_at": None, "withdrawn_at": None}
    await acting.work.update(INVITATION, pending, {"withdrawn_at": acting.now})
