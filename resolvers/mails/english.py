"""Mails in English."""

from datetime import date

from models import SpaceRole
from resolvers.mails.kind import Kind
from resolvers.mails.language import Language

MONTHS = "January February March April May June July August September October November December"


def day(moment: date) -> str:
    """`1 March 2027`."""
    return f"{moment.day} {MONTHS.split()[moment.month - 1]} {moment.year}"


TEXTS = {
    Kind.CONFIRM_EMAIL: (
        "Confirm your address",
        "This address was given to open an account on {commons}.",
        "If that was you, confirm it by opening this link:",
        "{link}",
        "It works once, for {lifetime}.",
        "If you asked for nothing, ignore this message: without confirmation, the account cannot be used.",
    ),
    Kind.RESET_PASSWORD: (
        "Choose a new password",
        "Somebody asked for a new password for your account. To choose it, open this link:",
        "{link}",
        "It works once, for {lifetime}. Do not pass it on to anybody.",
        "If you asked for nothing, ignore this message: your password stays as it is.",
    ),
    Kind.PASSWORD_CHANGED: (
        "Your password has changed",
        "The password of your account has just changed. If that was you, all is well.",
        "If not, take your account back at once by asking for a new password:",
        "{link}",
    ),
    Kind.ALREADY_REGISTERED: (
        "You already have an account",
        "Somebody wanted to open an account with your address, but you already have one.",
        "If that was you, sign in or ask for a new password:",
        "{link}",
        "If not, ignore this message: nothing has changed, and nobody has learnt that you have an account.",
    ),
    Kind.INVITATION: (
        "Invitation to join the space “{space}”",
        "You have an invitation to join the space “{space}” on {commons}, sent by {inviter}.",
        "There you will be able to {role}.",
        "To accept it, open this link:",
        "{link}",
        "It works once, for {lifetime}. If this invitation means nothing to you, ignore this message.",
    ),
    Kind.CLAIM_AUTHORITY: (
        "Who acts for “{authority}”?",
        "A person declares to act for “{authority}” on {commons}: {claimant} ({email}).",
        "We are writing to your official address to learn whether this is so.",
        "If this person does act for you, confirm it by opening this link:",
        "{link}",
        "It works once, for {lifetime}.",
        "If not, do not open it and do not pass it on to anybody.",
        "As long as nothing is confirmed, this person can publish nothing in your name.",
    ),
    Kind.CLAIM_CONTESTED: (
        "Another person declares to act for “{authority}”",
        "You act for “{authority}”, or have declared to. Another person declares the same.",
        "It must be established who may. This declaration and what you can do are here:",
        "{link}",
    ),
    Kind.CLAIM_TO_SETTLE: (
        "A case to settle: who acts for “{authority}”?",
        "A person declares to act for “{authority}”, although another does, or has declared to.",
        "It is for a guarantor network or for you to establish who may. The declaration is here:",
        "{link}",
    ),
    Kind.CLAIM_CONFIRMED: (
        "You act for “{authority}”",
        "It is confirmed that you act for “{authority}”: your space is verified and can publish.",
    ),
    Kind.CLAIM_REFUSED: (
        "Your claim on “{authority}” is refused",
        "You declared to act for “{authority}”. This claim is refused.",
        "The reason given: {reason}",
    ),
    Kind.CLAIM_LOST: (
        "Your claim on “{authority}” was not upheld",
        "Several people declared to act for “{authority}”. The case is settled, and yours was not upheld.",
        "You have no role, or no longer one, in the space of “{authority}”.",
    ),
    Kind.CASE_APPROVED: (
        "What you asked for is accepted",
        "The partner networks of {commons} have reviewed what you asked for, and accepted it.",
        "Their reasons are here:",
        "{link}",
    ),
    Kind.CASE_REJECTED: (
        "What you asked for is not accepted",
        "The partner networks of {commons} have reviewed what you asked for, and have not accepted it.",
        "Their reasons are here, and how to appeal:",
        "{link}",
    ),
    Kind.CHANGES_REQUESTED: (
        "You are asked for changes",
        "The partner networks of {commons} have reviewed what you asked for, and suggest that you revise some points.",
        "They are explained here; you can then submit the record again:",
        "{link}",
    ),
    Kind.RECORD_SUGGESTED: (
        "A correction of one of your records is proposed",
        "Somebody proposes to correct one of your records on {commons}. It is for you to accept that, or not:",
        "{link}",
        "If you have not answered by the deadline of the case, the partner networks will decide.",
    ),
    Kind.RECORD_REPORTED: (
        "One of your records is reported",
        "Somebody reports one of your records on {commons}. The partner networks are looking into it.",
        "What it is about is here; you can correct the record meanwhile:",
        "{link}",
    ),
    Kind.RECORD_DECIDED: (
        "A decision about one of your records",
        "The partner networks of {commons} have looked into a question about one of your records, and decided.",
        "Their reasons are here, and how to appeal:",
        "{link}",
    ),
    Kind.CASE_ESCALATED: (
        "A case to decide",
        "The deadline of a case has passed, and the networks’ votes have not decided it: the decision is yours.",
        "The case is here:",
        "{link}",
    ),
    Kind.TOKEN_EXPIRES: (
        "The token “{token}” expires soon",
        "The token “{token}” expires in {left}. The programs that use it will then have no access any more.",
        "If it is still in use, renew it before then:",
        "{link}",
    ),
    Kind.ACCOUNT_SLEEPS: (
        "Your account will be erased on {erased_on}",
        "You have not used your account for a long time: it will be erased on {erased_on}.",
        "We keep no personal data that is no longer of use.",
        "To keep your account, all you need to do is sign in before that date:",
        "{link}",
        "If you no longer need it, you need not do anything.",
    ),
    Kind.ADMIN_SLEEPS: (
        "You alone administer the space “{space}”",
        "You have not used your account for a long time, and nobody else administers the space “{space}”.",
        "Your account will be erased once another person administers that space, and not before {erased_on}.",
        "To keep your account, or to give that role to somebody else, sign in:",
        "{link}",
    ),
    Kind.SPACE_SLEEPS: (
        "Does nobody administer the space “{space}” any more?",
        "The only person who administers the space “{space}” has not used their account for a long time.",
        "Others work there. The account is kept until one of them has that role.",
        "Ask them who can have it, and give it to that person:",
        "{link}",
    ),
    Kind.ACCOUNT_ERASED: (
        "Your account is erased",
        "Your account and the personal data in it are erased.",
        "What you have published in the name of a space stays there, without your name.",
        "This is the last message that you get from us about it. Thank you for taking part!",
    ),
}

ENGLISH = Language(
    greeting="Hello {name},",
    plain_greeting="Hello,",
    unnamed="(no name)",
    closing="This message was sent to you automatically by {commons}.",
    texts=TEXTS,
    roles={
        SpaceRole.ADMIN: "do everything, and decide who may do what",
        SpaceRole.EDITOR: "deposit, change and publish content",
        SpaceRole.MEMBER: "see what is not public yet",
    },
    units={"day": ("day", "days"), "hour": ("hour", "hours"), "minute": ("minute", "minutes")},
    day=day,
)
