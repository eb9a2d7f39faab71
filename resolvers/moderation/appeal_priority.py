"""Appeals of those from whom an authority was taken: they are heard before it goes to anybody else."""

from datetime import datetime

from loaders.sql.statement import Row
from loaders.tables import CASE, CLAIM, MEMBER, SPACE
from loaders.unit_of_work import UnitOfWork
from models import ON_APPEAL, CaseKind, ClaimState, Side, Stage, Verdict
from resolvers.core.refusals import Conflict, refuse
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.claim_rivals import may_appeal

APPEALED = ("id", "stage", "panel", "appealed_by", "appellant_id")


async def appeals_about(work: UnitOfWork, actor_id: str) -> list[Row]:
    """The cases, not decided yet, on whether a claim that was confirmed took an authority from who appeals."""
    cases = await work.select(CASE, {"node_id": actor_id, "kind": CaseKind.CLAIM}, APPEALED)
    asked = [row for row in cases if row.stage in PENDING and row.panel in ON_APPEAL]
    return [row for row in asked if row.appealed_by == Side.RIVAL]


async def person_to_hear(work: UnitOfWork, now: datetime, actor_id: str) -> set[str]:
    """The person who lost an authority and appeals, or may still: a claim of somebody else is against them, too."""
    appealing = {row.appellant_id for row in await appeals_about(work, actor_id)} - {None}
    return appealing | await may_appeal(work, now, actor_id)


async def check_no_pending_appeal(work: UnitOfWork, actor_id: str) -> None:
    """Refuse to give an authority to somebody while who lost it appeals."""
    if await appeals_about(work, actor_id):
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
    if await may_appeal(work, now, claim.actor_id) - {claim.account_id}:
        refuse(Conflict("GIVEN_TOGETHER"))


async def awaits_appeal(work: UnitOfWork, case: Row, verdict: Verdict) -> bool:
    """True if what is decided waits, as it would end an appeal unheard.

    Such an appeal itself waits for no other: whatever comes of it, it takes nothing from anybody else.
    """
    if case.kind != CaseKind.CLAIM or verdict is not Verdict.APPROVED or case.appealed_by == Side.RIVAL:
        return False
    return bool(await appeals_about(work, case.node_id))
