"""Reports of personal data: cases with a short deadline, which hide what they are about as far as the reporter may."""

from dataclasses import replace

from loaders.sql.statement import Row
from models import CaseKind
from resolvers.core.record_types import RecordType
from resolvers.core.refusals import Conflict, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.moderation.consequences import edit_for_all
from resolvers.moderation.counting import check_undecided
from resolvers.moderation.hiding import hide, said_in
from resolvers.moderation.joining import is_free_to_hide, join
from resolvers.moderation.news import check_news
from resolvers.moderation.opening import Question, ask_anew, open_case, pending_case
from resolvers.moderation.parts import reports
from resolvers.moderation.policies import policy_in_force
from resolvers.moderation.reputation import hider, may_hide, waiting_in_vain
from resolvers.moderation.since import written_since
from resolvers.moderation.tables import CASE
from resolvers.validation import Problem


async def report_personal(acting: UseCase, kind: RecordType, question: Question) -> tuple[str, bool]:
    """The case on a field that tells something of a person, and whether it is a new one.

    Who reports what others have reported joins them; whose word goes far has the field hidden at once.
    """
    record, field = question.record, question.about
    policy = await policy_in_force(acting.work, acting.now, CaseKind.REPORT, kind.type_name)
    pending = await pending_case(acting.work, record["id"], CaseKind.REPORT, field)
    hides = await may_hide(acting, policy, record["id"], field)
    if pending is not None:
        hides = hides and await is_free_to_hide(acting, pending)
        await _join(acting, kind, pending, question, hides=hides)
        if not hides and pending.proposed is None and await waiting_in_vain(acting) > policy.urgent_open:
            refuse(Conflict("REPORTS_WAITING", values={"limit": policy.urgent_open}))
        return str(pending.id), False
    await check_news(acting, question)
    if hides:
        hidden = await hide(acting, edit_for_all(acting, kind), kind, record["id"], field)
        question = replace(question, proposed=hidden, hidden_by=hider(acting))
    elif await said_in(acting.work, kind, record["id"], field) is None:
        refuse(ValidationFailed([Problem(("field",), "NOTHING_TO_HIDE")]))
    elif await waiting_in_vain(acting) >= policy.urgent_open:
        refuse(Conflict("REPORTS_WAITING", values={"limit": policy.urgent_open}))
    return await open_case(acting.work, acting.viewer, acting.now, question), True


async def _join(acting: UseCase, kind: RecordType, case: Row, question: Question, *, hides: bool) -> None:
    """Have a report join a case, and the field be hidden for its sake, unless it is hidden already.

    Where it says something else since the round began, that is judged anew: nobody has voted on it.
    """
    if not (hides and case.proposed is None and await reports(acting.work, acting.viewer, case)):
        await join(acting, case, question, hides=hides)
    if hides and case.proposed is None:
        hidden = await hide(acting, edit_for_all(acting, kind), kind, case.node_id, case.question)
        values = {"proposed": hidden, "hidden_by": hider(acting), "updated_at": acting.now}
        if question.field in await written_since(acting.work, case.node_id, case.opened_at):
            await check_undecided(acting.work, case, acting.now)
            await ask_anew(acting.work, acting.now, case, values)
        else:
            await acting.work.update(CASE, {"id": case.id}, values)
