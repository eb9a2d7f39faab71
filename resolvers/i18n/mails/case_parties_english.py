"""Mails about review cases in English, to whose record it is, to the other side of an appeal, and to the stewards."""

from resolvers.i18n.mails.case_openers_english import APPEAL, REASONS
from resolvers.i18n.mails.kinds import MailKind

CASE_PARTY_MAILS = {
    MailKind.RECORD_SUGGESTED: (
        "A correction of one of your records is proposed",
        "Somebody proposes to correct one of your records on {commons}. You can accept or reject the correction here:",
        "{link}",
        "If you have not answered by the deadline of the case, the partner networks will decide.",
    ),
    MailKind.RECORD_REPORTED: (
        "One of your records is reported",
        "Somebody has reported one of your records on {commons}. The partner networks are reviewing the report.",
        "You can read the report here, and correct the record in the meantime:",
        "{link}",
    ),
    MailKind.FIELD_REPORTED: (
        "A field of one of your records is hidden",
        (
            "Somebody has reported personal data in one of your records on {commons}. The partner networks are "
            "reviewing the report."
        ),
        "Until they decide, the field is hidden and cannot be changed. The case is here:",
        "{link}",
    ),
    MailKind.DUPLICATE_REPORTED: (
        "One of your records may be a duplicate",
        (
            "Somebody has reported that one of your records on {commons} is a duplicate of another one. The partner "
            "networks will decide whether it is taken down."
        ),
        "Both records are here:",
        "{link}",
    ),
    MailKind.REQUEST_WITHDRAWN: (
        "A request about one of your records was withdrawn",
        (
            "A report of one of your records on {commons}, or a suggested correction of it, was withdrawn by the "
            "person who made it: there is nothing left to decide."
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
        "A report of one of your records on {commons} is not upheld by {decider}: the record stays published.",
        *(REASONS, "{link}"),
    ),
    MailKind.RECORD_RETURNED: (
        "One of your records is a draft again",
        "After a report of one of your records on {commons}, changes are asked for by {decider}: it is a draft again.",
        "They are explained here; you can publish the record again once you have changed it:",
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
            "A report of personal data in one of your records on {commons} is upheld by {decider}: the content of "
            "the field has been erased for good. The record stays, and you can fill in the field again."
        ),
        *("The case is here:", "{link}"),
    ),
    MailKind.RECORD_CORRECTED: (
        "One of your records is corrected",
        "A suggested correction of one of your records on {commons} is accepted by {decider}, and has been made.",
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.RECORD_UNCHANGED: (
        "A suggested correction is not made",
        (
            "A suggested correction of one of your records on {commons} has not been made: it is not accepted by "
            "{decider}, or the record has changed since."
        ),
        *(REASONS, "{link}"),
    ),
    MailKind.RECORD_HINDERED: (
        "A decision about one of your records",
        (
            "A request about one of your records on {commons} is accepted by {decider}, but the decision cannot be "
            "carried out, or only in part."
        ),
        *("The obstacle is explained here:", "{link}", APPEAL),
    ),
    MailKind.RECORD_NOT_RESTORED: (
        "An appeal about one of your records",
        (
            "On appeal, a request about one of your records on {commons} is not accepted by {decider}. But the first"
            " decision cannot be reversed, or only in part: the record has changed since, or another decision "
            "prevents it."
        ),
        *("The obstacle is explained here:", "{link}"),
    ),
    MailKind.CASE_APPEALED: (
        "There is an appeal in a case that concerns you",
        "Somebody has appealed against a decision that concerns you on {commons}: there will be a second decision.",
        "The reasons given are here:",
        "{link}",
    ),
    MailKind.CLAIM_DECIDED: (
        "A decision about who acts for an authority",
        (
            "You claimed to act for an authority on {commons}, and so did another person. The claims were decided by"
            " {decider}."
        ),
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.CASE_ESCALATED: (
        "A case to decide",
        "The deadline of a case has passed without a decision of the networks: you have to decide it.",
        "The case is here:",
        "{link}",
    ),
}
