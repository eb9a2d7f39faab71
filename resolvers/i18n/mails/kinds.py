"""The mails that there are, the values that each of them takes, and who may have written these."""

from collections.abc import Mapping
from enum import Enum

from resolvers.i18n.mails.names import OfficialName, TokenLabel, TokenLabels


class MailKind(Enum):
    """Kinds of mails, each with its reader and the names of its values.

    All of them take `commons` (which one writes) and may take `name` (how the person wants to be addressed).
    """

    CONFIRM_EMAIL = "To an address just given: link, lifetime."
    RESET_PASSWORD = "To who forgot a password: link, lifetime."  # noqa: S105 - the name of a mail
    PASSWORD_CHANGED = "To who has another password now: link, to undo it."  # noqa: S105 - the same
    ALREADY_REGISTERED = "To an account whose address was given as a new one: link (to choose a password), lifetime."
    CHANGE_EMAIL = "To the present address of an account that is to have another: link, lifetime."
    NEW_EMAIL = "To the address that an account is to have: link, lifetime."
    EMAIL_CHANGED = "To both of them, once both have agreed: nothing else."
    INVITATION = "To a colleague: space, role (SpaceRole), link, lifetime."
    CLAIM_AUTHORITY = "To an official mailbox: authority, link (to who claims it), lifetime."
    CLAIM_CONTESTED = "To each who acts for an authority, or claims to: authority, link to the claim."
    CLAIM_TO_SETTLE = "To stewards, of the same: authority, link to the claim."
    CLAIM_CONFIRMED = "To who made a claim that is good: authority."
    CLAIM_REFUSED = "To who made a claim that is not: authority, reason."
    CLAIM_LOST = "To who made one of several claims, and it was not upheld: authority."
    CLAIM_UNCONTESTED = "To who made a claim that nobody contests any more: authority, link to the claim."
    SPACE_VACATED = "To who worked in an authority's space that rested on a claim which came to nothing: authority."
    ADMIN_APPOINTED = "To each who administers a space in which a steward has appointed one: space, reason, link to it."
    SIREN_RELEASED = "To who edits a record whose SIREN the register says is another's: authority, link to the record."
    SIREN_GIVEN_BACK = "To the same, once nobody is confirmed to act for that other one: authority, link to the record."
    APPROVED_WAITS = "To who handed in, in a space that is not verified, what is approved: link to the case."
    APPROVED_RETURNED = "To the same, once it is, of what cannot be published any more: link to the case."
    SUBMISSION_APPROVED = "To who handed in what is published now: decider, link to the case."
    SUBMISSION_REJECTED = "To who handed in what is not published: decider, link to the case, appeal_until."
    SUBMISSION_RETURNED = "To who handed in what is to be changed first: decider, link to the case, appeal_until."
    CHANGE_APPROVED = "To who proposed a change that is made: decider, link to the case."
    CHANGE_REJECTED = "To who proposed a change that is not made: decider, link to the case, appeal_until."
    CHANGE_RETURNED = "To who proposed a change that cannot be made as it is: decider, link to the case, appeal_until."
    REPORT_UPHELD = "To who reported what is taken down now: decider, link to the case."
    FIELD_UPHELD = "To who reported personal data that is erased now: decider, link to the case."
    REPORT_REJECTED = "To who reported what nothing is wrong with: decider, link to the case, appeal_until."
    REPORT_RETURNED = "To who reported what others are asked to change: decider, link to the case, appeal_until."
    SUGGESTION_APPROVED = "To who suggested what is accepted: decider, link to the case."
    SUGGESTION_REJECTED = "To who suggested what is not accepted: decider, link to the case, appeal_until."
    SUGGESTION_RETURNED = "To who suggested what cannot be made as it is: decider, link to the case, appeal_until."
    RECORD_SUGGESTED = "To who edits a record of which somebody proposes other content: link to the case."
    RECORD_REPORTED = "To who edits a record that somebody reports: link to the case."
    FIELD_REPORTED = "To the same, where a field is hidden until the decision: link to the case."
    DUPLICATE_REPORTED = "To the same, where it is said to be a duplicate: link to the case."
    REQUEST_WITHDRAWN = "To who edits a record of which a report or suggestion is taken back: link to the case."
    RECORD_TAKEN_DOWN = "To who edits a record that is taken down: decider, link to the case, appeal_until."
    RECORD_KEPT = "To who edits a record that was reported, and stays: decider, link to the case."
    RECORD_RETURNED = "To who edits a record that is a draft again after a report: decider, link, appeal_until."
    RECORD_TO_REVISE = "To who edits a record that is to be changed and stays public: decider, link to the case."
    FIELD_ERASED = "To who edits a record of which a field is erased: decider, link to the case."
    RECORD_CORRECTED = "To who edits a record that is corrected as others suggested: decider, link, appeal_until."
    RECORD_UNCHANGED = "To who edits a record that is not corrected as others suggested: decider, link to the case."
    CASE_HINDERED = (
        "To who asked for what is accepted, and cannot be done, or not all of it: decider, link to the case."
    )
    CASE_CLOSED = "To who asked about what is not there any more, or is another's now: link to the case."
    RECORD_HINDERED = "To whose record it is, of the same: decider, link to the case, appeal_until."
    RECORD_NOT_RESTORED = "To the same, of what was undone on appeal, and stays as it is: decider, link to the case."
    CASE_APPEALED = "To a side of a case that another one appealed against: link to the case."
    CLAIM_DECIDED = "To who made a claim, and to whom it is against: decider, link to the case, appeal_until."
    CASE_ESCALATED = "To stewards, of a case that the votes have not decided: link to it."
    TOKEN_EXPIRES = "To who keeps a token: token (its mark), left, link to renew it."  # noqa: S105 - the same
    TOKENS_STOPPED = "To who administers a network: network, tokens (the marks of those that do less), link."
    TOKEN_TAKEN_OVER = "To who gave a token for which another person answers now: token."  # noqa: S105 - the same
    ACCOUNT_SLEEPS = "To who has not been here for long: erased_on (a date), link to sign in."
    ADMIN_SLEEPS = "To the same, who alone administers a space: space, erased_on, link to hand it on."
    SPACE_SLEEPS = "To stewards, of the same: space, link to it."
    ACCOUNT_ERASED = "To the address that the account had: nothing else."


class ValueOrigin(Enum):
    """The author of a value: mails never show words of people whom the reader does not know, only a link to them."""

    COMMONS = "The commons itself, or its operator."
    REGISTRY = "An official list: of territories, or of the partner networks."
    READER = "The reader, who has shown that the address is theirs."
    MARK = "The commons, which has made the token: a name that people gave it is not told."
    DECIDER = "Who decides about what the reader asked for: a guarantor network or a steward. Links are left out."


VALUE_ORIGINS: Mapping[str, ValueOrigin] = {
    **dict.fromkeys(
        ("commons", "link", "lifetime", "left", "erased_on", "role", "decider", "appeal_until"), ValueOrigin.COMMONS
    ),
    **dict.fromkeys(("authority", "space", "network"), ValueOrigin.REGISTRY),
    "name": ValueOrigin.READER,
    **dict.fromkeys(("token", "tokens"), ValueOrigin.MARK),
    "reason": ValueOrigin.DECIDER,
}
"""Origins by the name of a value; a new value must be listed here."""
MAIL_VALUE_TYPES: Mapping[ValueOrigin, tuple[type, ...]] = {
    ValueOrigin.REGISTRY: (OfficialName,),
    ValueOrigin.MARK: (TokenLabel, TokenLabels),
}
"""Types of values by origin; text that somebody wrote has none of them."""
