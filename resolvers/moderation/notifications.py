"""The mails that moderation sends: to who asked, to whose record it is, and to the stewards when they are to decide."""

from collections.abc import Collection, Mapping
from typing import Any

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import MEMBER, REPORT, RIVAL
from models import FROM_OUTSIDE, CaseKind, Ground, Panel, Side, SpaceRole, Verdict
from resolvers.core.mailer import recipients
from resolvers.core.use_case import UseCase
from resolvers.core.verified_spaces import is_verified
from resolvers.i18n.mails.compose import Value
from resolvers.i18n.mails.decider import Decider
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.accounts.stewards import all_stewards
from resolvers.moderation.case_kinds import outcome_of
from resolvers.moderation.judges import owner_spaces

EDITORS = frozenset({SpaceRole.EDITOR, SpaceRole.ADMIN})


def _mail_to_opener(case: Row, verdict: Verdict, *, hindered: bool) -> MailKind | None:
    """The mail to who opened a case; of what was approved, and could not be done, another one."""
    if hindered and verdict is Verdict.APPROVED:
        return MailKind.CASE_HINDERED
    return MailKind.FIELD_UPHELD if _erases(case, verdict) else outcome_of(case.kind, verdict).mail


def _mail_to_owners(case: Row, verdict: Verdict, *, hindered: bool) -> MailKind | None:
    """The mail to whose record it is, unless they asked or decided themselves."""
    mail = outcome_of(case.kind, verdict).mail_to_owner
    if mail is None or case.panel == Panel.OWNER:
        return None
    if hindered:
        return MailKind.RECORD_NOT_RESTORED if verdict is Verdict.REJECTED else MailKind.RECORD_HINDERED
    return MailKind.FIELD_ERASED if _erases(case, verdict) else mail


def _mail_to_reported(case: Row) -> MailKind:
    """The mail to whose record is reported."""
    if case.kind == CaseKind.DUPLICATE:
        return MailKind.DUPLICATE_REPORTED
    return MailKind.RECORD_REPORTED if case.proposed is None else MailKind.FIELD_REPORTED


def _case_decider(case: Row, *, by_stewards: bool) -> Decider:
    """Return the decider of a case's round."""
    if by_stewards:
        return Decider.STEWARDS
    return Decider.OWNER if case.panel == Panel.OWNER else Decider.PARTNERS


def _erases(case: Row, verdict: Verdict) -> bool:
    """True if a decision erases personal data in a field."""
    about_person = case.kind == CaseKind.REPORT and case.ground == Ground.PERSONAL_DATA
    return about_person and verdict is not Verdict.REJECTED


async def notify_outcome(use_case: UseCase, case: Row, verdict: Verdict, decision: Mapping[str, Any]) -> None:
    """Queue the mails on what was decided: to who opened the case, and to whose record it is, if others decided.

    What could not be carried out is said in a mail of its own.
    """
    kind = _mail_to_opener(case, verdict, hindered=decision["hindered_by"] is not None)
    if kind is MailKind.SUBMISSION_APPROVED and not await is_verified(use_case.work, case.owner_id):
        kind = MailKind.APPROVED_WAITS  # it is published once it is confirmed who acts in the space
    if kind is not None:
        await _tell_opener(use_case, case, kind, **_said_of(case, decision, Side.OPENER))
    await notify_owner_of_outcome(use_case, case, verdict, decision)
    if case.kind == CaseKind.CLAIM:
        await _tell_rivals(use_case, case, MailKind.CLAIM_DECIDED, **_said_of(case, decision, Side.RIVAL))


async def notify_owner_of_outcome(use_case: UseCase, case: Row, verdict: Verdict, decision: Mapping[str, Any]) -> None:
    """Queue the mails on what was decided to whose record it is, if others asked and decided."""
    if (kind := _mail_to_owners(case, verdict, hindered=decision["hindered_by"] is not None)) is not None:
        await notify_owner(use_case, case, kind, **_said_of(case, decision, Side.OWNER))


def _said_of(case: Row, decision: Mapping[str, Any], side: Side) -> dict[str, Value]:
    """The deciders of a case, and until when a side that has lost something by it can appeal."""
    until = decision["appealable_until"] if side in outcome_of(case.kind, decision["verdict"]).loses else None
    decider = _case_decider(case, by_stewards=decision["by_stewards"])
    return {"decider": decider, "appeal_until": None if until is None else until.date()}


async def notify_reported(use_case: UseCase, case: Row) -> None:
    """Queue the mails to whose record is reported."""
    await notify_owner(use_case, case, _mail_to_reported(case))


async def notify_closed(use_case: UseCase, case: Row) -> None:
    """Queue the mails on a case that was closed without a decision, unless its opener closed it."""
    asking = {case.account_id, *await _reporters(use_case, case)} - {None, use_case.viewer.account_id}
    await _tell_people(use_case, case, asking, MailKind.CASE_CLOSED)


async def notify_returned(use_case: UseCase, case: Row) -> None:
    """Queue the mail to who handed in what was approved, and could not be published once its space was confirmed."""
    await _tell_opener(use_case, case, MailKind.APPROVED_RETURNED)


async def notify_appeal(use_case: UseCase, case: Row, side: Side) -> None:
    """Queue the mails to the other sides of a case that is judged again, whose words are not asked for otherwise."""
    if side is not Side.OPENER and case.account_id != use_case.viewer.account_id:
        await _tell_opener(use_case, case, MailKind.CASE_APPEALED)
    if case.kind == CaseKind.CLAIM:
        await _tell_rivals(use_case, case, MailKind.CASE_APPEALED)
    elif side is not Side.OWNER and case.kind in FROM_OUTSIDE:
        await notify_owner(use_case, case, MailKind.CASE_APPEALED)


async def _tell_opener(use_case: UseCase, case: Row, kind: MailKind, **said: Value) -> None:
    """Queue a mail to the person who opened the case and those who joined it, but not to programs.

    What was asked for a space is told who edits there, once that person is gone from it and somebody is left.
    """
    await _tell_people(use_case, case, await _reporters(use_case, case), kind, **said)
    if case.account_id is None:
        return
    has_left = case.kind not in FROM_OUTSIDE and not await _is_in(use_case, case.account_id, case.owner_id)
    if not (has_left and await notify_owner(use_case, case, kind, **said)):
        await _tell_people(use_case, case, [case.account_id], kind, **said)


async def _reporters(use_case: UseCase, case: Row) -> set[str]:
    """The people who joined a case, since they report the same."""
    rows = await use_case.work.select(REPORT, {"case_id": case.id}, ("account_id",))
    return {row.account_id for row in rows} - {None}


async def _is_in(use_case: UseCase, account_id: str, space_id: str | None) -> bool:
    where = {"account_id": account_id, "space_id": space_id}
    return bool(await use_case.work.select(MEMBER, where, ("role",)))


async def _tell_rivals(use_case: UseCase, case: Row, kind: MailKind, **said: Value) -> None:
    """Queue the mails to those against whom a claim is, but not to who just acts."""
    rows = await use_case.work.select(RIVAL, {"case_id": case.id}, ("account_id",))
    await _tell_people(use_case, case, {row.account_id for row in rows} - {use_case.viewer.account_id}, kind, **said)


async def notify_owner(use_case: UseCase, case: Row, kind: MailKind, **said: Value) -> int:
    """Queue the mails to those who edit the record that a case is about, but not to who opened it; their number."""
    found = await select_in(
        use_case.work, MEMBER, "space_id", await owner_spaces(use_case.work, case), ("account_id", "role")
    )
    editors = {row.account_id for row in found if row.role in EDITORS} - {case.account_id}
    return await _tell_people(use_case, case, editors, kind, **said)


async def _tell_people(use_case: UseCase, case: Row, accounts: Collection[str], kind: MailKind, **said: Value) -> int:
    """Queue a mail about a case to each of some existing accounts; return their number."""
    people = await recipients(use_case.work, accounts)
    await use_case.mailer.send_each(people, kind, _case_link(case), **said)
    return len(people)


async def notify_stewards(use_case: UseCase, case: Row) -> None:
    """Queue the mails to those who decide what votes have not."""
    await use_case.mailer.send_each(await all_stewards(use_case.work), MailKind.CASE_ESCALATED, _case_link(case))


def _case_link(case: Row) -> str:
    """Return the path of the link to a case."""
    return f"?case={case.id}"
