"""A claim at its end: nothing is left that rested on it, and no contest with somebody who is there no more."""

from loaders.sql.statement import Row
from loaders.tables import CLAIM, SPACE
from models import ClaimState
from resolvers.core.mailer import recipients
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.space_names import authority_name
from resolvers.moderation.claim_rivals import person_to_hear
from resolvers.spaces.claims import COLUMNS
from resolvers.spaces.member_removal import vacate_space
from resolvers.spaces.space_entry import enter_space, people_of
from resolvers.spaces.verification import close_claim


async def end_claim(use_case: UseCase, claim: Row, state: ClaimState) -> Row:
    """The claim, refused or taken back: a space that rested on it alone is empty, and the next claim stands alone."""
    found = await close_claim(use_case, claim, state)
    if claim.state == ClaimState.DECLARED:
        for (space_id,) in await use_case.work.select(
            SPACE, {"actor_id": claim.actor_id, "verified_at": None}, ("id",)
        ):
            await vacate_space(use_case, space_id, claim.actor_id, told={claim.account_id})
    await resolve_contest(use_case, claim.actor_id)
    return found


async def resolve_contest(use_case: UseCase, actor_id: str) -> None:
    """Have the oldest contested claim on an authority stand alone, if nobody is left whom it is contested with.

    Who appeals since the authority was taken from them, or may still, is somebody, too.
    """
    claims = await use_case.work.select(CLAIM, {"actor_id": actor_id}, COLUMNS)
    contested = [row for row in claims if row.state == ClaimState.CONTESTED]
    if not contested or any(row.state == ClaimState.DECLARED for row in claims):
        return
    space = await use_case.first_row(SPACE, {"actor_id": actor_id}, ("id", "verified_at"))
    people = await people_of(use_case, space)
    oldest = min(contested, key=lambda row: (row.created_at, row.id))
    if people or await person_to_hear(use_case.work, use_case.now, actor_id) - {oldest.account_id}:
        return
    claim = await close_claim(use_case, oldest, ClaimState.DECLARED)
    await enter_space(use_case, claim, space, people)
    if told := await recipients(use_case.work, [claim.account_id]):
        authority = await authority_name(use_case.work, claim)
        await use_case.mailer.send_each(told, MailKind.CLAIM_UNCONTESTED, f"?claim={claim.id}", authority=authority)
