"""Reauthentication by password: an attempt is counted first, checked outside of a transaction, then forgiven."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from loaders.errors import OverloadedError
from loaders.sql.statement import Row
from loaders.tables import ACCOUNT
from resolvers.core.execute import UnitsOfWork
from resolvers.core.refusals import NotPermitted, refuse
from resolvers.core.use_case import UseCase
from resolvers.identity.accounts.known_devices import is_known_device
from resolvers.identity.accounts.login_attempts import (
    GuessGuard,
    client_key,
    count_guess,
    count_success,
    withdraw_guess,
)
from resolvers.security.passwords import verify_password


@dataclass(frozen=True, slots=True)
class VerifiedAccount:
    """An account whose password was given."""

    account_id: str
    email: str
    stored: str = field(repr=False)
    """The hash of that password."""
    guard: GuessGuard
    counted_at: datetime
    """The moment at which the guess was counted."""


class CountedGuess(NamedTuple):
    """A guess that was counted, and will now be looked at."""

    guard: GuessGuard
    at: datetime
    account: Row | None


async def verify_password_of(
    units: UnitsOfWork, key: str, password: str, wrong: NotPermitted, *, known: str = "", device: str = ""
) -> VerifiedAccount:
    """The account with the e-mail address of that key, if the password is its own.

    Else refuses with `wrong`, after the same time whether or not there is such an account; or with RateLimited, which a
    `known` person and a `device` that the account knows owe to nobody but themselves.
    """

    async def counted(use_case: UseCase) -> CountedGuess:
        work, now = use_case.work, use_case.now
        rows = await work.select(ACCOUNT, {"email_key": key}, ("id", "email", "password_hash"))
        on_device = bool(device and rows) and await is_known_device(work, now, device, rows[0].id)
        guard = GuessGuard("password", key, use_case.viewer.address, device if on_device else known)
        await count_guess(work, now, guard)
        return CountedGuess(guard, now, rows[0] if rows else None)

    guess = await units.run(counted)
    account = guess.account
    async with uncounted_if_overloaded(units, guess.guard, guess.at):
        right = await verify_password(
            account.password_hash if account else None, password, origin=client_key(units.viewer.address)
        )
    if account is None or not right:
        refuse(wrong)
    # The guess is right, and stays so whatever is refused afterwards.
    await units.run(lambda use_case: count_success(use_case.work, guess.guard))
    return VerifiedAccount(account.id, account.email, account.password_hash, guess.guard, guess.at)


@asynccontextmanager
async def uncounted_if_overloaded(units: UnitsOfWork, guard: GuessGuard, counted_at: datetime) -> AsyncIterator[None]:
    """Undo the count of an attempt that was refused because of overload."""
    try:
        yield
    except OverloadedError:
        await units.run(lambda use_case: withdraw_guess(use_case.work, guard, counted_at))
        raise


async def reauthenticate(units: UnitsOfWork, password: str) -> VerifiedAccount:
    """The account of the person who signed in, if they still know its password: a token may be in other hands."""
    account = await units.run(lambda use_case: current_account(use_case, ("email_key",)))
    known = str(units.viewer.account_id)
    wrong = NotPermitted("WRONG_PASSWORD")
    return await verify_password_of(units, account.email_key or known, password, wrong, known=known)


async def current_account(use_case: UseCase, columns: tuple[str, ...]) -> Row:
    """Return columns of the viewer's account; refuses programs, and people who have left meanwhile."""
    viewer = use_case.viewer
    where = {"id": viewer.account_id, "erased_at": None}
    row = await use_case.first_row(ACCOUNT, where, columns) if viewer.account_id else None
    return row or refuse(NotPermitted() if viewer.is_authenticated else NotPermitted("UNAUTHENTICATED"))


async def check_unchanged(use_case: UseCase, proven: VerifiedAccount) -> None:
    """Refuse when the password was changed while it was checked."""
    row = await use_case.first_row(ACCOUNT, {"id": proven.account_id}, ("password_hash",))
    if row is None or row.password_hash != proven.stored:
        refuse(NotPermitted("INVALID_CREDENTIALS"))
