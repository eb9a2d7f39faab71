"""Repair of contested claims that an earlier release has left in an inconsistent state.

Claims stood contested against nobody, two people claimed one place by two records without a word of each other, what a
claim had opened stayed after it, and who was given an authority on appeal did not get it. Each is put right as if it
happened today, and those concerned are told.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime

from loaders.queries.legacy_claims import (
    approved_but_refused,
    contested_by_nobody,
    spaces_without_claim,
    unnoticed_contests,
)
from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.statement import Row
from loaders.tables import CASE, CLAIM, SPACE
from models import ClaimState, Verdict
from resolvers.core.jobs import HOUR, job
from resolvers.core.use_case import UseCase
from resolvers.moderation.cases import COLUMNS as CASE_COLUMNS
from resolvers.records.states import ALIVE
from resolvers.spaces.claim_case import decide_claim
from resolvers.spaces.claim_ending import resolve_contest
from resolvers.spaces.claim_lifecycle import PENDING
from resolvers.spaces.claims import COLUMNS, admins_among, notify_contested, open_claim_case
from resolvers.spaces.journal import record_claim_change
from resolvers.spaces.local_authorities import HELD
from resolvers.spaces.member_removal import vacate_space
from resolvers.spaces.space_entry import people_of


async def legacy_claims(reads: RowFetcher, _now: datetime) -> list[str]:
    """All that was left, by the name of its repair and an id: nothing, once it was put right."""
    left = {
        "grant": await approved_but_refused(reads),
        "contest": await unnoticed_contests(reads, PENDING, HELD),
        "resolve": await contested_by_nobody(reads),
        "empty": await spaces_without_claim(reads, ALIVE),
    }
    return [f"{repair} {id_}" for repair, ids in left.items() for id_ in ids]


@job("legacy_claims", every=HOUR, due=legacy_claims)
async def repair_legacy_claim(use_case: UseCase, key: str) -> None:
    """Put right what was left; a second run finds nothing to do."""
    repair, _, id_ = key.partition(" ")
    await REPAIRS[repair](use_case, id_)


async def _grant(use_case: UseCase, case_id: str) -> None:
    """Give an authority's space to whom the partners gave it on appeal."""
    await decide_claim(use_case, await use_case.row_by_id(CASE, case_id, CASE_COLUMNS), Verdict.APPROVED, None)


async def _contest(use_case: UseCase, claim_id: str) -> None:
    """Make a claim contested by an older one on the same place, for the partners to decide."""
    claim = await use_case.first_row(CLAIM, {"id": claim_id, "state": ClaimState.DECLARED}, COLUMNS)
    if claim is None or (first := await _first_on_place(use_case, claim)) is None:
        return
    space = await use_case.first_row(SPACE, {"actor_id": first.actor_id}, ("id", "verified_at"))
    people = await people_of(use_case, space)
    if first.state not in PENDING and not people:
        return
    moved = {"actor_id": first.actor_id, "state": ClaimState.CONTESTED, "token_hash": None, "expires_at": None}
    await use_case.work.update(CLAIM, {"id": claim.id}, moved)
    await record_claim_change(use_case, claim.actor_id, ClaimState.DECLARED, ClaimState.WITHDRAWN)
    await record_claim_change(use_case, first.actor_id, None, ClaimState.CONTESTED)
    await _leave(use_case, claim)
    contested = await use_case.row_by_id(CLAIM, claim.id, COLUMNS)
    asking = replace(use_case, viewer=replace(use_case.viewer, account_id=claim.account_id))
    await open_claim_case(asking, contested, space)
    await notify_contested(use_case, contested, {first.account_id, claim.account_id} | admins_among(people))


async def _first_on_place(use_case: UseCase, claim: Row) -> Row | None:
    """Return the oldest open claim on the same place and another record, if it is older."""
    claims = await use_case.work.select(CLAIM, {"territory_id": claim.territory_id}, COLUMNS)
    first = min((row for row in claims if row.state in HELD), key=lambda row: (row.created_at, row.id))
    return None if first.actor_id == claim.actor_id else first


async def _leave(use_case: UseCase, claim: Row) -> None:
    """Leave nothing on the record that was claimed first: its space rested on this claim."""
    for (space_id,) in await use_case.work.select(SPACE, {"actor_id": claim.actor_id, "verified_at": None}, ("id",)):
        await vacate_space(use_case, space_id, claim.actor_id, told={claim.account_id})
    await resolve_contest(use_case, claim.actor_id)


async def _empty(use_case: UseCase, space_id: str) -> None:
    """Archive the content of a space without members that was never verified."""
    for row in await use_case.work.select(
        SPACE, {"id": space_id, "verified_at": None}, ("id", "actor_id", "verified_at")
    ):
        if not await people_of(use_case, row):
            await vacate_space(use_case, space_id, row.actor_id, told=())


REPAIRS: Mapping[str, Callable[[UseCase, str], Awaitable[None]]] = {
    "grant": _grant,
    "contest": _contest,
    "resolve": resolve_contest,
    "empty": _empty,
}
