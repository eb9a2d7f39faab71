"""Mails on the outcome of a case, to those who opened it and those who own its record."""

from collections.abc import Mapping

from loaders.sql.statement import Row
from models import CaseKind, Ground, Panel, Verdict
from resolvers.i18n.mails.decider import Decider
from resolvers.i18n.mails.kinds import MailKind

ASKED_BY_OTHERS = frozenset({CaseKind.REPORT, CaseKind.DUPLICATE, CaseKind.SUGGESTION})
"""The cases on a record that its space did not open."""
OutcomeMails = Mapping[tuple[CaseKind, Verdict], MailKind]

TO_WHO_ASKED: OutcomeMails = {
    (CaseKind.SUBMISSION, Verdict.APPROVED): MailKind.SUBMISSION_APPROVED,
    (CaseKind.SUBMISSION, Verdict.REJECTED): MailKind.SUBMISSION_REJECTED,
    (CaseKind.SUBMISSION, Verdict.CHANGES_REQUESTED): MailKind.SUBMISSION_RETURNED,
    (CaseKind.CHANGE, Verdict.APPROVED): MailKind.CHANGE_APPROVED,
    (CaseKind.CHANGE, Verdict.REJECTED): MailKind.CHANGE_REJECTED,
    (CaseKind.CHANGE, Verdict.CHANGES_REQUESTED): MailKind.CHANGE_RETURNED,
    (CaseKind.REPORT, Verdict.APPROVED): MailKind.REPORT_UPHELD,
    (CaseKind.REPORT, Verdict.REJECTED): MailKind.REPORT_REJECTED,
    (CaseKind.REPORT, Verdict.CHANGES_REQUESTED): MailKind.REPORT_RETURNED,
    (CaseKind.DUPLICATE, Verdict.APPROVED): MailKind.REPORT_UPHELD,
    (CaseKind.DUPLICATE, Verdict.REJECTED): MailKind.REPORT_REJECTED,
    (CaseKind.DUPLICATE, Verdict.CHANGES_REQUESTED): MailKind.REPORT_RETURNED,
    (CaseKind.SUGGESTION, Verdict.APPROVED): MailKind.SUGGESTION_APPROVED,
    (CaseKind.SUGGESTION, Verdict.REJECTED): MailKind.SUGGESTION_REJECTED,
    (CaseKind.SUGGESTION, Verdict.CHANGES_REQUESTED): MailKind.SUGGESTION_RETURNED,
    **dict.fromkeys(((CaseKind.CLAIM, each) for each in Verdict), MailKind.CLAIM_DECIDED),
}
TO_OWNERS: OutcomeMails = {
    (CaseKind.REPORT, Verdict.APPROVED): MailKind.RECORD_TAKEN_DOWN,
    (CaseKind.REPORT, Verdict.REJECTED): MailKind.RECORD_KEPT,
    (CaseKind.REPORT, Verdict.CHANGES_REQUESTED): MailKind.RECORD_RETURNED,
    (CaseKind.DUPLICATE, Verdict.APPROVED): MailKind.RECORD_TAKEN_DOWN,
    (CaseKind.DUPLICATE, Verdict.REJECTED): MailKind.RECORD_KEPT,
    (CaseKind.DUPLICATE, Verdict.CHANGES_REQUESTED): MailKind.RECORD_TO_REVISE,
    (CaseKind.SUGGESTION, Verdict.APPROVED): MailKind.RECORD_CORRECTED,
    (CaseKind.SUGGESTION, Verdict.REJECTED): MailKind.RECORD_UNCHANGED,
    (CaseKind.SUGGESTION, Verdict.CHANGES_REQUESTED): MailKind.RECORD_UNCHANGED,
}
"""Mails to owners; those who opened the case themselves get the mail for openers."""


def mail_to_opener(case: Row, verdict: Verdict, *, hindered: bool) -> MailKind | None:
    """The mail to who opened a case; of what was approved, and could not be done, another one."""
    if hindered and verdict is Verdict.APPROVED:
        return MailKind.CASE_HINDERED
    return MailKind.FIELD_UPHELD if _erases(case, verdict) else TO_WHO_ASKED.get((CaseKind(case.kind), verdict))


def mail_to_owners(case: Row, verdict: Verdict, *, hindered: bool) -> MailKind | None:
    """The mail to whose record it is, unless they asked or decided themselves."""
    if case.kind not in ASKED_BY_OTHERS or case.panel == Panel.OWNER:
        return None
    if hindered:
        return MailKind.RECORD_NOT_RESTORED if verdict is Verdict.REJECTED else MailKind.RECORD_HINDERED
    return MailKind.FIELD_ERASED if _erases(case, verdict) else TO_OWNERS.get((CaseKind(case.kind), verdict))


def mail_to_reported(case: Row) -> MailKind:
    """The mail to whose record is reported."""
    if case.kind == CaseKind.DUPLICATE:
        return MailKind.DUPLICATE_REPORTED
    return MailKind.RECORD_REPORTED if case.proposed is None else MailKind.FIELD_REPORTED


def case_decider(case: Row, *, by_stewards: bool) -> Decider:
    """Return the decider of a case's round."""
    if by_stewards:
        return Decider.STEWARDS
    return Decider.OWNER if case.panel == Panel.OWNER else Decider.PARTNERS


def _erases(case: Row, verdict: Verdict) -> bool:
    """True if a decision erases personal data in a field."""
    about_person = case.kind == CaseKind.REPORT and case.ground == Ground.PERSONAL_DATA
    return about_person and verdict is not Verdict.REJECTED
