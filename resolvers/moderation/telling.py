"""The mails that moderation sends: to who asked what was decided, and to the stewards when it is for them to decide."""

from loaders.statement import Row
from models import Verdict
from resolvers.accounts.letters import READER, Person
from resolvers.accounts.stewards import stewards
from resolvers.mails.kind import Kind
from resolvers.spaces.acting import ACCOUNT, Acting

KINDS = {
    Verdict.APPROVED: Kind.CASE_APPROVED,
    Verdict.REJECTED: Kind.CASE_REJECTED,
    Verdict.CHANGES_REQUESTED: Kind.CHANGES_REQUESTED,
}


async def tell_author(acting: Acting, case: Row, verdict: Verdict) -> None:
    """Queue the mail to the person who opened the case, unless it was a program or they have left."""
    if case.account_id is None:
        return
    for row in await acting.work.select(ACCOUNT, {"id": case.account_id, "erased_at": None}, READER):
        await acting.letters.tell(Person(*row), KINDS[verdict], link_to(case))


async def tell_stewards(acting: Acting, case: Row) -> None:
    """Queue the mails to those who decide what votes have not."""
    for steward in await stewards(acting.work):
        await acting.letters.tell(steward, Kind.CASE_ESCALATED, link_to(case))


def link_to(case: Row) -> str:
    """What leads to a case from the commons' first page."""
    return f"?case={case.id}"
