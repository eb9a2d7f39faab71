"""Another password: for who forgot theirs, by a link; for who knows it, by itself."""

from dataclasses import replace

from loaders.tables import ACCOUNT, EMAIL_CHANGE
from models import Purpose
from resolvers.core.email_addresses import parse_address
from resolvers.core.execute import UnitsOfWork
from resolvers.core.mailer import RECIPIENT_COLUMNS, Recipient, consume_link, link_owner, revoke_links
from resolvers.core.refusals import Refusal, ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.accounts.email_confirmation import ConfirmedEmail
from resolvers.identity.accounts.known_devices import forget_devices, remember_device
from resolvers.identity.accounts.login_attempts import GuessGuard, client_key, count_guess, forget_guesses
from resolvers.identity.accounts.profile import password_problems
from resolvers.identity.accounts.reauthentication import check_unchanged, reauthenticate, uncounted_if_overloaded
from resolvers.identity.accounts.sessions import Session, end_all_sessions, open_session
from resolvers.security.passwords import hash_password


async def request_password_reset(use_case: UseCase, email: str) -> str:
    """Mail a link for a new password if there is an account; the answer is the same if there is none.

    So is the time that it takes, nearly: to count the request is what is waited for, and it is stored with the rest.
    """
    address, problems = parse_address(email)
    if address is None:
        refuse(ValidationFailed([each.under("email") for each in problems]))
    await count_guess(use_case.work, use_case.now, GuessGuard("mail", address.key, use_case.viewer.address))
    for row in await use_case.work.select(ACCOUNT, {"email_key": address.key}, RECIPIENT_COLUMNS):
        await use_case.mailer.send_link(Recipient(*row), Purpose.RESET_PASSWORD)
    return address.text


async def reset_password(units: UnitsOfWork, token: str, password: str) -> ConfirmedEmail:
    """Another password for who got the link, which shows the address to be theirs; all sessions end."""

    async def email_of(use_case: UseCase) -> str:
        account_id = await link_owner(use_case.work, use_case.now, token, Purpose.RESET_PASSWORD)
        return str((await use_case.row_by_id(ACCOUNT, account_id, ("email",))).email)

    email = await units.run(email_of)
    if problems := password_problems(password, email):
        refuse(ValidationFailed(problems))
    hashed = await hash_password(password, origin=client_key(units.viewer.address))

    async def reset(use_case: UseCase) -> ConfirmedEmail:
        work, now = use_case.work, use_case.now
        account_id = await consume_link(work, now, token, Purpose.RESET_PASSWORD)
        account = await use_case.row_by_id(ACCOUNT, account_id, ("email_key", "email_confirmed_at"))
        if account.email_confirmed_at is None:
            # Whoever registered the address may have written the name.
            await work.update(ACCOUNT, {"id": account_id}, {"email_confirmed_at": now, "name": ""})
        await forget_guesses(work, GuessGuard("password", account.email_key, ""))
        await _set(use_case, account_id, hashed)
        return ConfirmedEmail(email, await remember_device(work, now, account_id))

    return await units.run(reset)


async def change_password(units: UnitsOfWork, current: str, password: str) -> Session:
    """Another password for who knows the present one; all sessions end, but for the new one that this gives."""
    proven = await reauthenticate(units, current)
    problems = password_problems(password, proven.email)
    async with uncounted_if_overloaded(units, proven.guard, proven.counted_at):
        hashed = "" if problems else await hash_password(password, origin=client_key(units.viewer.address))

    async def change(use_case: UseCase) -> Session | Refusal:
        await check_unchanged(use_case, proven)
        if problems:
            return ValidationFailed(problems)
        await _set(use_case, proven.account_id, hashed)
        session = await open_session(use_case, proven.account_id)
        device_token = await remember_device(use_case.work, use_case.now, proven.account_id)
        return replace(session, device_token=device_token)

    return await units.run(change)


async def _set(use_case: UseCase, account_id: str, hashed: str) -> None:
    """Store the password, end all sessions, have no older link work and no device be known, and tell the person."""
    work = use_case.work
    await work.update(ACCOUNT, {"id": account_id}, {"password_hash": hashed})
    await end_all_sessions(work, use_case.now, account_id)
    for purpose in Purpose:
        await revoke_links(work, account_id, purpose)
    await work.delete(EMAIL_CHANGE, {"account_id": account_id})
    await forget_devices(work, account_id)
    row = await use_case.row_by_id(ACCOUNT, account_id, RECIPIENT_COLUMNS)
    await use_case.mailer.send(Recipient(*row), MailKind.PASSWORD_CHANGED)
