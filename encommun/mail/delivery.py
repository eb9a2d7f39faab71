"""Interface of deliveries, and the error of one that fails."""

from email.message import EmailMessage
from typing import Protocol


class DeliveryError(Exception):
    """A message was not taken."""

    def __init__(self, *, permanent: bool, reason: str) -> None:
        """Say whether trying again is in vain, and what was met."""
        super().__init__(reason)
        self.permanent = permanent
        self.reason = reason


class Delivery(Protocol):
    """Takes messages away."""

    async def deliver(self, message: EmailMessage) -> None:
        """Return once another server has accepted the message; raises DeliveryError if none does."""
