"""Reports that join the case which asks the same already: everyone is heard, and nobody judges what they report."""

from collections.abc import Sequence

from loaders.sql.statement import Row
from models import Panel, Verdict, ids
from resolvers.core.record_types import REVIEWABLE_TYPES
from resolvers.core.refusals import Conflict, refuse
from resolvers.core.storage_usage import StorageAmount, charge_account, json_size
from resolvers.core.use_case import UseCase
from resolvers.moderation.consequences import edit_for_all
from resolvers.moderation.hiding import decide_hidden
from resolvers.moderation.opening import Question
from resolvers.moderation.parts import asked, name_of, owners_of, reports
from resolvers.moderation.reputation import hider
from resolvers.moderation.tables import CASE, PARTY, REPORT, VOTE


async def join(acting: UseCase, case: Row, question: Question, *, hides: bool) -> None:
    """Have what the viewer says stand beside what others report; refuses who reads the case, and has a word in it.

    `hides` says whether their word goes so far that the field is hidden.
    """
    spoken = await _spoken(acting, case)
    owners = await owners_of(acting.work, case)
    heard = not acting.viewer.voices.isdisjoint(spoken) or not acting.viewer.roles.keys().isdisjoint(owners)
    if heard or await reports(acting.work, acting.viewer, case):
        refuse(Conflict("CASE_PENDING", question.record["version"]))
    await charge_account(acting.work, acting.viewer, StorageAmount(stored_bytes=json_size(question.text)))
    said = {"case_id": case.id, "text": question.text, "hides": hides, "created_at": acting.now}
    await acting.work.insert(REPORT, [{"id": ids.new("report"), **name_of(acting.viewer), **said}])
    known = {row.network_id for row in await acting.work.select(PARTY, {"case_id": case.id}, ("network_id",))}
    joining = sorted(acting.viewer.networks - known - spoken)
    if joining:
        await acting.work.insert(PARTY, [{"case_id": case.id, "network_id": each} for each in joining])


async def is_free_to_hide(acting: UseCase, case: Row) -> bool:
    """True if something may be hidden in a case: in its first rounds, and for no network that has voted."""
    return case.panel == Panel.PARTNERS and acting.viewer.voices.isdisjoint(await _spoken(acting, case))


async def others_in(acting: UseCase, case: Row) -> list[Row]:
    """The reports of those who joined a case, the earliest first."""
    (own,) = name_of(acting.viewer).items()
    rows = await acting.work.select(REPORT, {"case_id": case.id}, tuple(REPORT.c.keys()))
    return sorted((row for row in rows if getattr(row, own[0]) != own[1]), key=lambda row: (row.created_at, row.id))


async def leave(acting: UseCase, case: Row, others: Sequence[Row]) -> None:
    """Take the viewer's report out of a case that goes on for others; what was hidden for its sake alone is shown."""
    if asked(acting.viewer, case):
        nobody = {"account_id": None, "network_id": None, "text": None}
        await acting.work.update(CASE, {"id": case.id}, {**nobody, "updated_at": acting.now})
    else:
        await acting.work.delete(REPORT, {"case_id": case.id, **name_of(acting.viewer)})
    if case.proposed is None or case.hidden_by != hider(acting):
        return
    if (next_one := next((row for row in others if row.hides), None)) is not None:
        hidden_by = next_one.account_id or next_one.network_id
        await acting.work.update(CASE, {"id": case.id}, {"hidden_by": hidden_by})
    else:
        await decide_hidden(acting, edit_for_all(acting, REVIEWABLE_TYPES[case.type_name]), case, Verdict.REJECTED)


async def _spoken(acting: UseCase, case: Row) -> set[str]:
    """The networks that have said something in the round under way."""
    votes = await acting.work.select(VOTE, {"case_id": case.id, "round": case.round}, ("network_id",))
    return {row.network_id for row in votes}
