"""A real SMTP server on loopback, in a thread of its own, which does as it is told."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, contextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

HOST = "127.0.0.1"
USER, PASSWORD = "encommun@example.org", "pâss:w/rd@"


class Handler:
    """Takes messages, unless it has other answers left."""

    def __init__(self, of_recipients: list[str] | None = None, of_content: list[str] | None = None) -> None:
        self.of_recipients = of_recipients or []
        self.of_content = of_content or []
        self.at_quit: Callable[[SMTP], Awaitable[str]] | None = None
        self.quits = 0
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.encrypted: list[bool] = []
        self.users: list[bytes] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if self.of_recipients:
            return self.of_recipients.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.of_content:
            return self.of_content.pop(0)
        self.messages.append(BytesParser(policy=policy.default).parsebytes(envelope.content))
        self.recipients.append(envelope.rcpt_tos)
        self.encrypted.append(session.ssl is not None)
        return "250 Taken"

    async def handle_QUIT(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.quits += 1
        return await self.at_quit(server) if self.at_quit else "221 Bye"

    def authenticate(self, server, session, envelope, mechanism, data) -> AuthResult:
        self.users.append(data.login)
        right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)  # the server answers


def free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return found.getsockname()[1]


class Receiver(Controller):
    """Knows its sessions, to cut those that clients have not ended when it stops."""

    def factory(self) -> SMTP:
        self.sessions = [*getattr(self, "sessions", []), super().factory()]
        return self.sessions[-1]

    async def cut(self) -> None:
        for each in self.sessions:
            if each.transport is not None:
                each.transport.abort()
        await asyncio.sleep(0.01)  # until the transports are closed


@contextmanager
def receiving(handler: Handler, **options):
    """The port where the handler receives; `options` are those of aiosmtpd's server."""
    controller = Receiver(handler, HOST, free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        asyncio.run_coroutine_threadsafe(controller.cut(), controller.loop).result(10)
        controller.stop()


@asynccontextmanager
async def hanging():
    """The port of a server that takes connections and never says a word."""
    taken: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda _, writer: taken.append(writer), HOST, 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        for writer in taken:
            writer.close()
        server.close()
