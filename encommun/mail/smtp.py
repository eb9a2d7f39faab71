"""Hands messages to an SMTP server: encrypted where that can be, and in any case where a password goes with them."""

import asyncio
import ssl
from contextlib import suppress
from email.message import EmailMessage
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from encommun.mail.delivery import DeliveryError

TIMEOUT = 10.0
"""Seconds for the server to answer each command."""
QUIT_TIMEOUT = 1.0
"""Seconds for the answer to QUIT."""
COMMANDS = 6
"""A delivery as a whole may take so many timeouts: a server that is always just in time must not outlast a lease."""
PERMANENT = 500
"""Answers from here on are final (RFC 5321, 4.2.1)."""


class SMTPDelivery:
    """Opens a connection for each message."""

    def __init__(
        self, url: str, *, require_tls: bool = False, timeout: float = TIMEOUT, tls: ssl.SSLContext | None = None
    ) -> None:
        """Take `smtp://user:password@host:port`, or `smtps://` where TLS comes first; raises ValueError for another.

        STARTTLS is used where it is offered. Without it nothing is sent where TLS is required, as it is for a password
        that would leave this machine. There the certificate is checked too, by what the system trusts unless `tls` is
        given. Elsewhere it is not: whoever could show a false one could as well offer no TLS.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError("write smtp://user:password@host:port or smtps://user:password@host:port")
        self._host, self._port = parts.hostname, parts.port
        self._user = None if parts.username is None else unquote(parts.username)
        self._password = unquote(parts.password or "")
        self._tls_first = parts.scheme == "smtps"
        self._require_tls = require_tls or (self._user is not None and not _is_here(self._host))
        self._timeout = timeout
        self._tls = tls
        self._leaving: set[asyncio.Task[None]] = set()
        """Tasks that say QUIT, which nothing else refers to."""

    async def deliver(self, message: EmailMessage) -> None:
        """Hand the message over: it is the server's once that has accepted its content. Raises DeliveryError.

        Permanent is only what the server says of this recipient or this content. Where it refuses us, by a wrong
        password or an address that we may not send from, mails wait until the operator has put that right.
        """
        client = self._client()
        try:
            async with asyncio.timeout(COMMANDS * self._timeout):
                await client.connect()
                await client.send_message(message)
        except (SMTPException, OSError) as error:  # TimeoutError is an OSError
            client.close()
            raise _refusal(error) from error
        except BaseException:
            client.close()
            raise
        self._leave(client)

    def _leave(self, client: SMTP) -> None:
        """Send QUIT in a task of its own, without waiting for the answer."""
        leaving = asyncio.get_running_loop().create_task(_quit(client))
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)

    def _client(self) -> SMTP:
        return SMTP(
            hostname=self._host,
            port=self._port,
            username=self._user,
            password=None if self._user is None else self._password,
            timeout=self._timeout,
            use_tls=self._tls_first,
            start_tls=True if self._require_tls and not self._tls_first else None,
            validate_certs=self._require_tls or self._tls_first,
            tls_context=self._tls,
        )


async def _quit(client: SMTP) -> None:
    """End the session; what the server makes of it is no trouble, since it has taken the message."""
    try:
        with suppress(SMTPException, OSError):
            await client.quit(timeout=QUIT_TIMEOUT)
    finally:
        client.close()


def _is_here(host: str) -> bool:
    """True if the host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refusal(error: Exception) -> DeliveryError:
    """Return the delivery error for an SMTP error."""
    if isinstance(error, SMTPRecipientsRefused):
        error = error.recipients[0]  # there is one
    if not isinstance(error, SMTPResponseException):
        return DeliveryError(permanent=False, reason=str(error) or type(error).__name__)
    of_this_mail = isinstance(error, SMTPDataError | SMTPRecipientRefused)
    return DeliveryError(permanent=of_this_mail and error.code >= PERMANENT, reason=f"{error.code} {error.message}")
