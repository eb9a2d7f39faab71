"""Inputs of sign-in; nothing secret is in a `repr`."""

from dataclasses import MISSING
from typing import Any

import strawberry

from resolvers.core.mailer import LINKS
from resolvers.identity.accounts.profile import LONGEST_NAME
from resolvers.security.password_policy import LONGEST, SHORTEST
from schema.kit.nulls import TAKES_NULL

NEW_PASSWORD = f"The new password: {SHORTEST} to {LONGEST} characters that are not easily guessed."
NAME = f"Display name, on one line of at most {LONGEST_NAME} characters"
LANGUAGE = "Language of e-mails (BCP 47)"
KEPT = "omitted or null, it stays."


def secret(says: str, *default: Any) -> Any:
    """A field that is shown to nobody but the client."""
    field = strawberry.field(description=says, default=default[0] if default else MISSING)
    field.repr = False
    return field


def _token(parameter: str) -> Any:
    (lifetime,) = (lasts for _, name, lasts in LINKS.values() if name == parameter)
    hours = int(lifetime.total_seconds()) // 3600
    within = "an hour" if hours == 1 else f"{hours} hours"
    return secret(f"Token of the link in the e-mail, after `{parameter}=`. It works once, within {within}.")


@strawberry.input(description="A new account.")
class RegisterAccountInput:
    email: str = strawberry.field(description="E-mail address of the person, which must then be confirmed.")
    password: str = secret(NEW_PASSWORD.replace("The new password", "Password"))
    name: str | None = strawberry.field(
        default=None, description=f"{NAME}; omitted or null, there is none.", metadata=TAKES_NULL
    )
    language: str | None = strawberry.field(
        default=strawberry.UNSET, description=f"{LANGUAGE}; by default that of the request."
    )


@strawberry.input(description="Confirmation of the e-mail address of a new account.")
class ConfirmEmailInput:
    token: str = _token("confirm")
    password: str | None = secret(
        "Password with which the account was registered. Omit it to set `newPassword` instead.", strawberry.UNSET
    )
    new_password: str | None = secret(
        f"{NEW_PASSWORD} For a person who forgot the password, or whose address somebody else registered: "
        "all other data of that registration is discarded.",
        strawberry.UNSET,
    )


@strawberry.input(description="Credentials of a person.")
class LogInInput:
    email: str = strawberry.field(description="E-mail address of the account, in upper or lower case.")
    password: str = secret("Password of the account.")
    device_token: str | None = secret(
        (
            "The `deviceToken` that this device received at its last log-in. With it, the log-in is not locked by "
            "wrong guesses of strangers."
        ),
        strawberry.UNSET,
    )


@strawberry.input(description="A new e-mail address for the viewer's account.")
class RequestEmailChangeInput:
    email: str = strawberry.field(description="New e-mail address.")
    password: str = secret("Password of the account.")


@strawberry.input(description="Confirmation of a new e-mail address by one of the two mailboxes.")
class ConfirmEmailChangeInput:
    token: str = secret("Token of the link in the e-mail, after `change-email=`. It works once, within 48 hours.")


@strawberry.input(description="The session to refresh or to end.")
class SessionInput:
    refresh_token: str = secret("Latest refresh token of the session.")


@strawberry.input(description="The account whose password is to be reset.")
class RequestPasswordResetInput:
    email: str = strawberry.field(description="E-mail address of the account.")


@strawberry.input(description="A new password, for a person who has forgotten the current one.")
class ResetPasswordInput:
    token: str = _token("reset")
    password: str = secret(NEW_PASSWORD)


@strawberry.input(description="A new password, for a person who knows the current one.")
class ChangePasswordInput:
    current: str = secret("The current password.")
    password: str = secret(NEW_PASSWORD)


@strawberry.input(description="Changes of the viewer's own account.")
class UpdateAccountInput:
    name: str | None = strawberry.field(
        default=None, description=f"{NAME}; an empty text clears it, {KEPT}", metadata=TAKES_NULL
    )
    language: str | None = strawberry.field(default=None, description=f"{LANGUAGE}; {KEPT}", metadata=TAKES_NULL)


@strawberry.input(description="Confirmation that the account is to be deleted.")
class DeleteAccountInput:
    password: str | None = secret(
        "Password of the account. Omit it if the account has none because the person signs in with another service.",
        strawberry.UNSET,
    )
