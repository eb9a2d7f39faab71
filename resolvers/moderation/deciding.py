"""Decisions: what votes have come to, written down once and for all, and carried out."""

from collections.abc import Sequence
from datetime import datetime

import models
from loaders.statement import Row
from models import Choice, Decision, Stage, Verdict, ids
from resolvers.editing.editable import table_of
from resolvers.moderation.consequences import carry_out
from resolvers.moderation.opening import CASE
from resolvers.moderation.policies import COLUMNS as POLICY_COLUMNS
from resolvers.moderation.policies import HOUR, POLICY, terms_of
from resolvers.moderation.tally import VERDICTS, Cast, Tally, tally
from resolvers.moderation.voices import NETWORK, VOTE
from resolvers.spaces.acting import Acting

DECISION = table_of(models.Decision)
COLUMNS = tuple(DECISION.c.keys())
STEWARDS = "stewards"
"""What the stewards' common voice is counted under."""
FOR = {verdict: choice for choice, verdict in VERDICTS.items()}
"""The choice of those who were for a verdict."""


async def settle(acting: Acting, case: Row) -> None:
    """Decide a case that is open, if its votes and the clock do."""
    (policy,) = await acting.work.select(POLICY, {"id": case.policy_id}, POLICY_COLUMNS)
    votes = await acting.work.select(VOTE, {"case_id": case.id, "round": case.round}, tuple(VOTE.c.keys()))
    cast = [Cast(row.id, row.network_id or STEWARDS, Choice(row.choice), row.created_at) for row in votes]
    found = tally(terms_of(policy), case.opened_at, cast, acting.now)
    if found.verdict is None:
        ripe = acting.now >= case.next_at
        await _update(acting, case, {"next_at": case.due_at} if ripe else {})
    elif found.verdict is Verdict.ESCALATED:
        await _update(acting, case, {"stage": Stage.ESCALATED, "next_at": None})
    else:
        await decide(acting, case, policy, found.verdict, found, votes)


async def decide(
    acting: Acting,
    case: Row,
    policy: Row,
    verdict: Verdict,
    found: Tally,
    votes: Sequence[Row],
    *,
    by_stewards: bool = False,
) -> str:
    """Write a decision down and carry it out; its id."""
    moment = found.at or acting.now
    standing = _standing(votes, moment)
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
        "grounds": sorted({vote.ground for vote in standing if vote.choice == FOR[verdict]}),
        "counts": {str(choice): count for choice, count in found.counts.items()},
        "networks": await _named(acting, [vote.network_id for vote in standing if vote.network_id]),
        "panel": case.panel,
        "by_stewards": by_stewards,
        "supersedes": await _before(acting, case),
        "appealable_until": acting.now + policy.appeal_hours * HOUR,
    }
    await acting.work.insert(DECISION, [row])
    await _update(acting, case, {"stage": Stage.DECIDED, "next_at": None, "held_by": None, "held_until": None})
    await carry_out(acting, case, verdict)
    return str(row["id"])


async def _update(acting: Acting, case: Row, values: dict[str, object]) -> None:
    """Every vote touches its case, so that of two that are cast at once one waits for what the other came to."""
    await acting.work.update(CASE, {"id": case.id}, {"updated_at": acting.now, **values})


def _standing(votes: Sequence[Row], moment: datetime) -> list[Row]:
    """The last vote of each network until a moment."""
    last: dict[str | None, Row] = {}
    for vote in sorted(votes, key=lambda row: (row.created_at, row.id)):
        if vote.created_at <= moment:
            last[vote.network_id] = vote
    return list(last.values())


async def _named(acting: Acting, networks: Sequence[str]) -> list[str]:
    """Networks in the order of their names."""
    known = {each: await acting.named(NETWORK, each, ("name_sort",)) for each in networks}
    return sorted(known, key=lambda each: (known[each].name_sort, each))


async def _before(acting: Acting, case: Row) -> str | None:
    rows = await acting.work.select(DECISION, {"case_id": case.id}, ("id", "round"))
    return max(rows, key=lambda row: row.round).id if rows else None
