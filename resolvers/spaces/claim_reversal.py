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


async def representatives_before(acting: UseCase, claim: Row) -> dict[str, Any]:
    """The people who act for the authority that is claimed, and how, as JSON that `reverse_claim` reads."""
    actor_id = claim.actor_id
    claims = await acting.work.select(CLAIM, {"actor_id": actor_id}, ("id", "state"))
    space = await acting.first_row(SPACE, {"actor_id": actor_id}, ("id", "verified_at"))
    return {
        "claims": {row.id: row.state for row in claims if row.state in STANDING_CLAIMS},
        "members": await people_of(acting, space),
        "verified": space is not None and space.verified_at is not None,
        "space": (await acting.row_by_id(ACTOR, actor_id, ("space_id",))).space_id,
        "siren": await siren_taken_from(acting, claim),
    }


async def reopen_claim(acting: UseCase, claim: Row) -> Row:
    """A claim that was refused, to be settled anew."""
    await acting.work.update(CLAIM, {"id": claim.id}, UNSETTLED | {"state": ClaimState.CONTESTED})
    await record_claim_change(acting, claim.actor_id, claim.state, ClaimState.CONTESTED)
    return await acting.row_by_id(CLAIM, claim.id, COLUMNS)


async def reverse_claim(acting: UseCase, claim: Row, before: Mapping[str, Any], moment: datetime) -> None:
    """Take a confirmed claim's space back, and give it to those who had it; who came through the claim goes with it.

    What they had done there stands again as it did before the moment at which the claim was confirmed.
    """
    await close_claim(acting, claim, ClaimState.REFUSED)
    (space,) = await acting.work.select(SPACE, {"actor_id": claim.actor_id}, ("id",))
    await vacate_space(acting, space.id, claim.actor_id, told={claim.account_id})
    await restore_all(acting, space.id, moment)
    await notify_claimant(acting, claim, MailKind.CLAIM_LOST)
    if not before.get("verified", False):
        await acting.work.update(SPACE, {"id": space.id}, {"verified_at": None, "updated_at": acting.now})
    await restore_record(acting, claim.actor_id, before.get("space", space.id), moment)
    await restore_siren(acting, claim, before.get("siren") or {})
    members = before.get("members", {})
    for person in await recipients(acting.work, members):
        await add_member(acting, space.id, person.id, SpaceRole(members[person.id]))
    for claim_id, state in before.get("claims", {}).items():
        await _stands_again(acting, claim_id, ClaimState(state))


async def _stands_again(acting: UseCase, claim_id: str, state: ClaimState) -> None:
    """A claim that the settled one had refused, as it was."""
    claim = await acting.first_row(CLAIM, {"id": claim_id, "state": ClaimState.REFUSED}, COLUMNS)
    if claim is None or not await acting.work.select(ACCOUNT, {"id": claim.account_id, "erased_at": None}, ("id",)):
        return
    confirmed = state is ClaimState.CONFIRMED
    await acting.work.update(CLAIM, {"id": claim_id}, {"state": state} if confirmed else UNSETTLED | {"state": state})
    await record_claim_change(acting, claim.actor_id, claim.state, state)
    if confirmed:
        await notify_claimant(acting, claim, MailKind.CLAIM_CONFIRMED)
