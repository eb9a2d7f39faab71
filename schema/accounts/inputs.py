"""What people give to sign in; nothing secret is in a `repr`."""

from dataclasses import MISSING
from typing import Any

import strawberry

from resolvers.core.mailer import LINKS
from resolvers.identity.accounts.profile import LONGEST_NAME
from resolvers.security.password_policy import LONGEST, SHORTEST
from schema.kit.nulls import TAKES_NULL

NEW_PASSWORD = f"Another password, of {SHORTEST} to {LONGEST} characters and not easily guessed."
NAME = f"How the person wants to be addressed, on one line of at most {LONGEST_NAME} characters"
LANGUAGE = "Language of mails (BCP 47)"
KEPT = "left out or null, it stays."


def secret(says: str, *default: Any) -> Any:
    """A field that is shown to nobody but the client."""
    field = strawberry.field(description=says, default=default[0] if default else MISSING)
    field.repr = False
    return field


def _token(parameter: str) -> Any:
    (lifetime,) = (lasts for _, name, lasts in LINKS.values() if name == parameter)
    hours = int(lifetime.total_seconds()) // 3600
    within = "an hour" if hours == 1 else f"{hours} hours"
    return secret(f"What the link in the mail has behind `{parameter}=`; it works once, within {within}.")


@strawberry.input(description="Who opens an account.")
class RegisterAccountInput:
    """Who opens an account."""

    email: str = strawberry.field(description="The person's e-mail address, which is then confirmed.")
    password: str = secret(NEW_PASSWORD.replace("Another", "A"))
    name: str | None = strawberry.field(
        default=None, description=f"{NAME}; left out or null, there is none.", metadata=TAKES_NULL
    )
    language: str | None = strawberry.field(
        default=strawberry.UNSET, description=f"{LANGUAGE}; left out, that of the request."
    )


@strawberry.input(description="Which address is confirmed.")
class ConfirmEmailInput:
    """Which address is confirmed."""

    token: str = _token("confirm")
    password: str | None = secret(
        "The password that was given when the account was opened; left out by who chooses another.", strawberry.UNSET
    )
    new_password: str | None = secret(
        f"{NEW_PASSWORD} For who has forgotten it, or whose address was given by somebody else: "
        "nothing else of that registration is kept.",
        strawberry.UNSET,
    )


@strawberry.input(description="Who signs in.")
class LogInInput:
    """Who signs in."""

    email: str = strawberry.field(description="The account's e-mail address, in capitals or not.")
    password: str = secret("The account's password.")
    device_token: str | None = secret(
        "What this device got as `deviceToken` when somebody last signed in on it: strangers who guess keep nobody out "
        "here.",
        strawberry.UNSET,
    )


@strawberry.input(description="Another address for an account.")
class RequestEmailChangeInput:
    """Another address for an account."""

    email: str = strawberry.field(description="The address that the account is to have.")
    password: str = secret("The account's password.")


@strawberry.input(description="Which mailbox agrees to another address.")
class ConfirmEmailChangeInput:
    """Which mailbox agrees to another address."""

    token: str = secret("What the link in the mail has behind `change-email=`; it works once, within 48 hours.")


@strawberry.input(description="Which session is meant.")
class SessionInput:
    """Which session is meant."""

    refresh_token: str = secret("The session's latest refresh token.")


@strawberry.input(description="Who forgot the password.")
class RequestPasswordResetInput:
    """Who forgot the password."""

    email: str = strawberry.field(description="The account's e-mail address.")


@strawberry.input(description="Another password for who forgot the present one.")
class ResetPasswordInput:
    """Another password for who forgot the present one."""

    token: str = _token("reset")
    password: str = secret(NEW_PASSWORD)


@strawberry.input(description="Another password for who knows the present one.")
class ChangePasswordInput:
    """Another password for who knows the present one."""

    current: str = secret("The present password.")
    password: str = secret(NEW_PASSWORD)


@strawberry.input(description="What people say of themselves.")
class UpdateAccountInput:
    """What people say of themselves."""

    name: str | None = strawberry.field(
        default=None, description=f"{NAME}; an empty text clears it, {KEPT}", metadata=TAKES_NULL
    )
    language: str | None = strawberry.field(default=None, description=f"{LANGUAGE}; {KEPT}", metadata=TAKES_NULL)


@strawberry.input(description="Who leaves for good.")
class DeleteAccountInput:
    """Who leaves for good."""

    password: str | None = secret("The account's password; left out by who signs in elsewhere alone.", strawberry.UNSET)
