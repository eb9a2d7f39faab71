"""Claims confirmed: by the link in the official mailbox, or by a guarantor network; the space then publishes."""

from typing import Any

from loaders.sql.statement import Row
from loaders.tables import CLAIM, SPACE
from models import CaseKind, ClaimState, SpaceRole
from resolvers.core.refusals import NotFound, NotPermitted, refuse
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.moderation.cases import pending_case, withdraw_case
from resolvers.moderation.claim_rivals import check_no_pending_appeal
from resolvers.security.opaque_tokens import hash_token, is_well_formed
from resolvers.spaces.approved_publication import publish_approved
from resolvers.spaces.claim_lifecycle import CLAIM_LIFECYCLE
from resolvers.spaces.claim_permissions import check_may_decide
from resolvers.spaces.claims import COLUMNS
from resolvers.spaces.confirmed_person import confirmed_person
from resolvers.spaces.journal import record_claim_change
from resolvers.spaces.notifications import notify_claimant
from resolvers.spaces.official_mailboxes import LASTS, send_verification_link
from resolvers.spaces.record_transfer import confirm_authority_record
from resolvers.spaces.space_entry import add_member, open_authority_space, people_of


async def request_verification(use_case: UseCase, claim_id: str, mailbox: str) -> Row:
    """The person's own claim, with a link on its way to an official mailbox."""
    claim = await own_claim(use_case, claim_id)
    await confirmed_person(use_case)
    CLAIM_LIFECYCLE.check("request a link", claim.state)
    await send_verification_link(use_case, claim, mailbox)
    return await use_case.row_by_id(CLAIM, claim_id, COLUMNS)


async def verify_by_link(use_case: UseCase, token: str) -> Row:
    """Confirm the claim of a link and return it; the link works once."""
    claim = None
    if is_well_formed(token, "mail"):
        where = {"token_hash": hash_token(token), "state": ClaimState.DECLARED}
        claim = await use_case.first_row(CLAIM, where, COLUMNS)
    if claim is None or not use_case.now < claim.expires_at <= use_case.now + LASTS:
        refuse(NotPermitted("INVALID_LINK"))
    return await mark_verified(use_case, claim)


async def verify_claim(use_case: UseCase, claim_id: str) -> Row:
    """Confirm an uncontested claim, as a steward or a guarantor network, and return it."""
    claim = await claim_to_decide(use_case, claim_id)
    CLAIM_LIFECYCLE.check("confirm", claim.state)
    found = await mark_verified(use_case, claim)
    await notify_claimant(use_case, claim, MailKind.CLAIM_CONFIRMED)
    return found


async def mark_verified(use_case: UseCase, claim: Row, *, taken_away: bool = False) -> Row:
    """The claim, confirmed: the person administers the authority's space, which is verified, and its record is its own.

    `taken_away` from others, the record says nothing that they have written.
    """
    await check_no_pending_appeal(use_case.work, claim.actor_id)
    found = await close_claim(use_case, claim, ClaimState.CONFIRMED)
    space = await use_case.first_row(SPACE, {"actor_id": claim.actor_id}, ("id", "verified_at"))
    space_id = await open_authority_space(use_case, claim) if space is None else str(space.id)
    if space is not None and claim.account_id not in await people_of(use_case, space):
        await add_member(use_case, space_id, claim.account_id, SpaceRole.ADMIN)
    await confirm_authority_record(use_case, claim, space_id, taken_away=taken_away)
    if space is None or space.verified_at is None:
        await use_case.work.update(SPACE, {"id": space_id}, {"verified_at": use_case.now, "updated_at": use_case.now})
        await publish_approved(use_case, space_id)
    return found


async def close_claim(use_case: UseCase, claim: Row, state: ClaimState) -> Row:
    """The claim in another state, with its link gone and no case on it, as written down in the journal."""
    is_over = state != ClaimState.DECLARED
    values: dict[str, Any] = {"state": state, "token_hash": None, "expires_at": None}
    if is_over:
        values |= {"settled_at": use_case.now, "settled_by": use_case.viewer.account_id or use_case.viewer.token_id}
    if await use_case.work.update(CLAIM, {"id": claim.id, "state": claim.state}, values) != 1:
        refuse(NotFound())
    await record_claim_change(use_case, claim.actor_id, claim.state, state)
    if case := await pending_case(use_case.work, claim.actor_id, CaseKind.CLAIM, claim.id):
        await withdraw_case(use_case.work, use_case.now, case)  # it was settled without the partners, or taken back
    return await use_case.row_by_id(CLAIM, claim.id, COLUMNS)


async def own_claim(use_case: UseCase, claim_id: str) -> Row:
    """A claim of the person who asks; others are as good as none."""
    found = await use_case.first_row(CLAIM, {"id": claim_id}, COLUMNS)
    if found is None or use_case.viewer.account_id is None or found.account_id != use_case.viewer.account_id:
        refuse(NotFound())
    return found


async def claim_to_decide(use_case: UseCase, claim_id: str) -> Row:
    """A claim that the viewer decides about; who decides about none does not learn whether it is there."""
    found = await use_case.first_row(CLAIM, {"id": claim_id}, COLUMNS)
    await check_may_decide(use_case, found)
    return found or refuse(NotFound())
