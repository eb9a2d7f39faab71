"""The mutations of accounts."""

from collections.abc import Callable, Iterator
from typing import Any, cast

from strawberry.types.field import StrawberryField

from loaders.unit_of_work import Writer
from models import Scope
from resolvers.core.mailed import AccountUseCase, Mailed
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
from schema.kit.context import Context
from schema.kit.mutation import Plan, Requires, Show, mutation, payload
from schema.kit.nulls import given_or_none

ASKS_MAIL = Requires(None, "anybody, slowed down by mailbox and by where the requests come from")
GUESSES = Requires(None, "anybody, slowed down by account and by where the guesses come from")
HOLDS_LINK = Requires(None, "whoever got the link by mail")
HOLDS_TOKEN = Requires(None, "whoever holds the refresh token")
SELF = Requires(Scope.READ, "to be the person themselves")
PROVEN_SELF = Requires(Scope.READ, "to be the person themselves, who knows the password")

LEAVING_SELF = Requires(Scope.READ, "to be the person themselves, who knows the password if there is one")


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    yield from _entering()
    yield from _staying()
    yield from _keeping_passwords()
    yield from _readdressing()
    yield from _leaving()


def _entering() -> Iterator[StrawberryField]:
    yield _mutation(
        *("registerAccount", ASKS_MAIL, inputs.RegisterAccountInput),
        lambda asked, given: registration.register_account(
            asked, given.email, given.password, given.name, given_or_none(given.language)
        ),
        (types.MailRequested, _mailed(lambda email: types.MailRequested(email=email))),
        "A mail was sent to the address",
        "Open an account. The answer is the same if there is one already: the mail tells.",
    )
    yield _mutation(
        *("confirmEmail", HOLDS_LINK, inputs.ConfirmEmailInput),
        lambda asked, given: email_confirmation.confirm_email(
            asked, given.token, given_or_none(given.password), given_or_none(given.new_password)
        ),
        (types.EmailConfirmed, lambda shown: types.EmailConfirmed(**shown._asdict())),
        "The address was confirmed",
        "Show that the address of a new account is one's own, and that its password is, or choose the password.",
    )


def _staying() -> Iterator[StrawberryField]:
    yield _mutation(
        *("logIn", GUESSES, inputs.LogInInput),
        lambda asked, given: login.log_in(asked, given.email, given.password, given_or_none(given.device_token) or ""),
        (types.Session, types.Session.of),
        "A session was opened",
        "Sign in with a confirmed address and its password.",
    )
    yield _mutation(
        *("refreshSession", HOLDS_TOKEN, inputs.SessionInput),
        lambda asked, given: sessions.refresh_session(asked, given.refresh_token),
        (types.Session, types.Session.of),
        "The session goes on",
        "Get the next access token. The refresh token is replaced; sent again later, it ends the session.",
    )
    yield _mutation(
        *("logOut", HOLDS_TOKEN, inputs.SessionInput),
        lambda _, given: sessions.end_session(given.refresh_token),
        (types.SessionEnded, lambda moment: types.SessionEnded(ended_at=moment)),
        "The session was ended",
        "Sign out. The access token is good until it expires: forget it.",
    )


def _keeping_passwords() -> Iterator[StrawberryField]:
    yield _mutation(
        *("requestPasswordReset", ASKS_MAIL, inputs.RequestPasswordResetInput),
        lambda asked, given: passwords.request_password_reset(asked, given.email),
        (types.MailRequested, _mailed(lambda email: types.MailRequested(email=email))),
        "A mail was sent to the address, if it has an account",
        "Ask for a link to choose another password. The answer is the same if there is no account.",
    )
    yield _mutation(
        *("resetPassword", HOLDS_LINK, inputs.ResetPasswordInput),
        lambda asked, given: passwords.reset_password(asked, given.token, given.password),
        (types.PasswordReset, _mailed(lambda shown: types.PasswordReset(**shown._asdict()))),
        "The password was replaced",
        "Choose another password; all sessions end, and the person is told by mail.",
    )
    yield _mutation(
        *("changePassword", PROVEN_SELF, inputs.ChangePasswordInput),
        lambda asked, given: passwords.change_password(asked, given.current, given.password),
        (types.Session, _mailed(types.Session.of)),
        "The password was replaced, and a new session opened",
        "Choose another password; all other sessions end, and the person is told by mail.",
    )


def _readdressing() -> Iterator[StrawberryField]:
    yield _mutation(
        *("requestEmailChange", PROVEN_SELF, inputs.RequestEmailChangeInput),
        lambda asked, given: email_change.request_email_change(asked, given.email, given.password),
        (types.MailRequested, _mailed(lambda email: types.MailRequested(email=email))),
        "A mail was sent to both addresses",
        "Ask for another address of the account: both mailboxes get a link, and both have to agree. The answer is the "
        "same if somebody has the address already.",
    )
    yield _mutation(
        *("confirmEmailChange", HOLDS_LINK, inputs.ConfirmEmailChangeInput),
        lambda asked, given: email_change.confirm_email_change(asked, given.token),
        (types.EmailChangeConfirmed, _mailed(lambda changed: types.EmailChangeConfirmed(changed=changed))),
        "A mailbox has agreed",
        "Agree to another address of an account, as the mailbox that it has or is to have; the second changes it.",
    )


def _leaving() -> Iterator[StrawberryField]:
    yield _mutation(
        *("updateAccount", SELF, inputs.UpdateAccountInput),
        lambda asked, given: profile.update_profile(asked, given.name, given.language),
        (types.Account, types.Account.of),
        "The account as it was stored",
        "Change what the account says of the person.",
    )
    yield _mutation(
        *("deleteAccount", LEAVING_SELF, inputs.DeleteAccountInput),
        lambda asked, given: deletion.delete_account(asked, given_or_none(given.password)),
        (types.AccountErased, _mailed(lambda moment: types.AccountErased(erased_at=moment))),
        "The account was erased",
        "Erase the account and all that is personal in it, for good; what was done for a space stays there.",
    )


def _mutation(
    name: str,
    needs: Requires,
    input_type: Any,
    use_case: Callable[[AccountUseCase, Any], Any],
    shown: tuple[Any, Show],
    came: str,
    says: str,
) -> StrawberryField:
    def plan(context: Context, given: Any) -> Any:
        # A mutation is refused before it is planned where there is no writer.
        asked = AccountUseCase(cast("Writer", context.writer), context.viewer, context.clock, context.commons)
        return use_case(asked, given)

    result, show = shown
    planned: Plan = plan
    union = payload(result, name[0].upper() + name[1:], came)
    return mutation(name, needs, input_type, union, planned, show, says)


def _mailed(show: Show) -> Show:
    """Shows what came of a unit of work that has queued a mail; it is stored by now, and is sent."""

    def woken(mailed: Mailed[Any]) -> Any:
        mailed.wake()
        return show(mailed.result)

    return woken
