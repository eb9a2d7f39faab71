"""The person who has the password: counted first, checked outside of any unit of work, counted as right at once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from loaders.errors import OverloadedError
from loaders.sql.statement import Row
from loaders.tables import ACCOUNT
from loaders.unit_of_work import UnitOfWork
from resolvers.core.execute import Command
from resolvers.core.mailed import AccountUseCase
from resolvers.core.refusals import NotPermitted, Refusal, refuse
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
    """When the guess was counted."""


class CountedGuess(NamedTuple):
    """A guess that was counted, and will now be looked at."""

    guard: GuessGuard
    at: datetime
    account: Row | None


async def verify_password_of(
    asked: AccountUseCase, key: str, password: str, wrong: NotPermitted, *, known: str = "", device: str = ""
) -> VerifiedAccount | Refusal:
    """The account with the e-mail address of that key, if the password is its own.

    Else `wrong`, after the same time whether or not there is such an account; or RateLimited, which a `known` person
    and a `device` that the account knows owe to nobody but themselves.
    """

    async def counted(work: UnitOfWork, now: datetime) -> CountedGuess:
        rows = await work.select(ACCOUNT, {"email_key": key}, ("id", "email", "password_hash"))
        on_device = bool(device and rows) and await is_known_device(work, now, device, rows[0].id)
        guard = GuessGuard("password", key, asked.viewer.address, device if on_device else known)
        await count_guess(work, now, guard)
        return CountedGuess(guard, now, rows[0] if rows else None)

    guess = await asked.execute_before(counted)
    if not isinstance(guess, CountedGuess):
        return guess
    account = guess.account
    async with uncounted_if_overloaded(asked, guess.guard, guess.at):
        right = await verify_password(
            account.password_hash if account else None, password, origin=client_key(asked.viewer.address)
        )
    if account is None or not right:
        return wrong
    await asked.execute_before(_made_good(guess.guard))
    return VerifiedAccount(account.id, account.email, account.password_hash, guess.guard, guess.at)


@asynccontextmanager
async def uncounted_if_overloaded(
    asked: AccountUseCase, guard: GuessGuard, counted_at: datetime
) -> AsyncIterator[None]:
    """Take back what was counted of who is turned away because too many others have come."""

    async def act(work: UnitOfWork, _now: datetime) -> None:
        await withdraw_guess(work, guard, counted_at)

    try:
        yield
    except OverloadedError:
        await asked.execute_before(act)
        raise


async def reauthenticate(asked: AccountUseCase, password: str) -> VerifiedAccount | Refusal:
    """The account of the person who signed in, if they still know its password: a token may be in other hands."""

    async def key(work: UnitOfWork, _now: datetime) -> str:
        return str((await current_account(work, asked, ("email_key",))).email_key or asked.viewer.account_id)

    found = await asked.execute_before(key)
    if not isinstance(found, str):
        return found
    wrong = NotPermitted("WRONG_PASSWORD")
    return await verify_password_of(asked, found, password, wrong, known=str(asked.viewer.account_id))


async def current_account(work: UnitOfWork, asked: AccountUseCase, columns: tuple[str, ...]) -> Row:
    """Columns of the account of the person who signed in; refuses networks' programs, and who has left meanwhile."""
    account_id = asked.viewer.account_id
    rows = await work.select(ACCOUNT, {"id": account_id, "erased_at": None}, columns) if account_id else []
    if not rows:
        refuse(NotPermitted() if asked.viewer.is_authenticated else NotPermitted("UNAUTHENTICATED"))
    return rows[0]


async def check_unchanged(work: UnitOfWork, proven: VerifiedAccount) -> None:
    """Refuse when the password was changed while it was checked."""
    rows = await work.select(ACCOUNT, {"id": proven.account_id}, ("password_hash",))
    if not rows or rows[0].password_hash != proven.stored:
        refuse(NotPermitted("INVALID_CREDENTIALS"))


def _made_good(guard: GuessGuard) -> Command[None]:
    """The guess is right, and stays so whatever is refused afterwards."""

    async def act(work: UnitOfWork, _now: datetime) -> None:
        await count_success(work, guard)

    return act
