"""Reports of personal data: urgent cases, which hide what they are about as far as the reporter may.

A voting network and a verified space have a budget, shared by their people; a person earns one by reports that were
upheld, and all lose some by reports that were rejected. The policy sets the numbers.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CASE, CHANGE, DECISION, MEMBER, REPORT, SPACE
from models import CaseKind, Ground, SpaceRole, Verdict
from resolvers.core.journal import STEWARD_FIELDS
from resolvers.core.record_types import RecordType
from resolvers.core.refusals import Conflict, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.cases import CaseDraft, open_case, pending_case, reopen_round, system_record_service
from resolvers.moderation.judges import party_name, redacting_party, reports_in_case
from resolvers.moderation.policies import policy_in_force
from resolvers.moderation.redaction import field_text, redact
from resolvers.moderation.repeated_reports import check_not_repeated, may_redact_more, merge_report, withdrawals
from resolvers.moderation.takedowns import fields_changed_since
from resolvers.moderation.tally import check_undecided
from resolvers.moderation.voters import voting_networks
from resolvers.validation import Problem

REMEMBERED = timedelta(days=365)
"""The time for which the outcomes of reports count."""
LOOKED_AT = ("id", "node_id", "question", "stage", "ground", "proposed", "created_at")


async def open_personal_data_report(use_case: UseCase, kind: RecordType, question: CaseDraft) -> tuple[str, bool]:
    """The case on a field that tells something of a person, and whether it is a new one.

    Who reports what others have reported joins them; whose word goes far has the field hidden at once.
    """
    record, field = question.record, question.about
    policy = await policy_in_force(use_case.work, use_case.now, CaseKind.REPORT, kind.type_name)
    pending = await pending_case(use_case.work, record["id"], CaseKind.REPORT, field)
    hides = await _may_redact(use_case, policy, record["id"], field)
    if pending is not None:
        hides = hides and await may_redact_more(use_case, pending)
        await _join(use_case, kind, pending, question, hides=hides)
        if not hides and pending.proposed is None and await _unconfirmed_reports(use_case) > policy.urgent_open:
            refuse(Conflict("REPORTS_WAITING", values={"limit": policy.urgent_open}))
        return str(pending.id), False
    await check_not_repeated(use_case, question)
    if hides:
        hidden = await redact(use_case, system_record_service(use_case, kind), kind, record["id"], field)
        question = replace(question, proposed=hidden, hidden_by=redacting_party(use_case.viewer))
    elif await field_text(use_case.work, kind, record["id"], field) is None:
        refuse(ValidationFailed([Problem(("field",), "NOTHING_TO_HIDE")]))
    elif await _unconfirmed_reports(use_case) >= policy.urgent_open:
        refuse(Conflict("REPORTS_WAITING", values={"limit": policy.urgent_open}))
    return await open_case(use_case, question), True


async def _join(use_case: UseCase, kind: RecordType, case: Row, question: CaseDraft, *, hides: bool) -> None:
    """Add a report to a case, and hide the field if it is not hidden yet.

    Where it says something else since the round began, that is judged anew: nobody has voted on it.
    """
    if not (hides and case.proposed is None and await reports_in_case(use_case.work, use_case.viewer, case)):
        await merge_report(use_case, case, question, hides=hides)
    if hides and case.proposed is None:
        hidden = await redact(use_case, system_record_service(use_case, kind), kind, case.node_id, case.question)
        values = {"proposed": hidden, "hidden_by": redacting_party(use_case.viewer), "updated_at": use_case.now}
        if question.field in await fields_changed_since(use_case.work, case.node_id, case.opened_at):
            await check_undecided(use_case.work, case, use_case.now)
            await reopen_round(use_case.work, use_case.now, case, values)
        else:
            await use_case.work.update(CASE, {"id": case.id}, values)


async def _may_redact(use_case: UseCase, policy: Row, record_id: str, field: str) -> bool:
    """True if this field is hidden at once because of the viewer's report.

    Nobody hides a field again after withdrawing their own report of it: it would never be judged.
    """
    base, sharing = await _base(use_case, policy)
    sharing.add(redacting_party(use_case.viewer))
    hidden = await select_in(use_case.work, CASE, "hidden_by", sorted(sharing), LOOKED_AT)
    backed = {row.id: row for row in [*hidden, *await _backed(use_case, sharing)]}.values()
    cases = [row.id for row in hidden if (row.node_id, row.question) == (record_id, field)]
    if any(row.account_id in sharing or row.network_id in sharing for row in await withdrawals(use_case.work, cases)):
        return False
    under_way = sum(row.stage in PENDING and row.proposed is not None for row in backed)
    in_vain = await _came_to(use_case, hidden, Verdict.REJECTED)
    earned = policy.hides_upheld * await _came_to(use_case, await _reports(use_case), Verdict.APPROVED)
    return bool(under_way < base + earned - in_vain)


async def _unconfirmed_reports(use_case: UseCase) -> int:
    """The viewer's reports of personal data, those that joined a case, too, that hide nothing and are not decided."""
    joined = await use_case.work.select(REPORT, party_name(use_case.viewer), ("case_id",))
    cases = [*await _reports(use_case), *await _cases(use_case, {row.case_id for row in joined})]
    open_ones = (row for row in cases if row.stage in PENDING and row.proposed is None)
    return sum(row.ground == Ground.PERSONAL_DATA for row in open_ones)


async def _base(use_case: UseCase, policy: Row) -> tuple[int, set[str]]:
    """Return the budget of the viewer's best space, and those who share it: its people and its network's programs."""
    edited = [each for each in use_case.viewer.roles if use_case.viewer.has_role(each, SpaceRole.EDITOR)]
    rows = await select_in(use_case.work, SPACE, "id", edited, ("id", "network_id", "verified_at"))
    spaces = [row for row in rows if row.verified_at is not None]
    speaking = await voting_networks(use_case.work) if spaces else set()
    given = {row: policy.hides_network if row.network_id in speaking else policy.hides_verified for row in spaces}
    if use_case.viewer.steward or not given:
        return policy.hides_network if use_case.viewer.steward else 0, set()
    best = max(given, key=lambda row: (given[row], row.id))
    return given[best], await _people(use_case, best.id) | ({best.network_id} - {None})


async def _people(use_case: UseCase, space_id: str) -> set[str]:
    """The people in a space, and those who came there once and have no standing by now: none hide more by taking turns.

    Who comes is written down as who accepts; whom a steward appoints, as the steward.
    """
    work = use_case.work
    people = {row.account_id for row in await work.select(MEMBER, {"space_id": space_id}, ("account_id",))}
    written = await work.select(CHANGE, {"node_id": space_id}, ("account_id", "fields"))
    came = {row.account_id for row in written if "role" in row.fields and STEWARD_FIELDS not in row.fields}
    gone = came - people - {None}
    held = await select_in(work, MEMBER, "account_id", sorted(gone), ("account_id", "space_id"))
    found = await select_in(work, SPACE, "id", sorted({row.space_id for row in held}), ("id", "verified_at"))
    verified = {row.id for row in found if row.verified_at is not None}
    return people | gone - {row.account_id for row in held if row.space_id in verified}


async def _backed(use_case: UseCase, sharing: Collection[str]) -> list[Row]:
    """The cases in which a field that others had hidden stays so for the sake of who joined them."""
    found: list[Row] = []
    for name in ("account_id", "network_id"):
        found += await select_in(use_case.work, REPORT, name, sorted(sharing), ("case_id", "hides"))
    return await _cases(use_case, {row.case_id for row in found if row.hides})


async def _cases(use_case: UseCase, ids: Collection[str]) -> list[Row]:
    """The columns of some cases that are looked at."""
    return await select_in(use_case.work, CASE, "id", sorted(ids), LOOKED_AT)


async def _reports(use_case: UseCase) -> list[Row]:
    """Return the viewer's reports."""
    return await use_case.work.select(CASE, {**party_name(use_case.viewer), "kind": CaseKind.REPORT}, LOOKED_AT)


async def _came_to(use_case: UseCase, cases: Collection[Row], verdict: Verdict) -> int:
    """Count the recent cases whose last decision had this verdict."""
    late = [row.id for row in cases if row.stage not in PENDING and use_case.now - row.created_at < REMEMBERED]
    decisions = await select_in(use_case.work, DECISION, "case_id", late, ("case_id", "round", "verdict"))
    last = {row.case_id: row.verdict for row in sorted(decisions, key=lambda row: row.round)}
    return sum(each == verdict for each in last.values())
