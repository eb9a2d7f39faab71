"""The site as use cases know it: its name, its address, and its mailer."""

from collections.abc import Callable
from dataclasses import dataclass

from resolvers.core.quotas import QUOTAS, Quotas
from resolvers.security.signing_key import GivenKeys, no_given_keys


def wake_nobody() -> None:
    """Do nothing: queued mails go out with the sender's next poll."""


@dataclass(frozen=True, slots=True)
class Site:
    """The commons as an operator has set it up."""

    name: str = "Encommun"
    public_url: str = "http://127.0.0.1:8000"
    """The base of links in mails, without a trailing slash."""
    wake_sender: Callable[[], None] = wake_nobody
    """Called when a unit of work has queued a mail."""
    quotas: Quotas = QUOTAS
    given_keys: GivenKeys = no_given_keys
    """The signing keys of access tokens that the operator has given, if any."""


DEFAULT_SITE = Site()
