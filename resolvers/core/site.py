"""What use cases know of the commons that they are part of: its name, its address, and that mail can be sent."""

from collections.abc import Callable
from dataclasses import dataclass

from resolvers.core.quotas import QUOTAS, Quotas
from resolvers.security.signing_key import GivenKeys, no_given_keys


def wake_nobody() -> None:
    """Wakes nobody: mails that are queued go when the sender looks next."""


@dataclass(frozen=True, slots=True)
class Site:
    """The commons as an operator has set it up."""

    name: str = "Encommun"
    public_url: str = "http://127.0.0.1:8000"
    """What links in mails begin with, without a slash at the end."""
    wake_sender: Callable[[], None] = wake_nobody
    """Called when a unit of work has queued a mail."""
    quotas: Quotas = QUOTAS
    given_keys: GivenKeys = no_given_keys
    """What access tokens are signed with, if the operator says."""


DEFAULT_SITE = Site()
