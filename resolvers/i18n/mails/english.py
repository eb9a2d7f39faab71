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
        "If that was you, open this link and give the password that you chose, or choose another:",
        "{link}",
        "It works once, for {lifetime}.",
        "If you asked for nothing, ignore this message: without confirmation, the account cannot be used.",
    ),
    MailKind.RESET_PASSWORD: (
        "Choose a new password",
        "Somebody asked for a new password for your account. To choose it, open this link:",
        "{link}",
        "It works once, for {lifetime}. Do not pass it on to anybody.",
        "If you asked for nothing, ignore this message: your password stays as it is.",
    ),
    MailKind.PASSWORD_CHANGED: (
        "Your password has changed",
        "The password of your account has just changed. If that was you, all is well.",
        "If not, take your account back at once by asking for a new password:",
        "{link}",
    ),
    MailKind.ALREADY_REGISTERED: (
        "You already have an account",
        "Somebody gave your address for an account, but you already have one.",
        "If that was you, sign in, or choose a new password by this link:",
        "{link}",
        "It works once, for {lifetime}.",
        "If not, ignore this message: nothing has changed, and nobody has learnt that you have an account.",
    ),
    MailKind.CHANGE_EMAIL: (
        "Another address for your account?",
        "Somebody who knows your password asks that your account on {commons} have another address.",
        "If that was you, agree by opening this link; the new mailbox gets one of its own:",
        "{link}",
        "It works once, for {lifetime}.",
        "If not, do not open it, and choose another password at once: somebody knows yours.",
    ),
    MailKind.NEW_EMAIL: (
        "Confirm your new address",
        "This address was given as the new one of an account on {commons}.",
        "If that was you, sign in to that account, then agree by opening this link; the present mailbox gets its own:",
        "{link}",
        "It works once, for {lifetime}. If you asked for nothing, ignore this message.",
    ),
    MailKind.EMAIL_CHANGED: (
        "The address of your account has changed",
        "Your account on {commons} has another address, as both mailboxes have agreed. Sign in with the new one.",
    ),
    MailKind.INVITATION: (
        "Invitation to join the space “{space}”",
        "Somebody who administers the space “{space}” on {commons} invites you to join it.",
        "There you will be able to {role}.",
        "To accept it, open this link:",
        "{link}",
        "It works once, for {lifetime}. If this invitation means nothing to you, ignore this message.",
    ),
    MailKind.CLAIM_AUTHORITY: (
        "Who acts for “{authority}”?",
        "A person declares to act for “{authority}” on {commons}.",
        "We are writing to your official address to learn whether this is so.",
        "This link shows who it is, and asks you whether this person does act for you:",
        "{link}",
        "It works once, for {lifetime}. Do not pass it on to anybody: whoever has it can confirm.",
        "As long as nothing is confirmed, this person can publish nothing in your name.",
    ),
    MailKind.CLAIM_CONTESTED: (
        "Another person declares to act for “{authority}”",
        "You act for “{authority}”, or have declared to. Another person declares the same.",
        "It must be established who may. This declaration and what you can do are here:",
        "{link}",
    ),
    MailKind.CLAIM_TO_SETTLE: (
        "A case to settle: who acts for “{authority}”?",
        "A person declares to act for “{authority}”, although another does, or has declared to.",
        "It is for a guarantor network or for you to establish who may. The declaration is here:",
        "{link}",
    ),
    MailKind.CLAIM_CONFIRMED: (
        "You act for “{authority}”",
        "It is confirmed that you act for “{authority}”: your space is verified and can publish.",
    ),
    MailKind.CLAIM_REFUSED: (
        "Your claim on “{authority}” is refused",
        "You declared to act for “{authority}”. This claim is refused.",
        "The reason given: {reason}",
    ),
    MailKind.CLAIM_LOST: (
        "Your claim on “{authority}” was not upheld",
        "Several people declared to act for “{authority}”. The case is settled, and yours was not upheld.",
        "You have no role, or no longer one, in the space of “{authority}”.",
    ),
    MailKind.CLAIM_UNCONTESTED: (
        "Nobody contests your claim on “{authority}” any more",
        "You declared to act for “{authority}”, and so did somebody else, whose claim has come to nothing.",
        (
            "Yours can now be confirmed: by a link that you have sent to the authority’s official mailbox, or by a "
            "guarantor network. It is here:"
        ),
        "{link}",
    ),
    MailKind.SPACE_VACATED: (
        "You no longer have a role in the space of “{authority}”",
        "You worked in the space of “{authority}”. It rested on a claim that has come to nothing.",
        "Nobody has a role there any more, and what was deposited there is put away.",
        "If you act for this authority, you can declare it yourself, or be invited by who is confirmed to.",
    ),
    MailKind.SIREN_RELEASED: (
        "One of your records has no SIREN any more",
        "The SIREN of one of your records on {commons} is that of “{authority}” in the official register.",
        "Now that it is confirmed who acts for that authority, its own record has the SIREN, and yours has none:",
        "{link}",
        "If it is to have one, give it that of the body that it is about.",
    ),
    MailKind.SIREN_GIVEN_BACK: (
        "One of your records has its SIREN again",
        "It is not confirmed any more who acts for “{authority}”.",
        "Your record on {commons} says the SIREN again that had been taken from it:",
        "{link}",
    ),
    MailKind.ADMIN_APPOINTED: (
        "A steward has appointed who administers the space “{space}”",
        (
            "A steward of {commons} has appointed a person to administer the space “{space}”, since nobody has done so "
            "for long."
        ),
        "The reason given: {reason}",
        "Who administers the space, you among them, is here:",
        "{link}",
    ),
    MailKind.APPROVED_WAITS: (
        "What you submitted will be published once your space is confirmed",
        "What you submitted on {commons} is accepted.",
        (
            "It will be published as soon as it is confirmed that you act for the authority of your space: until then, "
            "nothing is published in its name."
        ),
        "The decision is here:",
        "{link}",
    ),
    MailKind.APPROVED_RETURNED: (
        "What you submitted is a draft again",
        (
            "What you submitted on {commons} was accepted, and waited for your space to be confirmed. Your space is "
            "confirmed now, but another decision has been made about the record since, or another record stands "
            "against it, such as one with its code: it cannot be published as it is, and is a draft again."
        ),
        "The case is here; you can correct the record and submit it again:",
        "{link}",
    ),
    MailKind.TOKEN_EXPIRES: (
        "The token {token} expires soon",
        "The token {token} expires in {left}. The programs that use it will then have no access any more.",
        "If it is still in use, renew it before then:",
        "{link}",
    ),
    MailKind.TOKENS_STOPPED: (
        "Tokens of “{network}” need somebody who answers for them",
        "A person who gave tokens of “{network}” has left its space, or may do less there: {tokens}.",
        "A token does at most what the person may do who answers for it. Programs may have stopped for that reason.",
        "If one of them is still to work, take it over; if that person may know its secret, give it another one:",
        "{link}",
    ),
    MailKind.TOKEN_TAKEN_OVER: (
        "Somebody else answers for the token {token}",
        "You gave the token {token}. Another person who administers the network answers for it from now on.",
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
        "Your account will be erased once another person administers that space, and not before {erased_on}.",
        "To keep your account, or to give that role to somebody else, sign in:",
        "{link}",
    ),
    MailKind.SPACE_SLEEPS: (
        "Does nobody administer the space “{space}” any more?",
        "The only person who administers the space “{space}” has not used their account for a long time.",
        "Others work there. The account is kept until one of them has that role.",
        "Ask them who can have it, and give it to that person:",
        "{link}",
    ),
    MailKind.ACCOUNT_ERASED: (
        "Your account is erased",
        "Your account and the personal data in it are erased.",
        "What you have published in the name of a space stays there, without your name.",
        "This is the last message that you get from us about it. Thank you for taking part!",
    ),
}

ENGLISH = MailLanguage(
    greeting="Hello {name},",
    plain_greeting="Hello,",
    unnamed="(no name)",
    closing="This message was sent to you automatically by {commons}.",
    texts=CASE_OPENER_MAILS | CASE_PARTY_MAILS | TEXTS,
    roles={
        SpaceRole.ADMIN: "do everything, and decide who may do what",
        SpaceRole.EDITOR: "deposit, change and publish content",
        SpaceRole.MEMBER: "see what is not public yet",
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
