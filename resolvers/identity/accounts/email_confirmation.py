"""An address is confirmed by who got the link, and the password is that person's, whoever registered.

Anybody can register with anybody's address, once more after the owner did, and the link always goes to the owner. So
the link alone gives nobody's password power: who opens it proves the password of that very registration, or chooses
one. What somebody else may have written of the person goes then.
"""

from datetime import datetime
from typing import Any

from loaders.sql.statement import Row
from loaders.tables import ACCOUNT
from loaders.unit_of_work import UnitOfWork
from models import Purpose
from resolvers.core.execute import Command
from resolvers.core.mailed import AccountUseCase, ConfirmedEmail, refused_command
from resolvers.core.mailer import consume_link, link_owner
from resolvers.core.refusals import NotPermitted, Refusal, ValidationFailed
from resolvers.identity.accounts.known_devices import remember_device
from resolvers.identity.accounts.login_attempts import GuessGuard, client_key, forget_guesses
from resolvers.identity.accounts.profile import password_problems
from resolvers.security.passwords import hash_password, verify_password
from resolvers.validation import Problem

COLUMNS = ("email", "email_key", "password_hash")


async def confirm_email(
    asked: AccountUseCase, token: str, password: str | None, chosen: str | None
) -> Command[ConfirmedEmail | Refusal]:
    """The address is the person's, who got the link and has the `password`, or has `chosen` another."""
    account = await asked.execute_before(_registered(token))
    if isinstance(account, Refusal):
        return refused_command(account)
    kept = await _kept(asked, account, password, chosen)
    if not isinstance(kept, dict):
        return refused_command(kept)

    async def act(work: UnitOfWork, now: datetime) -> ConfirmedEmail:
        account_id = await consume_link(work, now, token, Purpose.CONFIRM_EMAIL)
        await work.update(ACCOUNT, {"id": account_id}, {**kept, "email_confirmed_at": now})
        await forget_guesses(work, GuessGuard("password", account.email_key, ""))
        return ConfirmedEmail(account.email, await remember_device(work, now, account_id))

    return act


def _registered(token: str) -> Command[Row]:
    """The account that a link would confirm; a newer registration withdraws the link with all that it would confirm."""

    async def act(work: UnitOfWork, now: datetime) -> Row:
        account_id = await link_owner(work, now, token, Purpose.CONFIRM_EMAIL)
        return (await work.select(ACCOUNT, {"id": account_id}, COLUMNS))[0]

    return act


async def _kept(
    asked: AccountUseCase, account: Row, password: str | None, chosen: str | None
) -> dict[str, Any] | Refusal:
    """Return the changes of the registration: with a proven password none, otherwise everything is replaced."""
    whence = client_key(asked.viewer.address)
    if chosen is not None:
        if problems := password_problems(chosen, account.email, "newPassword"):
            return ValidationFailed(problems)
        return {"password_hash": await hash_password(chosen, origin=whence), "name": ""}
    if password is None:
        return ValidationFailed([Problem(("password",), "REQUIRED")])
    # Not counted as a guess: whoever holds the link may choose a password all the same.
    right = await verify_password(account.password_hash, password, origin=whence)
    return {} if right else NotPermitted("NOT_THIS_REGISTRATION")
