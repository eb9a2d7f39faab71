"""Who has the password: counted first, checked outside of any unit of work, and made good in the one that follows."""

from dataclasses import dataclass, field
from datetime import datetime

from loaders.statement import Row
from loaders.transactions import Work
from resolvers.accounts.asked import ACCOUNT, Asked
from resolvers.accounts.attempts import Guard, count, count_right
from resolvers.refusals import NotPermitted, Refusal, refuse
from resolvers.security.passwords import verify_password


@dataclass(frozen=True, slots=True)
class Proven:
    """An account whose password was given."""

    account_id: str
    email: str
    stored: str = field(repr=False)
    """The hash of that password."""
    guard: Guard


async def prove(asked: Asked, key: str, password: str, wrong: NotPermitted) -> Proven | Refusal:
    """The account with the e-mail address of that key, if the password is its own.

    Else `wrong`, after the same time whether or not there is such an account; or RateLimited.
    """
    guard = Guard("password", key, asked.viewer.address)

    async def counted(work: Work, now: datetime) -> list[Row]:
        await count(work, now, guard)
        return await work.select(ACCOUNT, {"email_key": key}, ("id", "email", "password_hash"))

    rows = await asked.before(counted)
    if not isinstance(rows, list):
        return rows
    account = rows[0] if rows else None
    right = await verify_password(account.password_hash if account else None, password)
    if account is None or not right:
        return wrong
    return Proven(account.id, account.email, account.password_hash, guard)


async def prove_self(asked: Asked, password: str) -> Proven | Refusal:
    """The account of the person who signed in, if they still know its password: a token may be in other hands."""

    async def key(work: Work, _now: datetime) -> str:
        return str((await own_account(work, asked, ("email_key",))).email_key or asked.viewer.account_id)

    found = await asked.before(key)
    return await prove(asked, found, password, NotPermitted("WRONG_PASSWORD")) if isinstance(found, str) else found


async def own_account(work: Work, asked: Asked, columns: tuple[str, ...]) -> Row:
    """Columns of the account of the person who signed in; refuses networks' programs, and who has left meanwhile."""
    account_id = asked.viewer.account_id
    rows = await work.select(ACCOUNT, {"id": account_id, "erased_at": None}, columns) if account_id else []
    if not rows:
        refuse(NotPermitted() if asked.viewer.known else NotPermitted("UNAUTHENTICATED"))
    return rows[0]


async def make_good(work: Work, proven: Proven) -> None:
    """Count the guess as right; refuses when the password was changed while it was checked."""
    rows = await work.select(ACCOUNT, {"id": proven.account_id}, ("password_hash",))
    if not rows or rows[0].password_hash != proven.stored:
        refuse(NotPermitted("INVALID_CREDENTIALS"))
    await count_right(work, proven.guard)
