"""Reports of personal data: cases with a short deadline, which hide what they are about as far as the reporter may."""

from dataclasses import replace

from loaders.sql.statement import Row
from loaders.tables import CASE
from models import CaseKind
from resolvers.core.record_types import RecordType
from resolvers.core.refusals import Conflict, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.cases import CaseDraft, open_case, pending_case, reopen_round
from resolvers.moderation.changes_since import fields_changed_since
from resolvers.moderation.conflict_of_interest import reports_in_case
from resolvers.moderation.policies import policy_in_force
from resolvers.moderation.redaction import field_text, redact
from resolvers.moderation.repeat_reports import check_not_repeated
from resolvers.moderation.report_merging import may_redact_more, merge_report
from resolvers.moderation.reporter_reputation import may_redact, redacting_party, unconfirmed_reports
from resolvers.moderation.system_edits import system_record_service
from resolvers.moderation.vote_counting import check_undecided
from resolvers.validation import Problem


async def open_personal_data_report(use_case: UseCase, kind: RecordType, question: CaseDraft) -> tuple[str, bool]:
    """The case on a field that tells something of a person, and whether it is a new one.

    Who reports what others have reported joins them; whose word goes far has the field hidden at once.
    """
    record, field = question.record, question.about
    policy = await policy_in_force(use_case.work, use_case.now, CaseKind.REPORT, kind.type_name)
    pending = await pending_case(use_case.work, record["id"], CaseKind.REPORT, field)
    hides = await may_redact(use_case, policy, record["id"], field)
    if pending is not None:
        hides = hides and await may_redact_more(use_case, pending)
        await _join(use_case, kind, pending, question, hides=hides)
        if not hides and pending.proposed is None and await unconfirmed_reports(use_case) > policy.urgent_open:
            refuse(Conflict("REPORTS_WAITING", values={"limit": policy.urgent_open}))
        return str(pending.id), False
    await check_not_repeated(use_case, question)
    if hides:
        hidden = await redact(use_case, system_record_service(use_case, kind), kind, record["id"], field)
        question = replace(question, proposed=hidden, hidden_by=redacting_party(use_case))
    elif await field_text(use_case.work, kind, record["id"], field) is None:
        refuse(ValidationFailed([Problem(("field",), "NOTHING_TO_HIDE")]))
    elif await unconfirmed_reports(use_case) >= policy.urgent_open:
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
        values = {"proposed": hidden, "hidden_by": redacting_party(use_case), "updated_at": use_case.now}
        if question.field in await fields_changed_since(use_case.work, case.node_id, case.opened_at):
            await check_undecided(use_case.work, case, use_case.now)
            await reopen_round(use_case.work, use_case.now, case, values)
        else:
            await use_case.work.update(CASE, {"id": case.id}, values)
