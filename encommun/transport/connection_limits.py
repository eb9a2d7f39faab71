"""Limits on the number of connections, in all and of each address."""

import logging
import os
import resource
from collections import Counter
from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from encommun.log_throttling import ThrottledLog
from encommun.transport.body_budget import BodyBudget
from encommun.transport.settings import TransportSettings

RESERVE = 128
"""File descriptors that are not for clients: the database's files and connections, mails, the log."""

REFUSED = 32
"""Maximum number of refused connections that get an answer at the same time; others are closed at once."""


class ConnectionOrigin(NamedTuple):
    """The origin of a connection: the key under which it is counted, None for a proxy's."""

    key: int | None


class ConnectionLimits:
    """Counts the connections of one server and decides about each new one."""

    def __init__(self, limits: TransportSettings, proxies: Sequence[str] = ()) -> None:
        """Take the ranges of the proxies whose connections are many people's."""
        self.limits = limits
        self.notices = ThrottledLog(logging.getLogger("encommun.transport"), logging.WARNING)
        self.capacity = min(limits.max_connections, max(1, file_limit() - RESERVE))
        self.bodies = BodyBudget(limits.max_unread_bytes)
        self.open = 0
        self.refused = 0
        self._proxies = [ip_network(proxy) for proxy in proxies]
        self._each: Counter[int] = Counter()

    def admit(self, address: str) -> ConnectionOrigin | None:
        """Count a connection; None, and it is not counted, when there are too many."""
        origin = self._origin(address)
        if self.open >= self.capacity:
            self.notices.add("A connection was refused: there are as many as ENCOMMUN_MAX_CONNECTIONS allows")
            return None
        if origin.key is not None:
            if self._each[origin.key] >= self.limits.max_connections_per_address:
                self.notices.add("A connection was refused: its address has ENCOMMUN_MAX_CONNECTIONS_PER_ADDRESS")
                return None
            self._each[origin.key] += 1
        self.open += 1
        return origin

    def leave(self, origin: ConnectionOrigin) -> None:
        """Count a connection no longer."""
        self.open -= 1
        if origin.key is not None:
            self._each[origin.key] -= 1
            if not self._each[origin.key]:
                del self._each[origin.key]

    @property
    def is_nearly_full(self) -> bool:
        """True if nine tenths of all connections are taken."""
        return self.open * 10 >= self.capacity * 9

    def check_files(self) -> None:
        """Say so when the process cannot open another file."""
        try:
            os.close(os.dup(0))
        except OSError as error:
            self.notices.add(f"No other file or connection can be opened: {error.strerror}")

    def _origin(self, address: str) -> ConnectionOrigin:
        """Origin of an IP address; what is no address (a socket of the system) counts as a proxy."""
        try:
            ip = ip_address(address)
        except ValueError:
            return ConnectionOrigin(None)
        if isinstance(ip, IPv6Address):
            ip = ip.ipv4_mapped or ip
        if any(ip in proxies for proxies in self._proxies):
            return ConnectionOrigin(None)
        # Whoever has one address of IPv6 has the 2^64 beside it.
        return ConnectionOrigin(int(ip) >> 64 if isinstance(ip, IPv6Address) else int(ip))


def file_limit() -> int:
    """Files that this process may have open."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 1 << 20 if soft == resource.RLIM_INFINITY else soft
