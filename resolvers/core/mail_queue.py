"""The queue of mails: put there with what they tell of, claimed by one sender at a time, then settled.

A mail is claimed before it is sent and settled after: one whose sender stops in between is claimed again when the lease
has run out. It may be sent twice so, and is never lost.
"""

import re
from datetime import datetime, timedelta
from typing import Any

from loaders.queries.mails import due_mails
from loaders.sql.statement import Row
from loaders.tables import MAIL
from loaders.unit_of_work import UnitOfWork
from models import ids
from resolvers.i18n.mails.compose import ComposedMail, single_line

AT_ONCE = 5
"""Mails that a sender claims together."""
LEASE = timedelta(minutes=5)
"""The time for which a claimed mail is reserved; longer than any delivery."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 8 * 60, 24 * 60))
"""The pauses after each try that met a temporary error; after one more try the mail is given up."""

EMPTY = {"recipient": "", "subject": "", "body": ""}
"""The columns that are emptied once a mail is sent or given up: the recipient is then no longer needed."""
ANSWER = re.compile(r"\d{3}( \d\.\d{1,3}\.\d{1,3})?\b")
"""The codes of a server's answer (RFC 3463); the words after them may name the recipient."""
SENT = ("id", "recipient", "subject", "body", "created_at", "tries")
"""The columns that a sender reads; `tries` are the earlier ones."""


async def enqueue_mails(work: UnitOfWork, now: datetime, *mails: tuple[str, ComposedMail]) -> None:
    """Queue mails, to be sent once this unit of work is committed: one statement for all of them."""
    rows = [
        {
            "id": ids.new("mail"),
            "recipient": recipient,
            "subject": composed.subject,
            "body": composed.body,
            "created_at": now,
            "next_try_at": now,
        }
        for recipient, composed in mails
    ]
    await work.insert(MAIL, rows)


async def claim_due_mails(work: UnitOfWork, now: datetime) -> list[Row]:
    """The next mails that are due, at most AT_ONCE, with the columns SENT: the caller's alone until the lease ends.

    The try is counted here, so that one under which the whole process falls counts too.
    """
    mails = await due_mails(work, now, SENT, AT_ONCE)
    for mail in mails:
        await work.update(MAIL, {"id": mail.id}, {"tries": mail.tries + 1, "next_try_at": now + LEASE})
    return mails


async def mark_sent(work: UnitOfWork, mail: Row, now: datetime) -> None:
    """Write down that a claimed mail was handed over; to whom and what it said goes."""
    values = {**EMPTY, "sent_at": now, "next_try_at": None, "failure": None}
    await work.update(MAIL, {"id": mail.id, "sent_at": None}, values)


async def mark_failed(work: UnitOfWork, mail: Row, now: datetime, reason: str, *, permanent: bool) -> None:
    """Write down what a claimed mail met; given up when that is permanent or was the last try, and then emptied.

    Changes nothing where another sender has claimed or sent the mail meanwhile, because the lease ran out.
    """
    tries = mail.tries + 1
    if not permanent and tries <= len(PAUSES):
        values: dict[str, Any] = {"failure": single_line(reason), "next_try_at": now + PAUSES[tries - 1]}
    else:
        code = ANSWER.match(reason)
        values = {**EMPTY, "failure": code[0] if code else None, "next_try_at": None}
    await work.update(MAIL, {"id": mail.id, "tries": tries, "sent_at": None}, values)
