"""Retention: unconfirmed accounts are erased after a week; idle ones after two years, a month after a warning.

Whoever alone administers a space where others work is kept until somebody else does; the stewards are told.
"""

from datetime import UTC, date, datetime, time, timedelta

from loaders.queries.accounts import unused_accounts
from loaders.queries.row_fetcher import RowFetcher
from loaders.sql.statement import Row
from loaders.tables import ACCOUNT
from resolvers.core.jobs import HOUR, job
from resolvers.core.mailer import RECIPIENT_COLUMNS, Recipient
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.accounts.calendar_months import months_after, months_before
from resolvers.identity.accounts.deletion import ERASED, erase_account, spaces_without_admin
from resolvers.identity.accounts.stewards import all_stewards
from resolvers.identity.space_names import space_name

CONFIRMED_WITHIN = timedelta(days=7)
WARNED_AFTER = 23
"""Months without having been here."""
ERASED_AFTER = 24
"""The same."""
NOTICE = timedelta(days=31)
"""From the day of the warning to that of the erasure: thirty whole days, whatever the hours of both."""
COLUMNS = (*ERASED, "issuer", "created_at", "seen_at", "warned_at")


async def accounts_due(reads: RowFetcher, now: datetime) -> list[str]:
    """The ids of accounts about which there may be something to do."""
    idle_since = _end_of(months_before(now.date(), WARNED_AFTER))
    return await unused_accounts(reads, created_before=now - CONFIRMED_WITHIN, seen_before=idle_since)


@job("account_retention", every=HOUR, due=accounts_due)
async def process_account(use_case: UseCase, account_id: str) -> None:
    """Warn or erase an account if it is time; a second run finds nothing to do."""
    now = use_case.now
    for account in await use_case.work.select(ACCOUNT, {"id": account_id, "erased_at": None}, COLUMNS):
        if account.email_confirmed_at is None and account.issuer is None:
            if account.created_at <= now - CONFIRMED_WITHIN:
                await erase_account(use_case, account)
        elif months_before(now.date(), WARNED_AFTER) >= _last_day(account):
            await _warn_or_erase(use_case, account)


def erasure_date(last: date, warned: date) -> date:
    """The first day on which an account may be erased, by the last day of its use and that of the warning."""
    return max(months_after(last, ERASED_AFTER), warned + NOTICE)


async def _warn_or_erase(use_case: UseCase, account: Row) -> None:
    work, now, mailer = use_case.work, use_case.now, use_case.mailer
    today, last = now.date(), _last_day(account)
    if account.warned_at is not None and today < erasure_date(last, account.warned_at.date()):
        return
    person, headless = Recipient(*account[: len(RECIPIENT_COLUMNS)]), await spaces_without_admin(work, account.id)
    if account.warned_at is not None and not headless:
        await erase_account(use_case, account)
        await mailer.send(person, MailKind.ACCOUNT_ERASED)
        return
    await work.update(ACCOUNT, {"id": account.id}, {"warned_at": now})
    if not headless:
        await mailer.send(person, MailKind.ACCOUNT_SLEEPS, erased_on=erasure_date(last, today))
    for space_id in headless:
        space, query = await space_name(work, space_id), f"?space={space_id}"
        await mailer.send(person, MailKind.ADMIN_SLEEPS, query, space=space, erased_on=erasure_date(last, today))
        await mailer.send_each(await all_stewards(work), MailKind.SPACE_SLEEPS, query, space=space)


def _last_day(account: Row) -> date:
    last: datetime = account.seen_at or account.created_at
    return last.date()


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)
