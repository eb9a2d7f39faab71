"""Claims confirmed: by the link in the official mailbox, or by a guarantor network; the space then publishes."""

from typing import Any

from loaders.sql.statement import Row
from loaders.tables import CLAIM, SPACE
from models import CaseKind, ClaimState, SpaceRole
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, refuse
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.moderation.appeal_priority import check_no_pending_appeal
from resolvers.moderation.cases import pending_case, withdraw_case
from resolvers.security.opaque_tokens import hash_token, is_well_formed
from resolvers.spaces.approved_publication import publish_approved
from resolvers.spaces.claim_permissions import check_may_decide
from resolvers.spaces.claims import COLUMNS, PENDING
from resolvers.spaces.confirmed_person import confirmed_person
from resolvers.spaces.journal import record_claim_change
from resolvers.spaces.notifications import notify_claimant
from resolvers.spaces.official_mailboxes import LASTS, send_verification_link
from resolvers.spaces.record_transfer import confirm_authority_record
from resolvers.spaces.space_entry import add_member, open_authority_space, people_of


async def request_verification(acting: UseCase, claim_id: str, mailbox: str) -> Row:
    """The person's own claim, with a link on its way to an official mailbox."""
    claim = await own_claim(acting, claim_id)
    await confirmed_person(acting)
    check_claim_state(claim, ClaimState.DECLARED)
    await send_verification_link(acting, claim, mailbox)
    return await acting.row_by_id(CLAIM, claim_id, COLUMNS)


async def verify_by_link(acting: UseCase, token: str) -> Row:
    """The claim that a link was sent for, confirmed by whoever opened it; the link works once."""
    claim = None
    if is_well_formed(token, "mail"):
        where = {"token_hash": hash_token(token), "state": ClaimState.DECLARED}
        claim = await acting.first_row(CLAIM, where, COLUMNS)
    if claim is None or not acting.now < claim.expires_at <= acting.now + LASTS:
        refuse(NotPermitted("INVALID_LINK"))
    return await mark_verified(acting, claim)


async def verify_claim(acting: UseCase, claim_id: str) -> Row:
    """A claim that stands alone, confirmed by a steward or a guarantor network."""
    claim = await claim_to_decide(acting, claim_id)
    check_claim_state(claim, ClaimState.DECLARED)
    found = await mark_verified(acting, claim)
    await notify_claimant(acting, claim, MailKind.CLAIM_CONFIRMED)
    return found


async def mark_verified(acting: UseCase, claim: Row, *, taken_away: bool = False) -> Row:
    """The claim, confirmed: the person administers the authority's space, which is verified, and its record is its own.

    `taken_away` from others, the record says nothing that they have written.
    """
    await check_no_pending_appeal(acting.work, claim.actor_id)
    found = await close_claim(acting, claim, ClaimState.CONFIRMED)
    space = await acting.first_row(SPACE, {"actor_id": claim.actor_id}, ("id", "verified_at"))
    space_id = await open_authority_space(acting, claim) if space is None else str(space.id)
    if space is not None and claim.account_id not in await people_of(acting, space):
        await add_member(acting, space_id, claim.account_id, SpaceRole.ADMIN)
    await confirm_authority_record(acting, claim, space_id, taken_away=taken_away)
    if space is None or space.verified_at is None:
        await acting.work.update(SPACE, {"id": space_id}, {"verified_at": acting.now, "updated_at": acting.now})
        await publish_approved(acting, space_id)
    return found


async def close_claim(acting: UseCase, claim: Row, state: ClaimState) -> Row:
    """The claim in another state, with its link gone and no case on it, as written down in the journal."""
    is_over = state != ClaimState.DECLARED
    values: dict[str, Any] = {"state": state, "token_hash": None, "expires_at": None}
    if is_over:
        values |= {"settled_at": acting.now, "settled_by": acting.viewer.account_id or acting.viewer.token_id}
    if await acting.work.update(CLAIM, {"id": claim.id, "state": claim.state}, values) != 1:
        refuse(NotFound())
    await record_claim_change(acting, claim.actor_id, claim.state, state)
    if case := await pending_case(acting.work, claim.actor_id, CaseKind.CLAIM, claim.id):
        await withdraw_case(acting.work, acting.now, case)  # it was settled without the partners, or taken back
    return await acting.row_by_id(CLAIM, claim.id, COLUMNS)


async def own_claim(acting: UseCase, claim_id: str) -> Row:
    """A claim of the person who asks; others are as good as none."""
    found = await acting.first_row(CLAIM, {"id": claim_id}, COLUMNS)
    if found is None or acting.viewer.account_id is None or found.account_id != acting.viewer.account_id:
        refuse(NotFound())
    return found


async def claim_to_decide(acting: UseCase, claim_id: str) -> Row:
    """A claim that the viewer decides about; who decides about none does not learn whether it is there."""
    found = await acting.first_row(CLAIM, {"id": claim_id}, COLUMNS)
    await check_may_decide(acting, found)
    return found or refuse(NotFound())


def check_claim_state(claim: Row, *states: ClaimState) -> None:
    """Refuse unless the claim is in one of the states."""
    if claim.state not in states:
        refuse(Conflict("CLAIM_CONTESTED" if claim.state in PENDING else "CLAIM_SETTLED"))
