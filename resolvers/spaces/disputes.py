"""Claims that end otherwise: refused, taken back, or settled between several people."""

from dataclasses import replace

from loaders.sql.statement import Row
from loaders.tables import CLAIM, SPACE
from models import STANDING_CLAIMS, ClaimState
from resolvers.core.refusals import ValidationFailed, refuse
from resolvers.core.steward_reasons import with_private_reason
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.moderation.claim_rivals import check_may_award, check_no_pending_appeal
from resolvers.spaces.claim_ending import end_claim
from resolvers.spaces.claim_lifecycle import CLAIM_LIFECYCLE
from resolvers.spaces.claims import COLUMNS
from resolvers.spaces.member_removal import vacate_space
from resolvers.spaces.notifications import notify_claimant
from resolvers.spaces.verification import claim_to_decide, close_claim, mark_verified, own_claim
from resolvers.validation.texts import Limit, line


async def refuse_claim(use_case: UseCase, claim_id: str, reason: str) -> Row:
    """Refuse a claim, as a steward or a guarantor network; only the claimant is told the reason."""
    use_case = replace(use_case, viewer=with_private_reason(use_case.viewer))
    claim = await claim_to_decide(use_case, claim_id)
    CLAIM_LIFECYCLE.check("refuse", claim.state)
    why, problems = line(Limit.SHORT)(reason)
    if why is None:
        refuse(ValidationFailed([each.under("reason") for each in problems]))
    found = await end_claim(use_case, claim, ClaimState.REFUSED)
    await notify_claimant(use_case, claim, MailKind.CLAIM_REFUSED, reason=why)
    return found


async def withdraw_claim(use_case: UseCase, claim_id: str) -> Row:
    """The person's own claim, taken back before it was decided."""
    claim = await own_claim(use_case, claim_id)
    CLAIM_LIFECYCLE.check("withdraw", claim.state)
    return await end_claim(use_case, claim, ClaimState.WITHDRAWN)


async def resolve_dispute(use_case: UseCase, claim_id: str, *, in_favour: bool) -> Row:
    """Decide a contested claim; in favour, the space becomes the person's, and all others leave it."""
    claim = await claim_to_decide(use_case, claim_id)
    CLAIM_LIFECYCLE.check("settle", claim.state)
    if not in_favour:
        found = await end_claim(use_case, claim, ClaimState.REFUSED)
        await notify_claimant(use_case, claim, MailKind.CLAIM_LOST)
        return found
    await check_no_pending_appeal(use_case.work, claim.actor_id)
    if use_case.viewer.is_authenticated:
        await check_may_award(use_case.work, use_case.now, claim)
    claims = await use_case.work.select(CLAIM, {"actor_id": claim.actor_id}, COLUMNS)
    standing = [row for row in claims if row.state in STANDING_CLAIMS]
    for other in standing:
        await close_claim(use_case, other, ClaimState.REFUSED)
        await notify_claimant(use_case, other, MailKind.CLAIM_LOST)
    told = {claim.account_id, *(row.account_id for row in standing)}
    for (space_id,) in await use_case.work.select(SPACE, {"actor_id": claim.actor_id}, ("id",)):
        await vacate_space(use_case, space_id, claim.actor_id, told=told)
    found = await mark_verified(use_case, claim, taken_away=True)
    await notify_claimant(use_case, claim, MailKind.CLAIM_CONFIRMED)
    return found
