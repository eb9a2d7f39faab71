"""Accounts that nobody uses are erased: never confirmed, after a week; idle for two years, a month after a warning.

Whoever alone administers a space where others work is kept until somebody else does; the stewards are told.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from sqlalchemy import and_, bindparam, func, or_, select

from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.unit_of_work import UnitOfWork
from resolvers.accounts.erasing import ERASED, erase, left_headless
from resolvers.accounts.months import after, before
from resolvers.accounts.stewards import stewards
from resolvers.core.mailed import ACCOUNT
from resolvers.core.mailer import RECIPIENT_COLUMNS, Recipient
from resolvers.core.site import Site
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import VISITOR
from resolvers.i18n.mails.kinds import MailKind
from resolvers.spaces.naming import name_of
from resolvers.tokens.stopping import tell_stopped

CONFIRMED_WITHIN = timedelta(days=7)
WARNED_AFTER = 23
"""Months without having been here."""
ERASED_AFTER = 24
"""The same."""
NOTICE = timedelta(days=31)
"""From the day of the warning to that of the erasure: thirty whole days, whatever the hours of both."""
COLUMNS = (*ERASED, "issuer", "created_at", "seen_at", "warned_at")


async def due(work: UnitOfWork, now: datetime) -> list[str]:
    """The ids of accounts about which there may be something to do: `attend` to each in a unit of its own."""
    moments = {"unconfirmed": now - CONFIRMED_WITHIN, "idle": _end_of(before(now.date(), WARNED_AFTER))}
    return [str(id_) for (id_,) in await work.fetch(_due(work.dialect), moments)]


async def attend(work: UnitOfWork, now: datetime, commons: Site, account_id: str) -> bool:
    """Warn or erase an account if it is time; whether mails are queued. Whoever comes second finds it done."""
    for account in await work.select(ACCOUNT, {"id": account_id, "erased_at": None}, COLUMNS):
        if account.email_confirmed_at is None and account.issuer is None:
            if account.created_at <= now - CONFIRMED_WITHIN:
                await erase(UseCase(work, VISITOR, now, commons), account)
        elif before(now.date(), WARNED_AFTER) >= _last_day(account):
            return await _warned_or_erased(UseCase(work, VISITOR, now, commons), account)
    return False


def erased_on(last: date, warned: date) -> date:
    """The first day on which an account may be erased, by the last day of its use and that of the warning."""
    return max(after(last, ERASED_AFTER), warned + NOTICE)


async def _warned_or_erased(acting: UseCase, account: Row) -> bool:
    work, now, letters = acting.work, acting.now, acting.mailer
    today, last = now.date(), _last_day(account)
    if account.warned_at is not None and today < erased_on(last, account.warned_at.date()):
        return False
    person, headless = Recipient(*account[: len(RECIPIENT_COLUMNS)]), await left_headless(work, account.id)
    if account.warned_at is not None and not headless:
        await erase(acting, account)
        await letters.send(person, MailKind.ACCOUNT_ERASED)
        await tell_stopped(work, now, letters, account.id)
        return True
    await work.update(ACCOUNT, {"id": account.id}, {"warned_at": now})
    if not headless:
        await letters.send(person, MailKind.ACCOUNT_SLEEPS, erased_on=erased_on(last, today))
    for space_id in headless:
        space, query = await name_of(work, space_id), f"?space={space_id}"
        await letters.send(person, MailKind.ADMIN_SLEEPS, query, space=space, erased_on=erased_on(last, today))
        await letters.send_each(await stewards(work), MailKind.SPACE_SLEEPS, query, space=space)
    return True


def _last_day(account: Row) -> date:
    last: datetime = account.seen_at or account.created_at
    return last.date()


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)


@cache
def _due(dialect: Dialect) -> Statement:
    columns = ACCOUNT.c
    unconfirmed, idle = (bindparam(name, type_=columns.created_at.type) for name in ("unconfirmed", "idle"))
    never = and_(columns.email_confirmed_at.is_(None), columns.issuer.is_(None), columns.created_at <= unconfirmed)
    asleep = func.coalesce(columns.seen_at, columns.created_at) <= idle
    query = select(columns.id).where(columns.erased_at.is_(None), or_(never, asleep))
    return dialect.rows(query.order_by(columns.id), "Account")
