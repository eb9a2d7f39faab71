"""A folder of messages, for a machine without a mail server: any mail program opens them."""

import asyncio
import os
from email import policy
from email.message import EmailMessage
from pathlib import Path
from tempfile import mkstemp

from encommun.mail.delivery import DeliveryError


class OutboxDelivery:
    """Puts each message into a file of its own, which only the server's user can read."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when there is a message for it."""
        self._folder = folder

    async def deliver(self, message: EmailMessage) -> None:
        """Write `<moment>-<id>.eml`; raises DeliveryError, for a while, when the disk does not take it."""
        try:
            await asyncio.to_thread(self._write, file_name(message), message.as_bytes(policy=policy.SMTP))
        except OSError as error:
            raise DeliveryError(permanent=False, reason=f"{self._folder}: {error.strerror}") from error

    def _write(self, name: str, content: bytes) -> None:
        """A file appears under its name whole or not at all."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = mkstemp(dir=self._folder, suffix=".partial")  # with mode 0600
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(temporary).replace(self._folder / name)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def file_name(message: EmailMessage) -> str:
    """The message's moment and the id of its mail: files sort as they were queued, and one sent twice is one file."""
    moment = message["Date"].datetime.strftime("%Y%m%dT%H%M%SZ")
    identifier = str(message["Message-ID"]).strip("<>").partition("@")[0]
    return f"{moment}-{identifier}.eml"
