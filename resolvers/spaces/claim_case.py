"""Effects of a decision on a claim: the space is given, refused, or given back to its former holders."""

from dataclasses import replace
from typing import Any

from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, CLAIM
from models import CaseKind, ClaimState, Hindrance, Side, Verdict
from resolvers.core.refusals import Conflict, refuse
from resolvers.core.system_viewer import system_viewer
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.moderation.case_kinds import NO_EFFECT, OPENER, DecisionEffect, Outcome, case_kind
from resolvers.moderation.claim_rivals import record_rivals
from resolvers.spaces.claim_ending import resolve_contest
from resolvers.spaces.claim_reversal import reopen_claim, representatives_before, reverse_claim
from resolvers.spaces.claims import COLUMNS
from resolvers.spaces.disputes import resolve_dispute


async def check_not_settled(use_case: UseCase, case: Row, decision: Row) -> dict[str, Any]:
    """Refuse an appeal if the claim was settled otherwise since, or somebody else confirmed as its person had left."""
    was_granted = decision.verdict == Verdict.APPROVED
    where = {"actor_id": case.node_id, "state": ClaimState.CONFIRMED} if was_granted else {"id": case.question}
    claims = await use_case.work.select(CLAIM, where, ("id", "state"))
    state = ClaimState.CONFIRMED if was_granted else ClaimState.REFUSED
    if [(row.id, row.state) for row in claims] != [(case.question, state)]:
        refuse(Conflict("CLAIM_SETTLED"))
    return {}


@case_kind(
    CaseKind.CLAIM,
    {
        Verdict.APPROVED: Outcome(MailKind.CLAIM_DECIDED, frozenset({Side.RIVAL})),
        Verdict.REJECTED: Outcome(MailKind.CLAIM_DECIDED, OPENER),
        Verdict.CHANGES_REQUESTED: Outcome(MailKind.CLAIM_DECIDED, OPENER),
    },
    check_appeal=check_not_settled,
    ends_with_subject=True,
)
async def decide_claim(use_case: UseCase, case: Row, verdict: Verdict, earlier: Row | None) -> DecisionEffect:
    """Give the space to who claimed it, or not; what was settled otherwise meanwhile stays as it is."""
    for_all = replace(use_case, viewer=system_viewer(use_case.viewer))
    claim = await use_case.first_row(CLAIM, {"id": case.question}, COLUMNS)
    if claim is None or claim.state == ClaimState.WITHDRAWN:
        return DecisionEffect(Hindrance.SETTLED)
    if verdict is Verdict.APPROVED:
        followed = await _granted(for_all, case.id, claim, earlier)
    else:
        followed = await _refused(for_all, claim, earlier)
    await resolve_contest(for_all, claim.actor_id)  # who waited for an appeal may be left alone by now
    return followed


async def _granted(use_case: UseCase, case_id: str, claim: Row, earlier: Row | None) -> DecisionEffect:
    if claim.state == ClaimState.CONFIRMED:
        return DecisionEffect(before=(earlier.before or {}) if earlier is not None else {})
    if not await use_case.work.select(ACCOUNT, {"id": claim.account_id, "erased_at": None}, ("id",)):
        return DecisionEffect(Hindrance.SETTLED)
    if claim.state == ClaimState.REFUSED:
        claim = await reopen_claim(use_case, claim)
    await record_rivals(use_case.work, use_case.now, case_id, claim.actor_id, claim.account_id)
    before = await representatives_before(use_case, claim)
    await resolve_dispute(use_case, claim.id, in_favour=True)
    return DecisionEffect(before=before)


async def _refused(use_case: UseCase, claim: Row, earlier: Row | None) -> DecisionEffect:
    if claim.state == ClaimState.CONTESTED:
        await resolve_dispute(use_case, claim.id, in_favour=False)
    elif claim.state == ClaimState.CONFIRMED and earlier is not None and earlier.verdict == Verdict.APPROVED:
        await reverse_claim(use_case, claim, earlier.before or {}, earlier.created_at)
    elif claim.state != ClaimState.REFUSED:
        return DecisionEffect(Hindrance.SETTLED)
    return NO_EFFECT
