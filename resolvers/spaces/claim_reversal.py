"""Claims settled otherwise on appeal: what a decision gave is taken back, and those who had it before have it again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, ACTOR, CLAIM, SPACE
from models import STANDING_CLAIMS, ClaimState, SpaceRole
from resolvers.core.mailer import recipients
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.spaces.claims import COLUMNS
from resolvers.spaces.journal import record_claim_change
from resolvers.spaces.member_removal import vacate_space
from resolvers.spaces.notifications import notify_claimant
from resolvers.spaces.record_restitution import restore_record
from resolvers.spaces.siren_transfer import restore_siren, siren_taken_from
from resolvers.spaces.space_entry import add_member, people_of
from resolvers.spaces.space_records import restore_all
from resolvers.spaces.verification import close_claim

UNSETTLED = {"settled_at": None, "settled_by": None}


async def representatives_before(use_case: UseCase, claim: Row) -> dict[str, Any]:
    """The people who act for the authority that is claimed, and how, as JSON that `reverse_claim` reads."""
    actor_id = claim.actor_id
    claims = await use_case.work.select(CLAIM, {"actor_id": actor_id}, ("id", "state"))
    space = await use_case.first_row(SPACE, {"actor_id": actor_id}, ("id", "verified_at"))
    return {
        "claims": {row.id: row.state for row in claims if row.state in STANDING_CLAIMS},
        "members": await people_of(use_case, space),
        "verified": space is not None and space.verified_at is not None,
        "space": (await use_case.row_by_id(ACTOR, actor_id, ("space_id",))).space_id,
        "siren": await siren_taken_from(use_case, claim),
    }


async def reopen_claim(use_case: UseCase, claim: Row) -> Row:
    """A claim that was refused, to be settled anew."""
    await use_case.work.update(CLAIM, {"id": claim.id}, UNSETTLED | {"state": ClaimState.CONTESTED})
    await record_claim_change(use_case, claim.actor_id, claim.state, ClaimState.CONTESTED)
    return await use_case.row_by_id(CLAIM, claim.id, COLUMNS)


async def reverse_claim(use_case: UseCase, claim: Row, before: Mapping[str, Any], moment: datetime) -> None:
    """Take a confirmed claim's space back, and give it to those who had it; who came through the claim goes with it.

    What they had done there stands again as it did before the moment at which the claim was confirmed.
    """
    await close_claim(use_case, claim, ClaimState.REFUSED)
    (space,) = await use_case.work.select(SPACE, {"actor_id": claim.actor_id}, ("id",))
    await vacate_space(use_case, space.id, claim.actor_id, told={claim.account_id})
    await restore_all(use_case, space.id, moment)
    await notify_claimant(use_case, claim, MailKind.CLAIM_LOST)
    if not before.get("verified", False):
        await use_case.work.update(SPACE, {"id": space.id}, {"verified_at": None, "updated_at": use_case.now})
    await restore_record(use_case, claim.actor_id, before.get("space", space.id), moment)
    await restore_siren(use_case, claim, before.get("siren") or {})
    members = before.get("members", {})
    for person in await recipients(use_case.work, members):
        await add_member(use_case, space.id, person.id, SpaceRole(members[person.id]))
    for claim_id, state in before.get("claims", {}).items():
        await _stands_again(use_case, claim_id, ClaimState(state))


async def _stands_again(use_case: UseCase, claim_id: str, state: ClaimState) -> None:
    """A claim that the settled one had refused, as it was."""
    claim = await use_case.first_row(CLAIM, {"id": claim_id, "state": ClaimState.REFUSED}, COLUMNS)
    if claim is None or not await use_case.work.select(ACCOUNT, {"id": claim.account_id, "erased_at": None}, ("id",)):
        return
    confirmed = state is ClaimState.CONFIRMED
    await use_case.work.update(CLAIM, {"id": claim_id}, {"state": state} if confirmed else UNSETTLED | {"state": state})
    await record_claim_change(use_case, claim.actor_id, claim.state, state)
    if confirmed:
        await notify_claimant(use_case, claim, MailKind.CLAIM_CONFIRMED)
