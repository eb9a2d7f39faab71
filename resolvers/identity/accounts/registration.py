"""People register; nobody learns from it who has an account."""

from datetime import datetime
from typing import Any

from loaders.tables import ACCOUNT
from loaders.unit_of_work import UnitOfWork
from models import Purpose, ids
from resolvers.core.email_addresses import EmailAddress, parse_address
from resolvers.core.execute import Command
from resolvers.core.mailed import AccountUseCase, Mailed, refused_command
from resolvers.core.mailer import RECIPIENT_COLUMNS, Mailer, Recipient
from resolvers.core.refusals import Refusal, ValidationFailed
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.accounts.login_attempts import GuessGuard, client_key, count_guess
from resolvers.identity.accounts.profile import checked_profile, password_problems
from resolvers.identity.accounts.reauthentication import uncounted_if_overloaded
from resolvers.security.passwords import hash_password
from resolvers.validation import Problem

PREFIX = "account"


async def register_account(
    asked: AccountUseCase, email: str, password: str, name: str | None, language: str | None
) -> Command[Mailed[str] | Refusal]:
    """An account to confirm by mail; whoever has one already is told by mail alone. Gives the address."""
    address, profile, problems = _checked(email, password, name, language or asked.viewer.language)
    if address is None or problems:
        return refused_command(ValidationFailed(problems))
    guard = GuessGuard("mail", address.key, asked.viewer.address)
    counted_at = await asked.execute_before(_counted(guard))
    if not isinstance(counted_at, datetime):
        return refused_command(counted_at)
    async with uncounted_if_overloaded(asked, guard, counted_at):
        hashed = await hash_password(password, origin=client_key(asked.viewer.address))
    values = {**profile, "email": address.text, "password_hash": hashed}

    async def act(work: UnitOfWork, now: datetime) -> Mailed[str]:
        letters = Mailer(work, now, asked.commons)
        rows = await work.select(ACCOUNT, {"email_key": address.key}, (*RECIPIENT_COLUMNS, "issuer"))
        if rows and (rows[0].email_confirmed_at is not None or rows[0].issuer is not None):
            # With a link: whoever asks for mails in somebody's name uses up none that would let the owner in.
            person = Recipient(*rows[0][: len(RECIPIENT_COLUMNS)])
            await letters.send_link(person, Purpose.RESET_PASSWORD, MailKind.ALREADY_REGISTERED)
        else:
            account_id = rows[0].id if rows else None
            person = await _stored(work, now, account_id, {"email_key": address.key, **values})
            await letters.send_link(person, Purpose.CONFIRM_EMAIL)
        return Mailed(address.text, asked.commons.wake_sender)

    return act


def _counted(guard: GuessGuard) -> Command[datetime]:
    """One more mail asked for, counted before the password is hashed: whoever floods a mailbox is slowed down."""

    async def act(work: UnitOfWork, now: datetime) -> datetime:
        await count_guess(work, now, guard)
        return now

    return act


async def _stored(work: UnitOfWork, now: datetime, account_id: str | None, values: dict[str, Any]) -> Recipient:
    """A new account, or one that was never confirmed, anew.

    Older links stop working, and the newer one gives nobody power by itself: see `confirming`.
    """
    values = {"created_at": now, **values}
    if account_id is None:
        account_id = ids.new(PREFIX)
        await work.insert(ACCOUNT, [{"id": account_id, **values}])
    else:
        await work.update(ACCOUNT, {"id": account_id}, values)
    return Recipient(account_id, values["email"], values["name"], values["language"])


def _checked(
    email: str, password: str, name: str | None, language: str
) -> tuple[EmailAddress | None, dict[str, Any], list[Problem]]:
    address, wrong = parse_address(email)
    profile, problems = checked_profile({"name": name or "", "language": language})
    problems = [each.under("email") for each in wrong] + password_problems(password, email) + problems
    return address, profile, problems
