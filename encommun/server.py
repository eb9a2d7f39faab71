"""Listens on an address and serves an application until the operator or the system stops it."""

import gc
import signal
import socket
import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from ipaddress import IPv4Network, ip_network
from types import FrameType

import typer
import uvicorn
from starlette.types import ASGIApp

from encommun.background_imports import start_background_imports
from encommun.forced_shutdown import DRAIN_SECONDS, schedule_forced_shutdown
from encommun.operator_error import OperatorError
from encommun.settings import Settings
from encommun.transport.connection_limits import ConnectionLimits
from encommun.transport.connection_timeouts import ConnectionTimeouts
from encommun.transport.protocol import Protocol

COLLECTION = (50_000, 20, 100)
"""Objects more than before, until the young are looked through; how often until older ones are."""

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what a server listens on is no address to write
"""The loopback address for each wildcard address."""
TICKS = 10
"""Number of uvicorn's ticks, of 100 ms each, between two sweeps."""


class Server(uvicorn.Server):
    """Uvicorn's server, which says where it answers as soon as it does, and ends what takes its clients too long."""

    def __init__(self, config: uvicorn.Config, gate: ConnectionLimits) -> None:
        """Take the gate that the connections of `config` go through."""
        super().__init__(config)
        self.sweep = ConnectionTimeouts(gate)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the application, listen, and say so."""
        await super().startup(sockets)
        freeze_gc()
        for listener in sockets or []:
            typer.echo(f"Encommun answers at {listener_address(listener)}/graphql (Ctrl-C stops it).")
        start_background_imports()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop, within a time that holds whatever hangs."""
        if not self.should_exit:
            schedule_forced_shutdown()
        super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        """Sweep once a second; return whether to stop."""
        if counter % TICKS == 0:
            self.sweep(self.server_state.connections, time.monotonic())
        return await super().on_tick(counter)


def freeze_gc() -> None:
    """Leave all that is there now out of every garbage collection, and collect less often.

    What a request makes is gone with it, without cycles; looking through the schema each time takes milliseconds.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTION)


def bind_socket(host: str, port: int) -> closing[socket.socket]:
    """A socket that holds the address without listening yet, so that no client comes before the commons is ready.

    Raises OperatorError when the address is taken, not allowed, or not one of this machine.
    """
    try:
        (family, kind, protocol, _, place), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
    except OSError as error:
        raise OperatorError(
            f"Cannot listen on {host} port {port}: {error.strerror}. Choose --host or --port."
        ) from error
    return closing(listener)


def listener_address(listener: socket.socket) -> str:
    """The address that a client on this machine would write."""
    host, port = listener.getsockname()[:2]
    host = EVERYWHERE.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(application: ASGIApp, listener: socket.socket, settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM, end the requests in flight, and return.

    The `X-Forwarded-For` of trusted proxies is believed; who comes from elsewhere is who connects.
    """
    gate = ConnectionLimits(settings, settings.trusted_proxies)
    server = Server(uvicorn_config(application, gate, settings.trusted_proxies), gate)
    # Uvicorn raises the signal again once it has stopped, for the handler it found: its own makes that a clean return.
    signal.signal(signal.SIGINT, server.handle_exit)
    signal.signal(signal.SIGTERM, server.handle_exit)
    server.run(sockets=[listener])


def uvicorn_config(application: ASGIApp, gate: ConnectionLimits, proxies: Sequence[str]) -> uvicorn.Config:
    """Uvicorn's settings, which are not the operator's."""
    return uvicorn.Config(
        application,
        http=partial(Protocol, gate=gate),  # type: ignore[arg-type] # is called as a class would be
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=with_mapped_ranges(proxies),
    )


def with_mapped_ranges(ranges: Sequence[str]) -> list[str]:
    """The ranges, those of IPv4 also as a socket for both versions shows them."""
    networks = [ip_network(each) for each in ranges]
    mapped = [
        f"::ffff:{each.network_address}/{96 + each.prefixlen}" for each in networks if isinstance(each, IPv4Network)
    ]
    return [*map(str, networks), *mapped]
