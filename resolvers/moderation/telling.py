"""The mails that moderation sends: to who asked, to whose record it is, and to the stewards when they are to decide."""

from loaders.matching import among
from loaders.statement import Row
from models import CaseKind, Panel, SpaceRole, Verdict
from resolvers.accounts.letters import READER, Person
from resolvers.accounts.stewards import stewards
from resolvers.mails.kind import Kind
from resolvers.moderation.parts import owners_of
from resolvers.spaces.acting import ACCOUNT, MEMBER, Acting

EDITORS = frozenset({SpaceRole.EDITOR, SpaceRole.ADMIN})
ASKED_BY_OTHERS = frozenset({CaseKind.REPORT, CaseKind.DUPLICATE, CaseKind.SUGGESTION})
"""The cases on a record that its space did not open."""
KINDS = {
    Verdict.APPROVED: Kind.CASE_APPROVED,
    Verdict.REJECTED: Kind.CASE_REJECTED,
    Verdict.CHANGES_REQUESTED: Kind.CHANGES_REQUESTED,
}


async def tell_outcome(acting: Acting, case: Row, verdict: Verdict) -> None:
    """Queue the mails on what was decided: to who opened the case, and to whose record it is, if others decided."""
    await _tell_author(acting, case, verdict)
    if case.kind in ASKED_BY_OTHERS and case.panel != Panel.OWNER:
        await tell_owner(acting, case, Kind.RECORD_DECIDED)


async def _tell_author(acting: Acting, case: Row, verdict: Verdict) -> None:
    """Queue the mail to the person who opened the case, unless it was a program or they have left."""
    if case.account_id is None:
        return
    for row in await acting.work.select(ACCOUNT, {"id": case.account_id, "erased_at": None}, READER):
        await acting.letters.tell(Person(*row), KINDS[verdict], link_to(case))


async def tell_owner(acting: Acting, case: Row, kind: Kind) -> None:
    """Queue the mails to those who edit the record that a case is about, but not to who opened it."""
    members = among(acting.work.dialect, MEMBER, "space_id", ("account_id", "role"))
    found = await acting.work.fetch(members, {"keys": await owners_of(acting.work, case)})
    editors = sorted({row.account_id for row in found if row.role in EDITORS} - {case.account_id})
    people = among(acting.work.dialect, ACCOUNT, "id", (*READER, "erased_at"))
    for row in sorted(await acting.work.fetch(people, {"keys": editors}), key=lambda row: row.id):
        if row.erased_at is None:
            await acting.letters.tell(Person(*tuple(row)[: len(READER)]), kind, link_to(case))


async def tell_stewards(acting: Acting, case: Row) -> None:
    """Queue the mails to those who decide what votes have not."""
    for steward in await stewards(acting.work):
        await acting.letters.tell(steward, Kind.CASE_ESCALATED, link_to(case))


def link_to(case: Row) -> str:
    """What leads to a case from the commons' first page."""
    return f"?case={case.id}"
