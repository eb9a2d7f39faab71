"""Rivals in a claim: who acts, or claimed before, for an authority; whoever lost it is heard before it goes on."""

from collections.abc import Collection
from datetime import datetime

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, CASE, CLAIM, DECISION, MEMBER, RIVAL, SPACE
from loaders.unit_of_work import UnitOfWork
from models import ON_APPEAL, STANDING_CLAIMS, CaseKind, ClaimState, Side, SpaceRole, Stage, Verdict
from resolvers.core.refusals import Conflict, refuse
from resolvers.moderation.case_lifecycle import PENDING

APPEALED = ("id", "stage", "panel", "appealed_by", "appellant_id")


async def record_rivals(work: UnitOfWork, now: datetime, case_id: str, actor_id: str, claimant: str | None) -> None:
    """Keep for good whom a claim is against, so that they read its case, and may appeal, once they have lost.

    Who has lost the authority to another one, and may still appeal, is among them: it may go on from there meanwhile.
    """
    claims = await work.select(CLAIM, {"actor_id": actor_id}, ("account_id", "state"))
    found = {row.account_id for row in claims if row.state in STANDING_CLAIMS}
    for (space_id,) in await work.select(SPACE, {"actor_id": actor_id}, ("id",)):
        admins = await work.select(MEMBER, {"space_id": space_id, "role": SpaceRole.ADMIN}, ("account_id",))
        found |= {row.account_id for row in admins}
    found |= await _may_appeal(work, now, actor_id)
    known = {row.account_id for row in await work.select(RIVAL, {"case_id": case_id}, ("account_id",))}
    if new := sorted(found - known - {claimant}):
        await work.insert(RIVAL, [{"case_id": case_id, "account_id": each} for each in new])


async def is_rival(work: UnitOfWork, case_id: str, account_id: str | None) -> bool:
    """True if a claim is against this person."""
    where = {"case_id": case_id, "account_id": account_id}
    return account_id is not None and bool(await work.select(RIVAL, where, ("account_id",)))


async def has_claimed(work: UnitOfWork, actor_id: str, account_id: str | None) -> bool:
    """True if a person has ever claimed an authority, before the case was opened or since."""
    where = {"actor_id": actor_id, "account_id": account_id}
    return account_id is not None and bool(await work.select(CLAIM, where, ("id",)))


async def claimants_of(work: UnitOfWork, actor_id: str) -> set[str]:
    """Against whom anybody has claimed an authority."""
    cases = await work.select(CASE, {"node_id": actor_id, "kind": CaseKind.CLAIM}, ("id",))
    return await _of_cases(work, {row.id for row in cases})


async def _may_appeal(work: UnitOfWork, now: datetime, actor_id: str) -> set[str]:
    """Against whom it was decided that somebody else acts for an authority, as long as they are here and may appeal."""
    where = {"node_id": actor_id, "kind": CaseKind.CLAIM}
    rows = await work.select(DECISION, where, ("case_id", "round", "verdict", "appealable_until"))
    latest = {row.case_id: row for row in sorted(rows, key=lambda row: row.round)}.values()
    lost = [row for row in latest if row.verdict == Verdict.APPROVED and row.appealable_until is not None]
    accounts = await _of_cases(work, {row.case_id for row in lost if row.appealable_until >= now})
    rows = await select_in(work, ACCOUNT, "id", sorted(accounts), ("id", "erased_at")) if accounts else []
    return {row.id for row in rows if row.erased_at is None}


async def _of_cases(work: UnitOfWork, case_ids: Collection[str]) -> set[str]:
    if not case_ids:
        return set()
    return {row.account_id for row in await select_in(work, RIVAL, "case_id", sorted(case_ids), ("account_id",))}


async def _appeals_about(work: UnitOfWork, actor_id: str) -> list[Row]:
    """The cases, not decided yet, on whether a claim that was confirmed took an authority from who appeals."""
    cases = await work.select(CASE, {"node_id": actor_id, "kind": CaseKind.CLAIM}, APPEALED)
    asked = [row for row in cases if row.stage in PENDING and row.panel in ON_APPEAL]
    return [row for row in asked if row.appealed_by == Side.RIVAL]


async def person_to_hear(work: UnitOfWork, now: datetime, actor_id: str) -> set[str]:
    """The person who lost an authority and appeals, or may still: a claim of somebody else is against them, too."""
    appealing = {row.appellant_id for row in await _appeals_about(work, actor_id)} - {None}
    return appealing | await _may_appeal(work, now, actor_id)


async def check_no_pending_appeal(work: UnitOfWork, actor_id: str) -> None:
    """Refuse to give an authority to somebody while who lost it appeals."""
    if await _appeals_about(work, actor_id):
        refuse(Conflict("APPEAL_PENDING"))


async def check_may_award(work: UnitOfWork, now: datetime, claim: Row) -> None:
    """Refuse to give away what the partners awarded, or before the losing side's appeal is over."""
    about = {"actor_id": claim.actor_id}
    confirmed = await work.select(CLAIM, {**about, "state": ClaimState.CONFIRMED}, ("id", "account_id"))
    where = {"node_id": claim.actor_id, "kind": CaseKind.CLAIM, "stage": Stage.DECIDED}
    decided = {row.question for row in await work.select(CASE, where, ("question",))}
    given = {row.account_id for row in confirmed if row.id in decided}
    for (space_id,) in await work.select(SPACE, about, ("id",)) if given else ():
        people = await work.select(MEMBER, {"space_id": space_id}, ("account_id",))
        if not given.isdisjoint(row.account_id for row in people):
            refuse(Conflict("GIVEN_TOGETHER"))
    if await _may_appeal(work, now, claim.actor_id) - {claim.account_id}:
        refuse(Conflict("GIVEN_TOGETHER"))


async def awaits_appeal(work: UnitOfWork, case: Row, verdict: Verdict) -> bool:
    """True if what is decided waits, as it would end an appeal unheard.

    Such an appeal itself waits for no other: whatever comes of it, it takes nothing from anybody else.
    """
    if case.kind != CaseKind.CLAIM or verdict is not Verdict.APPROVED or case.appealed_by == Side.RIVAL:
        return False
    return bool(await _appeals_about(work, case.node_id))
