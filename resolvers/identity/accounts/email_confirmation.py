"""Confirmation of an address: the person with the link proves the password of the registration, or sets another.

Anybody can register with anybody's address, once more after the owner did, and the link always goes to the owner. So
the link alone gives nobody's password power: who opens it proves the password of that very registration, or chooses
one. What somebody else may have written of the person goes then.
"""

from typing import Any, NamedTuple

from loaders.sql.statement import Row
from loaders.tables import ACCOUNT
from models import Purpose
from resolvers.core.execute import UnitsOfWork
from resolvers.core.mailer import consume_link, link_owner
from resolvers.core.refusals import NotPermitted, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer
from resolvers.identity.accounts.known_devices import remember_device
from resolvers.identity.accounts.login_attempts import GuessGuard, client_key, forget_guesses
from resolvers.identity.accounts.profile import password_problems
from resolvers.security.passwords import hash_password, verify_password
from resolvers.validation import Problem

COLUMNS = ("email", "email_key", "password_hash")


class ConfirmedEmail(NamedTuple):
    """An address that a person has shown to be theirs, and the token of the device that they did it on."""

    email: str
    device_token: str


async def confirm_email(units: UnitsOfWork, token: str, password: str | None, chosen: str | None) -> ConfirmedEmail:
    """The address is the person's, who got the link and has the `password`, or has `chosen` another."""

    async def registered(use_case: UseCase) -> Row:
        # A newer registration withdraws the link with all that it would confirm.
        account_id = await link_owner(use_case.work, use_case.now, token, Purpose.CONFIRM_EMAIL)
        return await use_case.row_by_id(ACCOUNT, account_id, COLUMNS)

    account = await units.run(registered)
    kept = await _kept(units.viewer, account, password, chosen)

    async def confirm(use_case: UseCase) -> ConfirmedEmail:
        work, now = use_case.work, use_case.now
        account_id = await consume_link(work, now, token, Purpose.CONFIRM_EMAIL)
        await work.update(ACCOUNT, {"id": account_id}, {**kept, "email_confirmed_at": now})
        await forget_guesses(work, GuessGuard("password", account.email_key, ""))
        return ConfirmedEmail(account.email, await remember_device(work, now, account_id))

    return await units.run(confirm)


async def _kept(viewer: Viewer, account: Row, password: str | None, chosen: str | None) -> dict[str, Any]:
    """Return the changes of the registration: with a proven password none, otherwise everything is replaced."""
    whence = client_key(viewer.address)
    if chosen is not None:
        if problems := password_problems(chosen, account.email, "newPassword"):
            refuse(ValidationFailed(problems))
        return {"password_hash": await hash_password(chosen, origin=whence), "name": ""}
    if password is None:
        refuse(ValidationFailed([Problem(("password",), "REQUIRED")]))
    # Not counted as a guess: whoever holds the link may choose a password all the same.
    if not await verify_password(account.password_hash, password, origin=whence):
        refuse(NotPermitted("NOT_THIS_REGISTRATION"))
    return {}
