"""Ranges of IP addresses from which a token may be used."""

import re
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from loaders.errors import FaultError

CIDR = re.compile(r"[0-9a-fA-F.:]+(/[0-9]{1,3})?")
"""Without netmasks, as 0.0.0.255 and 255.255.255.0 are easily confused, and zones, which one machine alone knows."""
IpRange = IPv4Network | IPv6Network

MAPPED = IPv6Network("::ffff:0:0/96")
"""IPv4 addresses as a socket for both versions shows them (RFC 4291, 2.5.5.2)."""


def parse_ranges(texts: Iterable[str]) -> tuple[IpRange, ...]:
    """The ranges that texts such as `192.0.2.0/24`, `2001:db8::/32` or a single address describe, in their order.

    Raises FaultError INVALID_ADDRESS_RANGE for the first that is none, or whose address has bits beyond its prefix:
    whoever writes `192.0.2.7/24` may have meant one machine or all of them.
    """
    return tuple(_range(text.strip()) for text in texts)


def is_in_ranges(ranges: Sequence[IpRange], address: str) -> bool:
    """True if the address lies in one of the ranges; no ranges admit everyone, any range refuses a malformed address.

    An IPv4 address is the same however it is written; `::/0` holds none.
    """
    if not ranges:
        return True
    try:
        found = _plain(ip_address(address))
    except ValueError:
        return False
    return any(found in each for each in ranges)


def _range(text: str) -> IpRange:
    try:
        found = ip_network(text if CIDR.fullmatch(text) else "")
    except ValueError:
        says = f"{text[:60]!r} is no range of addresses: write one as 192.0.2.0/24, 2001:db8::/32 or a single address."
        raise FaultError("INVALID_ADDRESS_RANGE", says) from None
    if isinstance(found, IPv6Network) and found.subnet_of(MAPPED):
        return IPv4Network((int(found.network_address) & 0xFFFF_FFFF, found.prefixlen - MAPPED.prefixlen))
    return found


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
