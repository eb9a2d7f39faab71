"""Registration of people; it does not reveal who has an account."""

from datetime import datetime
from typing import Any

from loaders.tables import ACCOUNT
from models import Purpose, ids
from resolvers.core.email_addresses import EmailAddress, parse_address
from resolvers.core.execute import UnitsOfWork
from resolvers.core.mailer import RECIPIENT_COLUMNS, Recipient
from resolvers.core.refusals import ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.accounts.login_attempts import GuessGuard, client_key, count_guess
from resolvers.identity.accounts.profile import checked_profile, password_problems
from resolvers.identity.accounts.reauthentication import uncounted_if_overloaded
from resolvers.security.passwords import hash_password
from resolvers.validation import Problem

PREFIX = "account"


async def register_account(
    units: UnitsOfWork, email: str, password: str, name: str | None, language: str | None
) -> str:
    """Create an account to be confirmed by mail; an existing one gets a mail instead. Return the address."""
    address, profile, problems = _checked(email, password, name, language or units.viewer.language)
    if address is None or problems:
        refuse(ValidationFailed(problems))
    guard = GuessGuard("mail", address.key, units.viewer.address)

    async def counted(use_case: UseCase) -> datetime:
        # Before the password is hashed: whoever floods a mailbox is slowed down.
        await count_guess(use_case.work, use_case.now, guard)
        return use_case.now

    async with uncounted_if_overloaded(units, guard, await units.run(counted)):
        hashed = await hash_password(password, origin=client_key(units.viewer.address))
    values = {**profile, "email": address.text, "password_hash": hashed}

    async def register(use_case: UseCase) -> None:
        row = await use_case.first_row(ACCOUNT, {"email_key": address.key}, (*RECIPIENT_COLUMNS, "issuer"))
        if row is not None and (row.email_confirmed_at is not None or row.issuer is not None):
            # With a link: whoever asks for mails in somebody's name uses up none that would let the owner in.
            person = Recipient(*row[: len(RECIPIENT_COLUMNS)])
            await use_case.mailer.send_link(person, Purpose.RESET_PASSWORD, MailKind.ALREADY_REGISTERED)
        else:
            account_id = None if row is None else row.id
            person = await _stored(use_case, account_id, {"email_key": address.key, **values})
            await use_case.mailer.send_link(person, Purpose.CONFIRM_EMAIL)

    await units.run(register)
    return address.text


async def _stored(use_case: UseCase, account_id: str | None, values: dict[str, Any]) -> Recipient:
    """Store a new account, or overwrite an unconfirmed one.

    Older links stop working, and the newer one gives nobody power by itself: see `confirming`.
    """
    values = {"created_at": use_case.now, **values}
    if account_id is None:
        account_id = ids.new(PREFIX)
        await use_case.work.insert(ACCOUNT, [{"id": account_id, **values}])
    else:
        await use_case.work.update(ACCOUNT, {"id": account_id}, values)
    return Recipient(account_id, values["email"], values["name"], values["language"])


def _checked(
    email: str, password: str, name: str | None, language: str
) -> tuple[EmailAddress | None, dict[str, Any], list[Problem]]:
    address, wrong = parse_address(email)
    profile, problems = checked_profile({"name": name or "", "language": language})
    problems = [each.under("email") for each in wrong] + password_problems(password, email) + problems
    return address, profile, problems
