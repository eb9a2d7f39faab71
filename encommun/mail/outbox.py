"""A folder of messages, for a machine without a mail server: any mail program opens them."""

import asyncio
import os
from email import policy
from email.message import EmailMessage
from pathlib import Path
from tempfile import mkstemp

from encommun.file_permissions import MAIL_FILES, make_folder
from encommun.mail.delivery import DeliveryError

KEPT_SECONDS = 24 * 3_600
"""Seconds for which a file is left in the folder."""


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
        make_folder(self._folder)
        descriptor, temporary = mkstemp(dir=self._folder, prefix="mail_", suffix=".partial")  # with mode 0600
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(temporary).replace(self._folder / name)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def delete_old_messages(folder: Path, now: float) -> int:
    """Take out our files that are older than KEPT_SECONDS, at `now` (seconds since 1970); how many these were.

    They say who got which mail: the folder is where mails are looked at, and no archive.
    """
    files = [file for pattern in MAIL_FILES for file in folder.glob(pattern)]
    return sum(_is_removed(file, now - KEPT_SECONDS) for file in files)


def _is_removed(file: Path, moment: float) -> bool:
    """Take a file out if it was written by `moment`; False if it is younger, or another process was first."""
    try:
        if file.lstat().st_mtime > moment:
            return False
        file.unlink()
    except FileNotFoundError:
        return False
    return True


def file_name(message: EmailMessage) -> str:
    """The message's moment and the id of its mail: files sort as they were queued, and one sent twice is one file."""
    moment = message["Date"].datetime.strftime("%Y%m%dT%H%M%SZ")
    identifier = str(message["Message-ID"]).strip("<>").partition("@")[0]
    return f"{moment}-{identifier}.eml"
