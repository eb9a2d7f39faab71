"""The mutations of accounts; those that hash a password open their units of work themselves, around it."""

from models import Scope
from resolvers.core.execute import UnitsOfWork
from resolvers.core.use_case import UseCase
from resolvers.identity.accounts import (
    deletion,
    email_change,
    email_confirmation,
    login,
    passwords,
    profile,
    registration,
    sessions,
)
from schema.accounts import inputs, types
from schema.kit.mutation import mutation
from schema.kit.nulls import given_or_none

ASKS_MAIL = "anybody, slowed down by mailbox and by where the requests come from"
GUESSES = "anybody, slowed down by account and by where the guesses come from"
HOLDS_LINK = "whoever got the link by mail"
HOLDS_TOKEN = "whoever holds the refresh token"  # noqa: S105 - words
SELF = "to be the person themselves"
PROVEN_SELF = "to be the person themselves, who knows the password"
LEAVING_SELF = "to be the person themselves, who knows the password if there is one"


@mutation(scope=None, right=ASKS_MAIL, payload="The accepted request")
async def register_account(units: UnitsOfWork, input: inputs.RegisterAccountInput) -> types.MailRequested:
    """Register an account. The answer is the same if one exists already; the e-mail tells."""
    email = await registration.register_account(
        units, input.email, input.password, input.name, given_or_none(input.language)
    )
    return types.MailRequested(email=email)


@mutation(scope=None, right=HOLDS_LINK, payload="The confirmed address")
async def confirm_email(units: UnitsOfWork, input: inputs.ConfirmEmailInput) -> types.EmailConfirmed:
    """Confirm the e-mail address of a new account, with its password or a new one."""
    confirmed = await email_confirmation.confirm_email(
        units, input.token, given_or_none(input.password), given_or_none(input.new_password)
    )
    return types.EmailConfirmed(**confirmed._asdict())


@mutation(scope=None, right=GUESSES, payload="The new session")
async def log_in(units: UnitsOfWork, input: inputs.LogInInput) -> types.Session:
    """Sign in with a confirmed address and its password."""
    device = given_or_none(input.device_token) or ""
    return types.Session.of(await login.log_in(units, input.email, input.password, device))


@mutation(scope=None, right=HOLDS_TOKEN, payload="The refreshed session")
async def refresh_session(units: UnitsOfWork, input: inputs.SessionInput) -> types.Session:
    """Refresh the access token.

    The refresh token is replaced as well; if the old one is sent again later, the session ends.
    """
    return types.Session.of(await sessions.refresh_session(units, input.refresh_token))


@mutation(scope=None, right=HOLDS_TOKEN, payload="The end of the session")
async def log_out(use_case: UseCase, input: inputs.SessionInput) -> types.SessionEnded:
    """Sign out. The access token stays valid until it expires, so discard it."""
    await sessions.end_session(use_case, input.refresh_token)
    return types.SessionEnded(ended_at=use_case.now)


@mutation(scope=None, right=ASKS_MAIL, payload="The accepted request")
async def request_password_reset(use_case: UseCase, input: inputs.RequestPasswordResetInput) -> types.MailRequested:
    """Request a link for a new password. The answer is the same if there is no account."""
    return types.MailRequested(email=await passwords.request_password_reset(use_case, input.email))


@mutation(scope=None, right=HOLDS_LINK, payload="The account with its new password")
async def reset_password(units: UnitsOfWork, input: inputs.ResetPasswordInput) -> types.PasswordReset:
    """Set a new password by the link. All sessions end, and the person is notified by e-mail."""
    confirmed = await passwords.reset_password(units, input.token, input.password)
    return types.PasswordReset(**confirmed._asdict())


@mutation(scope=Scope.READ, right=PROVEN_SELF, payload="The new session")
async def change_password(units: UnitsOfWork, input: inputs.ChangePasswordInput) -> types.Session:
    """Change the password. All other sessions end, and the person is notified by e-mail."""
    return types.Session.of(await passwords.change_password(units, input.current, input.password))


@mutation(scope=Scope.READ, right=PROVEN_SELF, payload="The accepted request")
async def request_email_change(units: UnitsOfWork, input: inputs.RequestEmailChangeInput) -> types.MailRequested:
    """Request a new e-mail address for the account.

    Both addresses get a link, and both must be confirmed. The answer is the same if the address is taken.
    """
    return types.MailRequested(email=await email_change.request_email_change(units, input.email, input.password))


@mutation(scope=None, right=HOLDS_LINK, payload="The result of the confirmation")
async def confirm_email_change(use_case: UseCase, input: inputs.ConfirmEmailChangeInput) -> types.EmailChangeConfirmed:
    """Confirm a change of e-mail address by the link in one of the two mailboxes.

    The second confirmation makes the change.
    """
    return types.EmailChangeConfirmed(changed=await email_change.confirm_email_change(use_case, input.token))


@mutation(scope=Scope.READ, right=SELF, payload="The account")
async def update_account(use_case: UseCase, input: inputs.UpdateAccountInput) -> types.Account:
    """Change the profile of the account: name and language."""
    return types.Account.of(await profile.update_profile(use_case, input.name, input.language))


@mutation(scope=Scope.READ, right=LEAVING_SELF, payload="The erasure")
async def delete_account(units: UnitsOfWork, input: inputs.DeleteAccountInput) -> types.AccountErased:
    """Erase the account and its personal data for good. Work done for a space stays there."""
    return types.AccountErased(erased_at=await deletion.delete_account(units, given_or_none(input.password)))
