"""Mails in English."""

from datetime import date

from models import SpaceRole
from resolvers.i18n.mails.case_openers_english import CASE_OPENER_MAILS
from resolvers.i18n.mails.case_parties_english import CASE_PARTY_MAILS
from resolvers.i18n.mails.decider import Decider
from resolvers.i18n.mails.kinds import MailKind
from resolvers.i18n.mails.language import MailLanguage

MONTHS = "January February March April May June July August September October November December"


def day(moment: date) -> str:
    """`1 March 2027`."""
    return f"{moment.day} {MONTHS.split()[moment.month - 1]} {moment.year}"


TEXTS = {
    MailKind.CONFIRM_EMAIL: (
        "Confirm your address",
        "This address was given to open an account on {commons}.",
        "If that was you, open this link and enter the password that you chose, or choose another one:",
        "{link}",
        "The link works once, for {lifetime}.",
        "If you did not request this, ignore this message: without confirmation, the account cannot be used.",
    ),
    MailKind.RESET_PASSWORD: (
        "Choose a new password",
        "Somebody asked for a new password for your account. To choose it, open this link:",
        "{link}",
        "The link works once, for {lifetime}. Do not forward it to anybody.",
        "If you did not request this, ignore this message: your password has not changed.",
    ),
    MailKind.PASSWORD_CHANGED: (
        "Your password has changed",
        "The password of your account has just changed. If that was you, all is well.",
        "If not, secure your account at once by requesting a new password:",
        "{link}",
    ),
    MailKind.ALREADY_REGISTERED: (
        "You already have an account",
        "Somebody tried to open an account with your address, but you already have one.",
        "If that was you, sign in, or choose a new password with this link:",
        "{link}",
        "The link works once, for {lifetime}.",
        "If not, ignore this message: nothing has changed, and nobody has learnt that you have an account.",
    ),
    MailKind.CHANGE_EMAIL: (
        "Another address for your account?",
        "Somebody who knows your password has asked to change the address of your account on {commons}.",
        "If that was you, confirm the change by opening this link; another link is sent to the new address:",
        "{link}",
        "The link works once, for {lifetime}.",
        "If not, do not open the link, and change your password at once: somebody knows it.",
    ),
    MailKind.NEW_EMAIL: (
        "Confirm your new address",
        "This address was given as the new one of an account on {commons}.",
        "If that was you, sign in to that account, then open this link; another link is sent to the current address:",
        "{link}",
        "The link works once, for {lifetime}. If you did not request this, ignore this message.",
    ),
    MailKind.EMAIL_CHANGED: (
        "The address of your account has changed",
        (
            "The address of your account on {commons} was changed, and confirmed from both addresses. Sign in with "
            "the new one."
        ),
    ),
    MailKind.INVITATION: (
        "Invitation to join the space “{space}”",
        "Somebody who administers the space “{space}” on {commons} invites you to join it.",
        "There you will be able to {role}.",
        "To accept the invitation, open this link:",
        "{link}",
        "The link works once, for {lifetime}. If you do not recognise this invitation, ignore this message.",
    ),
    MailKind.CLAIM_AUTHORITY: (
        "Who acts for “{authority}”?",
        "A person claims to act for “{authority}” on {commons}.",
        "We are writing to your official address to verify this claim.",
        "This link shows who the person is, and asks you to confirm that they act for you:",
        "{link}",
        "The link works once, for {lifetime}. Do not forward it to anybody: any person who has it can confirm.",
        "Until you confirm, this person cannot publish anything in your name.",
    ),
    MailKind.CLAIM_CONTESTED: (
        "Another person claims to act for “{authority}”",
        "You act for “{authority}”, or have claimed to. Another person makes the same claim.",
        "The claims must now be decided. You can read this claim, and see what you can do, here:",
        "{link}",
    ),
    MailKind.CLAIM_TO_SETTLE: (
        "A case to settle: who acts for “{authority}”?",
        "A person claims to act for “{authority}”, although another person already does, or has claimed to.",
        "A guarantor network or you must decide between them. The claim is here:",
        "{link}",
    ),
    MailKind.CLAIM_CONFIRMED: (
        "You act for “{authority}”",
        "Your claim to act for “{authority}” is confirmed: your space is verified and can publish.",
    ),
    MailKind.CLAIM_REFUSED: (
        "Your claim on “{authority}” is refused",
        "You claimed to act for “{authority}”. This claim was refused.",
        "The reason given: {reason}",
    ),
    MailKind.CLAIM_LOST: (
        "Your claim on “{authority}” was not upheld",
        "Several people claimed to act for “{authority}”. The case is decided, and your claim was not upheld.",
        "You have no role in the space of “{authority}”, or no longer have one.",
    ),
    MailKind.CLAIM_UNCONTESTED: (
        "Nobody contests your claim on “{authority}” any more",
        (
            "You claimed to act for “{authority}”. Another person made the same claim, which has been refused or "
            "withdrawn."
        ),
        (
            "Your claim can now be confirmed: by a link that you have sent to the authority’s official address, or "
            "by a guarantor network. Your claim is here:"
        ),
        "{link}",
    ),
    MailKind.SPACE_VACATED: (
        "You no longer have a role in the space of “{authority}”",
        "You worked in the space of “{authority}”. The space depended on a claim that was refused or withdrawn.",
        "Nobody has a role there any more, and its content has been archived.",
        (
            "If you act for this authority, you can make a claim yourself, or be invited by the person whose claim "
            "is confirmed."
        ),
    ),
    MailKind.SIREN_RELEASED: (
        "One of your records has no SIREN any more",
        "The SIREN of one of your records on {commons} is that of “{authority}” in the official register.",
        "The claim on that authority has been confirmed, so that its own record now has the SIREN, and yours has none:",
        "{link}",
        "If your record is about another organisation, enter the SIREN of that organisation.",
    ),
    MailKind.SIREN_GIVEN_BACK: (
        "One of your records has its SIREN again",
        "The claim on “{authority}” is no longer confirmed.",
        "Your record on {commons} has its SIREN again, which had been given to the authority’s record:",
        "{link}",
    ),
    MailKind.ADMIN_APPOINTED: (
        "A steward has appointed an administrator of the space “{space}”",
        (
            "A steward of {commons} has appointed an administrator of the space “{space}”, which had no active "
            "administrator for a long time."
        ),
        "The reason given: {reason}",
        "The administrators of the space, of whom you are one, are listed here:",
        "{link}",
    ),
    MailKind.APPROVED_WAITS: (
        "What you submitted will be published once your space is confirmed",
        "What you submitted on {commons} is accepted.",
        (
            "It will be published as soon as your claim to act for the authority is confirmed: until then, nothing "
            "is published in its name."
        ),
        "The decision is here:",
        "{link}",
    ),
    MailKind.APPROVED_RETURNED: (
        "What you submitted is a draft again",
        (
            "What you submitted on {commons} was accepted, and waited for your space to be verified. Your space is "
            "verified now, but the record cannot be published as it is, and is a draft again: another decision has "
            "been made about it since, or another published record has, for instance, the same code."
        ),
        "The case is here; you can correct the record and submit it again:",
        "{link}",
    ),
    MailKind.TOKEN_EXPIRES: (
        "The token {token} expires soon",
        "The token {token} expires in {left}. Programs that use it will then lose their access.",
        "If the token is still in use, renew it before then:",
        "{link}",
    ),
    MailKind.TOKENS_STOPPED: (
        "Tokens of “{network}” need a responsible person",
        (
            "A person who is responsible for tokens of “{network}” has left its space, or has fewer rights there: "
            "{tokens}."
        ),
        "A token never has more rights than its responsible person. Programs may have stopped for that reason.",
        "If a token is still needed, take it over; if that person may know its secret, rotate it:",
        "{link}",
    ),
    MailKind.TOKEN_TAKEN_OVER: (
        "Another person is now responsible for the token {token}",
        "You were responsible for the token {token}. Another administrator of the network has taken it over.",
        "You need not do anything.",
    ),
    MailKind.ACCOUNT_SLEEPS: (
        "Your account will be erased on {erased_on}",
        "You have not used your account for a long time: it will be erased on {erased_on}.",
        "We keep no personal data that is no longer of use.",
        "To keep your account, all you need to do is sign in before that date:",
        "{link}",
        "If you no longer need it, you need not do anything.",
    ),
    MailKind.ADMIN_SLEEPS: (
        "You alone administer the space “{space}”",
        "You have not used your account for a long time, and nobody else administers the space “{space}”.",
        "Your account will be erased once another person administers that space, but not before {erased_on}.",
        "To keep your account, or to give that role to somebody else, sign in:",
        "{link}",
    ),
    MailKind.SPACE_SLEEPS: (
        "The space “{space}” has no active administrator",
        "The only person who administers the space “{space}” has not used their account for a long time.",
        "Other people work there. The account is kept until one of them has the role ADMIN.",
        "Ask them who will administer the space, and give the role to that person:",
        "{link}",
    ),
    MailKind.ACCOUNT_ERASED: (
        "Your account is erased",
        "Your account and the personal data in it are erased.",
        "The content that you published in the name of a space stays there, without your name.",
        "This is the last message from us about your account. Thank you for taking part!",
    ),
}

ENGLISH = MailLanguage(
    greeting="Hello {name},",
    plain_greeting="Hello,",
    unnamed="(no name)",
    closing="This message was sent to you automatically by {commons}.",
    texts=CASE_OPENER_MAILS | CASE_PARTY_MAILS | TEXTS,
    roles={
        SpaceRole.ADMIN: "do everything, and manage the members and their roles",
        SpaceRole.EDITOR: "create, change and publish content",
        SpaceRole.MEMBER: "see unpublished content",
    },
    deciders={
        Decider.OWNER: "the space that published the record",
        Decider.PARTNERS: "the partner networks",
        Decider.STEWARDS: "the stewards",
    },
    units={"day": ("day", "days"), "hour": ("hour", "hours"), "minute": ("minute", "minutes")},
    day=day,
    mark="“{characters}” (given on {day})",
)
