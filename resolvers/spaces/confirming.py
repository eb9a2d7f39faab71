"""Claims confirmed: by the link in the official mailbox, or by a guarantor network; the space then publishes."""

from typing import Any

from loaders.statement import Row
from models import CaseKind, ChangeKind, ClaimState, PublicationState
from resolvers.editing.journal import Entry, write_down
from resolvers.mails.kind import Kind
from resolvers.moderation.opening import pending_case, take_back
from resolvers.refusals import Conflict, NotFound, NotPermitted, refuse
from resolvers.security.opaque import hash_of, is_well_formed
from resolvers.spaces.acting import ACTOR, CLAIM, SPACE, Acting
from resolvers.spaces.claims import COLUMNS, PENDING
from resolvers.spaces.deciding import check_decides
from resolvers.spaces.mailboxes import send_link
from resolvers.spaces.outcomes import tell_outcome


async def request_confirmation(acting: Acting, claim_id: str, mailbox: str) -> Row:
    """The person's own claim, with a link on its way to an official mailbox."""
    claim = await own_claim(acting, claim_id)
    await acting.person()
    in_state(claim, ClaimState.DECLARED)
    await send_link(acting, claim, mailbox)
    return await acting.named(CLAIM, claim_id, COLUMNS)


async def confirm_by_link(acting: Acting, token: str) -> Row:
    """The claim that a link was sent for, confirmed by whoever opened it; the link works once."""
    claim = None
    if is_well_formed(token, "mail"):
        where = {"token_hash": hash_of(token), "state": ClaimState.DECLARED}
        claim = await acting.first(CLAIM, where, COLUMNS)
    if claim is None or claim.expires_at <= acting.now:
        refuse(NotPermitted("INVALID_LINK"))
    return await confirmed(acting, claim)


async def confirm_for(acting: Acting, claim_id: str) -> Row:
    """A claim that stands alone, confirmed by a steward or a guarantor network."""
    claim = await decided_claim(acting, claim_id)
    in_state(claim, ClaimState.DECLARED)
    found = await confirmed(acting, claim)
    await tell_outcome(acting, claim, Kind.CLAIM_CONFIRMED)
    return found


async def confirmed(acting: Acting, claim: Row) -> Row:
    """The claim, confirmed: the authority's space is verified, and its record is its own."""
    found = await settled(acting, claim, ClaimState.CONFIRMED)
    (space,) = await acting.work.select(SPACE, {"actor_id": claim.actor_id}, ("id", "verified_at"))
    if space.verified_at is None:
        await acting.work.update(SPACE, {"id": space.id}, {"verified_at": acting.now, "updated_at": acting.now})
    await _hand_over(acting, claim.actor_id, space.id)
    return found


async def settled(acting: Acting, claim: Row, state: ClaimState) -> Row:
    """The claim in the state that it ends in, with its link gone, as written down in the journal."""
    values: dict[str, Any] = {"state": state, "settled_at": acting.now, "token_hash": None, "expires_at": None}
    values["settled_by"] = acting.viewer.account_id or acting.viewer.token_id
    if await acting.work.update(CLAIM, {"id": claim.id, "state": claim.state}, values) != 1:
        refuse(NotFound())
    await acting.note_claim(claim.actor_id, claim.state, state)
    if case := await pending_case(acting.work, claim.actor_id, CaseKind.CLAIM, claim.id):
        await take_back(acting.work, acting.now, case)  # it was settled without the partners, or taken back
    return await acting.named(CLAIM, claim.id, COLUMNS)


async def own_claim(acting: Acting, claim_id: str) -> Row:
    """A claim of the person who asks; others are as good as none."""
    found = await acting.first(CLAIM, {"id": claim_id}, COLUMNS)
    if found is None or acting.viewer.account_id is None or found.account_id != acting.viewer.account_id:
        refuse(NotFound())
    return found


async def decided_claim(acting: Acting, claim_id: str) -> Row:
    """A claim that the viewer decides about; who decides about none does not learn whether it is there."""
    found = await acting.first(CLAIM, {"id": claim_id}, COLUMNS)
    await check_decides(acting, found)
    return found or refuse(NotFound())


def in_state(claim: Row, *states: ClaimState) -> None:
    """Refuse unless the claim is in one of the states."""
    if claim.state not in states:
        refuse(Conflict("CLAIM_CONTESTED" if claim.state in PENDING else "CLAIM_SETTLED"))


async def _hand_over(acting: Acting, actor_id: str, space_id: str) -> None:
    """Give the authority's record to its space: until then, nobody whose claim is unproven changes what is public."""
    columns = ("version", "state", "space_id")
    actor = await acting.named(ACTOR, actor_id, columns)
    if actor.space_id == space_id:
        return
    values = {"space_id": space_id, "version": actor.version + 1, "updated_at": acting.now}
    await acting.work.update(ACTOR, {"id": actor_id}, values)
    state, changes = PublicationState(actor.state), {"space": (actor.space_id, space_id)}
    entry = Entry(ChangeKind.UPDATED, actor_id, actor.version + 1, state, space_id, changes)
    await write_down(acting.work, acting.viewer, acting.now, entry)
