"""A server of one small application behind the real protocol, and clients that write bytes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

import uvicorn
from uvicorn.server import ServerState

from encommun.server import uvicorn_config
from encommun.transport.connection_limits import ConnectionLimits
from encommun.transport.connection_timeouts import ConnectionTimeouts
from encommun.transport.protocol import Protocol
from encommun.transport.settings import TransportSettings

GET = b"GET / HTTP/1.1\r\nHost: commons\r\n\r\n"
SECONDS = 10


class Application:
    """Echoes a body; `/wait` answers once it is let go, `/large` with more than a client's socket takes."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.headers: list[dict[bytes, bytes]] = []
        self.cancelled: list[str] = []
        self.go = asyncio.Event()
        self.arrived = asyncio.Event()

    async def __call__(self, scope, receive, send) -> None:
        path = scope["path"]
        self.asked.append(path)
        self.headers.append(dict(scope["headers"]))
        self.arrived.set()
        try:
            await self.answer(path, receive, send)
        except asyncio.CancelledError:
            self.cancelled.append(path)
            raise

    async def answer(self, path, receive, send) -> None:
        body = b""
        if path == "/wait":
            await receive()
            await self.go.wait()
        elif path == "/large":
            body = bytes(30_000_000)
        elif path == "/broken":
            raise RuntimeError("hunter2")
        elif path != "/early":
            while (message := await receive()).get("more_body"):
                body += message["body"]
            body += message.get("body", b"")
        length = b"%d" % len(body)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", length)]})
        await send({"type": "http.response.body", "body": body})


class RawServer:
    """The server, its clock, and a way to connect to it."""

    def __init__(self, application: Application, gate: ConnectionLimits, state: ServerState) -> None:
        self.application = application
        self.gate = gate
        self.state = state
        self.sweep = ConnectionTimeouts(gate)
        self.now = 0.0
        self.port = 0
        self.clients: list[RawClient] = []

    @property
    def connections(self) -> list[Protocol]:
        return list(self.state.connections)

    async def pass_seconds(self, seconds: float) -> None:
        """Let the sweep see what is there, then see it again that much later."""
        await asyncio.sleep(0.05)
        self.sweep(self.state.connections, self.now)
        self.now += seconds
        self.sweep(self.state.connections, self.now)

    async def connect(self) -> "RawClient":
        self.clients.append(RawClient(*await asyncio.open_connection("127.0.0.1", self.port)))
        return self.clients[-1]

    async def ask(self, *parts: bytes) -> bytes:
        """All that is answered to `parts`, each sent by itself, until the server ends the connection."""
        client = await self.connect()
        for part in parts:
            await client.send(part)
        return await client.rest()


class RawClient:
    """One connection to the server."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def send(self, data: bytes) -> None:
        """Send bytes, and give the server time to see them by themselves."""
        self.writer.write(data)
        await asyncio.sleep(0.02)

    async def answer(self) -> bytes:
        """One answer with a `Content-Length`."""
        async with asyncio.timeout(SECONDS):
            head = await self.reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            return head + await self.reader.readexactly(length)

    async def rest(self) -> bytes:
        """All that comes until the end of the connection."""
        async with asyncio.timeout(SECONDS):
            return await self.reader.read()

    async def is_open(self) -> bool:
        """True if the server has not ended the connection."""
        await asyncio.sleep(0.05)
        return not self.reader.at_eof()

    def leave(self) -> None:
        self.writer.transport.abort()


@asynccontextmanager
async def wired(proxies: tuple[str, ...] = (), **limits: float) -> AsyncIterator[RawServer]:
    """A server with these limits; no time passes for it by itself."""
    application, state = Application(), ServerState()
    gate = ConnectionLimits(TransportSettings(**limits), proxies)
    config: uvicorn.Config = uvicorn_config(application, gate, proxies)
    config.load()
    wire = RawServer(application, gate, state)
    factory = partial(Protocol, gate=gate, config=config, server_state=state, app_state={})
    server = await asyncio.get_running_loop().create_server(factory, "127.0.0.1", 0)
    wire.port = server.sockets[0].getsockname()[1]
    try:
        yield wire
    finally:
        server.close()
        for connection in wire.connections:
            connection.wire.abort()
        for client in wire.clients:
            client.leave()
            with suppress(ConnectionError):
                await client.writer.wait_closed()
        await asyncio.gather(*wire.state.tasks, return_exceptions=True)


def post(path: str, body: bytes, *headers: str) -> bytes:
    """A POST of `body`."""
    lines = [f"POST {path} HTTP/1.1", "Host: commons", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def chunked(*chunks: bytes) -> bytes:
    """A POST in chunks, without the one that ends it."""
    head = b"POST / HTTP/1.1\r\nHost: commons\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
