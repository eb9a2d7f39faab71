"""Mails about review cases in English, to who asked."""

from resolvers.i18n.mails.kinds import MailKind

REASONS = "The case and the reasons are here:"
APPEAL = "You can appeal against this until {appeal_until}."

CASE_OPENER_MAILS = {
    MailKind.SUBMISSION_APPROVED: (
        "Your record is published",
        "The record that you submitted on {commons} is accepted by {decider}: it is published.",
        *(REASONS, "{link}"),
    ),
    MailKind.SUBMISSION_REJECTED: (
        "Your record is not published",
        "The record that you submitted on {commons} is not accepted by {decider}: it is a draft again.",
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.SUBMISSION_RETURNED: (
        "Your record needs changes",
        "The record that you submitted on {commons} is a draft again: changes are asked for by {decider}.",
        "They are explained here; you can then submit the record again:",
        *("{link}", APPEAL),
    ),
    MailKind.CHANGE_APPROVED: (
        "Your change is accepted",
        "The change that you proposed on {commons} is accepted by {decider}, and has been made.",
        *(REASONS, "{link}"),
    ),
    MailKind.CHANGE_REJECTED: (
        "Your change is not accepted",
        "The change that you proposed on {commons} is not accepted by {decider}: the record has not changed.",
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.CHANGE_RETURNED: (
        "Your change needs another look",
        (
            "The change that you proposed on {commons} is not made as it is: some points need changing according to "
            "{decider}, or the record has changed since."
        ),
        "The case is here; you can propose another change:",
        *("{link}", APPEAL),
    ),
    MailKind.REPORT_UPHELD: (
        "Your report is upheld",
        "Your report on {commons} is upheld by {decider}: the record is no longer published.",
        *(REASONS, "{link}"),
    ),
    MailKind.FIELD_UPHELD: (
        "What you reported is erased",
        (
            "You reported personal data on {commons}. Your report is upheld by {decider}: the content of the field "
            "has been erased for good."
        ),
        *("The case is here:", "{link}"),
    ),
    MailKind.REPORT_REJECTED: (
        "Your report is not upheld",
        "Your report on {commons} is not upheld by {decider}: the record stays published.",
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.REPORT_RETURNED: (
        "The record that you reported needs changes",
        (
            "After your report on {commons}, changes are asked for by {decider}, of the space that published the "
            "record. You need not do anything."
        ),
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.SUGGESTION_APPROVED: (
        "Your suggestion is accepted",
        "The correction that you suggested on {commons} is accepted by {decider}.",
        "You can see the record and the decision here:",
        "{link}",
    ),
    MailKind.SUGGESTION_REJECTED: (
        "Your suggestion is not accepted",
        "The correction that you suggested on {commons} is not accepted by {decider}: the record is not corrected.",
        *(REASONS, "{link}", APPEAL),
    ),
    MailKind.SUGGESTION_RETURNED: (
        "Your suggestion needs another look",
        (
            "The correction that you suggested on {commons} is not made as it is: some points need changing according "
            "to {decider}, or the record has changed since."
        ),
        "The case is here; you can suggest another correction:",
        *("{link}", APPEAL),
    ),
    MailKind.CASE_CLOSED: (
        "Your request no longer needs a decision",
        (
            "The record in your request on {commons}, or the record to be kept, is no longer public, or belongs to "
            "another space."
        ),
        "The case is closed without a decision:",
        "{link}",
    ),
    MailKind.CASE_HINDERED: (
        "Your request is accepted, but could not be carried out",
        "Your request on {commons} is accepted by {decider}.",
        "The record has changed in the meantime: the decision cannot be carried out, or only in part.",
        *("The obstacle is explained here:", "{link}"),
    ),
}
