"""A person leaves the commons: their claims, roles and offers end as they would one by one, and are written down."""

from loaders.tables import CASE, CLAIM, INVITATION, MEMBER, SPACE
from models import ON_APPEAL, CaseKind, ClaimState
from resolvers.core.use_case import UseCase
from resolvers.identity.accounts.hooks import account_leaving
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.cases import withdraw_cases
from resolvers.spaces.claim_ending import end_claim, resolve_contest
from resolvers.spaces.claim_lifecycle import CLAIM_LIFECYCLE
from resolvers.spaces.claims import COLUMNS
from resolvers.spaces.invitation_lifecycle import UNANSWERED
from resolvers.spaces.member_removal import remove_from_space, withdraw_offers


@account_leaving.register
async def leave_all_spaces(use_case: UseCase, account_id: str) -> None:
    """Withdraw the claims of an account and what it has appealed about them, and take it out of all spaces."""
    claims = await use_case.work.select(CLAIM, {"account_id": account_id}, COLUMNS)
    for claim in claims:
        if CLAIM_LIFECYCLE.allows("withdraw", claim.state):
            await end_claim(use_case, claim, ClaimState.WITHDRAWN)
    heard = await _drop_appeals(use_case, account_id)
    sent = await use_case.work.select(INVITATION, {"invited_by": account_id, **UNANSWERED}, ("space_id",))
    held = await use_case.work.select(MEMBER, {"account_id": account_id}, ("space_id",))
    left = sorted({row.space_id for row in held})
    for space_id in left:
        await remove_from_space(use_case, space_id, account_id)
    for space_id in sorted({row.space_id for row in sent} - set(left)):
        await withdraw_offers(use_case, space_id, account_id)
    for space_id in left:
        for (actor_id,) in await use_case.work.select(SPACE, {"id": space_id}, ("actor_id",)):
            if actor_id is not None:
                heard.add(actor_id)
    for actor_id in sorted(heard):
        await resolve_contest(use_case, actor_id)


async def _drop_appeals(use_case: UseCase, account_id: str) -> set[str]:
    """Have nobody asked any more for whom an authority is, on the word of who leaves; the authorities.

    Who has won does not end the appeal of who has lost by leaving the space to others.
    """
    about: set[str] = set()
    for party in ("account_id", "appellant_id"):
        where = {party: account_id, "kind": CaseKind.CLAIM}
        cases = await use_case.work.select(CASE, where, ("id", "node_id", "stage", "panel", "appellant_id"))
        asked = [each for each in cases if each.stage in PENDING]
        theirs = [each for each in asked if each.panel not in ON_APPEAL or each.appellant_id == account_id]
        await withdraw_cases(use_case.work, use_case.now, theirs)
        about |= {each.node_id for each in theirs}
    return about
