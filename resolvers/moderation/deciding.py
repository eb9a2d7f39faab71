"""Decisions: what votes have come to, written down once and for all, and carried out."""

from collections.abc import Sequence
from datetime import datetime

from loaders.matching import among
from loaders.statement import Row
from loaders.transactions import ConstraintError, Undone
from models import Decision, Ground, Panel, Stage, Verdict, ids
from resolvers.moderation.consequences import carry_out
from resolvers.moderation.counting import STEWARDS, casts, count
from resolvers.moderation.gate import PROPOSING
from resolvers.moderation.opening import ask_anew
from resolvers.moderation.policies import HOUR, POLICY
from resolvers.moderation.tables import CASE, DECISION
from resolvers.moderation.tally import VERDICTS, last_votes, standing
from resolvers.moderation.telling import tell_outcome, tell_stewards
from resolvers.spaces.acting import NETWORK, Acting

COLUMNS = tuple(DECISION.c.keys())
FOR = {verdict: choice for choice, verdict in VERDICTS.items()}
"""The choice of those who were for a verdict."""


async def settle(acting: Acting, case: Row) -> None:
    """Decide a case that is open, if its votes and the clock do."""
    votes, found = await count(acting.work, case, acting.now)
    if found.verdict is None:
        ripe = acting.now >= case.next_at
        await _update(acting, case, {"next_at": case.due_at} if ripe else {})
    elif found.verdict is Verdict.ESCALATED and case.panel == Panel.OWNER:
        await ask_anew(acting.work, acting.now, case, {"panel": Panel.PARTNERS})
    elif found.verdict is Verdict.ESCALATED:
        await _update(acting, case, {"stage": Stage.ESCALATED, "next_at": None})
        await tell_stewards(acting, case)
    else:
        await decide(acting, case, found.verdict, found.at or acting.now, votes)


async def decide(
    acting: Acting, case: Row, verdict: Verdict, moment: datetime, votes: Sequence[Row], *, by_stewards: bool = False
) -> None:
    """Write a decision down, carry it out, and tell who asked; `votes` are those of the round, up to `moment`."""
    (policy,) = await acting.work.select(POLICY, {"id": case.policy_id}, ("appeal_hours",))
    earlier = await _before(acting, case)
    standing_ids = {each.id for each in last_votes(casts(votes), moment)}
    last = [vote for vote in votes if vote.id in standing_ids]
    counts = standing([each for each in casts(last) if each.network_id != STEWARDS or not by_stewards], moment)
    row = {
        "id": ids.new(Decision.prefix),
        "created_at": acting.now,
        "updated_at": acting.now,
        "case_id": case.id,
        "kind": case.kind,
        "node_id": case.node_id,
        "round": case.round,
        "opened_at": case.opened_at,
        "verdict": verdict,
        "decided_at": moment,
        "grounds": sorted({vote.ground for vote in last if vote.choice == FOR[verdict]}),
        "counts": {str(choice): count for choice, count in counts.items()},
        "networks": await _named(acting, [vote.network_id for vote in last if vote.network_id]),
        "panel": case.panel,
        "by_stewards": by_stewards,
        "supersedes": earlier.id if earlier else None,
        "appealable_until": acting.now + policy.appeal_hours * HOUR if _is_appealable(case, verdict) else None,
    }
    await _update(acting, case, {"stage": Stage.DECIDED, "next_at": None, "held_by": None, "held_until": None})
    verdict = await _carried_out(acting, case, verdict, earlier)
    await acting.work.insert(DECISION, [{**row, "verdict": verdict}])
    await tell_outcome(acting, case, verdict)


async def _carried_out(acting: Acting, case: Row, verdict: Verdict, earlier: Row | None) -> Verdict:
    """The verdict, carried out; where a change cannot be made any more as it was proposed, another one is asked for.

    What it refers to may be gone, or what it goes with may say something else since.
    """
    try:
        async with acting.work.savepoint():
            await carry_out(acting, case, verdict, earlier)
    except (ConstraintError, Undone):
        if case.kind not in PROPOSING:
            raise
        return Verdict.CHANGES_REQUESTED
    return verdict


def _is_appealable(case: Row, verdict: Verdict) -> bool:
    """Whether a decision can be judged once more: the first one, unless what it was about is gone for good."""
    gone = case.ground == Ground.PERSONAL_DATA and verdict is not Verdict.REJECTED
    return bool(case.panel == Panel.PARTNERS and not gone)


async def _update(acting: Acting, case: Row, values: dict[str, object]) -> None:
    """Every vote touches its case, so that of two that are cast at once one waits for what the other came to."""
    await acting.work.update(CASE, {"id": case.id}, {"updated_at": acting.now, **values})


async def _named(acting: Acting, networks: Sequence[str]) -> list[str]:
    """Networks in the order of their names."""
    named = among(acting.work.dialect, NETWORK, "id", ("id", "name_sort"))
    rows = await acting.work.fetch(named, {"keys": list(networks)})
    return [row.id for row in sorted(rows, key=lambda row: (row.name_sort, row.id))]


async def _before(acting: Acting, case: Row) -> Row | None:
    """The decision of the round before."""
    rows = await acting.work.select(DECISION, {"case_id": case.id}, ("id", "round", "verdict", "created_at"))
    return max(rows, key=lambda row: row.round, default=None)
