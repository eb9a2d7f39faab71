"""Mails about review cases in English, to whose record it is, to the other side of an appeal, and to the stewards."""

from resolvers.i18n.mails.case_openers_english import APPEAL, REASONS
from resolvers.i18n.mails.kinds import MailKind

CASE_PARTY_MAILS = {
    MailKind.RECORD_SUGGESTED: (
        "A correction of one of your records is proposed",
        "Somebody proposes to correct one of your records on {commons}. It is for you to accept that, or not:",
        "{link}",
        "If you have not answered by the deadline of the case, the partner networks will decide.",
    ),
    MailKind.RECORD_REPORTED: (
        "One of your records is reported",
        "Somebody reports one of your records on {commons}. The partner networks are looking into it.",
        "What it is about is here; you can correct the record meanwhile:",
        "{link}",
    ),
    MailKind.FIELD_REPORTED: (
        "A field of one of your records is hidden",
        (
            "Somebody reports that one of your records on {commons} says too much of a person. The partner networks "
            "are looking into it."
        ),
        "Until they decide, the field is hidden, and nobody can write it. The case is here:",
        "{link}",
    ),
    MailKind.DUPLICATE_REPORTED: (
        "One of your records may be a duplicate",
        (
            "Somebody reports that one of your records on {commons} says the same as another one. The partner networks "
            "decide whether it is taken down."
        ),
        "Both records are here:",
        "{link}",
    ),
    MailKind.REQUEST_WITHDRAWN: (
        "A request about one of your records is taken back",
        (
            "Whoever had reported one of your records on {commons}, or suggested a correction of it, has taken that "
            "back: there is nothing left to decide."
        ),
        *("The case is here:", "{link}"),
    ),
    MailKind.RECORD_TAKEN_DOWN: (
        "One of your records is taken down",
        "A report of one of your records on {commons} is upheld by {decider}: the record is no longer published.",
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.RECORD_KEPT: (
        "The report of one of your records is not upheld",
        "A report of one of your records on {commons} is not upheld by {decider}: nothing is taken down.",
        *(REASONS, "{link}"),
    ),
    MailKind.RECORD_RETURNED: (
        "One of your records is a draft again",
        "After a report of one of your records on {commons}, changes are asked for by {decider}: it is a draft again.",
        "They are explained here; the record can be published again once it says something else:",
        *("{link}", APPEAL),
    ),
    MailKind.RECORD_TO_REVISE: (
        "One of your records needs changes",
        (
            "After a report of one of your records on {commons}, changes are asked for by {decider}. The record is not "
            "taken down."
        ),
        *(REASONS, "{link}"),
    ),
    MailKind.FIELD_ERASED: (
        "A field of one of your records is erased",
        (
            "A report of personal data in one of your records on {commons} is upheld by {decider}: what the field said "
            "is erased for good. The record stays, and you can write something else there."
        ),
        *("The case is here:", "{link}"),
    ),
    MailKind.RECORD_CORRECTED: (
        "One of your records is corrected",
        "A correction that somebody suggested of one of your records on {commons} is accepted by {decider}.",
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.RECORD_UNCHANGED: (
        "A suggested correction is not made",
        (
            "A correction that somebody suggested of one of your records on {commons} is not made: it is not accepted "
            "by {decider}, or the record has changed since."
        ),
        *(REASONS, "{link}"),
    ),
    MailKind.RECORD_HINDERED: (
        "A decision about one of your records",
        (
            "A request about one of your records on {commons} is accepted by {decider}, but what was decided cannot "
            "be carried out, or not all of it."
        ),
        *("What stands in its way is here:", "{link}", APPEAL),
    ),
    MailKind.RECORD_NOT_RESTORED: (
        "An appeal about one of your records",
        (
            "On appeal, a request about one of your records on {commons} is not accepted by {decider}. But what was "
            "done before cannot be undone, or not all of it: the record has changed since, or another decision stands "
            "against it."
        ),
        *("What stands in its way is here:", "{link}"),
    ),
    MailKind.CASE_APPEALED: (
        "There is an appeal in a case that concerns you",
        "A decision that concerns you on {commons} is appealed against: it will be judged once more.",
        "The reasons given are here:",
        "{link}",
    ),
    MailKind.CLAIM_DECIDED: (
        "A decision about who acts for an authority",
        (
            "You declared to act for an authority on {commons}, and so did another person. It is decided by {decider} "
            "who may."
        ),
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.CASE_ESCALATED: (
        "A case to decide",
        "The deadline of a case has passed, and the networks’ votes have not decided it: the decision is yours.",
        "The case is here:",
        "{link}",
    ),
}
