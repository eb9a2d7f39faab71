"""The mails that there are, and the values that each of them takes."""

from enum import Enum


class Kind(Enum):
    """What a mail tells: for whom it is, and the names of its values.

    All of them take `commons` (which one writes) and may take `name` (how the person wants to be addressed).
    """

    CONFIRM_EMAIL = "To an address just given: link, lifetime."
    RESET_PASSWORD = "To who forgot a password: link, lifetime."  # noqa: S105 - the name of a mail
    PASSWORD_CHANGED = "To who has another password now: link, to undo it."  # noqa: S105 - the same
    ALREADY_REGISTERED = "To an account whose address was given as a new one: link, to sign in."
    INVITATION = "To a colleague: inviter, space, role (SpaceRole), link, lifetime."
    CLAIM_AUTHORITY = "To an official mailbox: claimant, email, authority, link, lifetime."
    CLAIM_CONTESTED = "To each who acts for an authority, or claims to: authority, link to the claim."
    CLAIM_TO_SETTLE = "To stewards, of the same: authority, link to the claim."
    CLAIM_CONFIRMED = "To who made a claim that is good: authority."
    CLAIM_REFUSED = "To who made a claim that is not: authority, reason."
    CLAIM_LOST = "To who made one of several claims, and it was not upheld: authority."
    CASE_APPROVED = "To who asked the partners for something that they agree to: link to the case."
    CASE_REJECTED = "To who asked for something that they do not agree to: link to the case."
    CHANGES_REQUESTED = "To who handed something in that they want changed: link to the case."
    RECORD_SUGGESTED = "To who edits a record of which somebody proposes other content: link to the case."
    RECORD_REPORTED = "To who edits a record that somebody reports: link to the case."
    RECORD_DECIDED = "To who edits a record that the partners have decided about, unasked by them: link to the case."
    CASE_ESCALATED = "To stewards, of a case that the votes have not decided: link to it."
    TOKEN_EXPIRES = "To who keeps a token: token (how it is called), left, link to renew it."  # noqa: S105 - the same
    ACCOUNT_SLEEPS = "To who has not been here for long: erased_on (a date), link to sign in."
    ADMIN_SLEEPS = "To the same, who alone administers a space: space, erased_on, link to hand it on."
    SPACE_SLEEPS = "To stewards, of the same: space, link to it."
    ACCOUNT_ERASED = "To the address that the account had: nothing else."
