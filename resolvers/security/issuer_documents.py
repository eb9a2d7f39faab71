"""Documents that an OpenID Connect issuer publishes: small JSON objects, fetched with little patience."""

import asyncio
import json
from ipaddress import ip_address
from typing import Any

import httpx

TIMEOUT = 5
"""Seconds for a whole document, however slowly it drips."""
LARGEST = 1_000_000
"""Bytes; real ones have a few thousand."""
HEADERS = {"accept": "application/json", "accept-encoding": "identity"}
"""Uncompressed, so that LARGEST is what we hold in memory."""


class IssuerUnavailable(Exception):
    """The issuer does not tell its keys: nobody is at fault who sent a token, and it may be good a minute later."""

    def __init__(self, reason: str) -> None:
        super().__init__("The issuer of the token cannot be reached.")
        self.reason = reason


def is_secure_url(url: str, *, plain: bool = True) -> bool:
    """True if nobody on the way can change what is fetched from `url`: HTTPS, or (if `plain`) this very machine."""
    try:
        parts = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        return False
    return bool(parts.host) and (parts.scheme == "https" or (plain and parts.scheme == "http" and _is_here(parts.host)))


async def fetch_document(client: httpx.AsyncClient, url: str) -> dict[str, Any]:
    """The JSON object at `url`; raises IssuerUnavailable for anything else, redirects included."""
    try:
        found = json.loads(await _body(client, url))
    except (httpx.HTTPError, TimeoutError, ValueError, RecursionError) as error:
        raise IssuerUnavailable(f"{url}: {error!r:.200}") from error
    if not isinstance(found, dict):
        raise IssuerUnavailable(f"{url}: not an object")
    return found


async def _body(client: httpx.AsyncClient, url: str) -> bytes:
    body = bytearray()
    request = client.stream("GET", url, headers=HEADERS, timeout=TIMEOUT, follow_redirects=False)
    async with asyncio.timeout(TIMEOUT), request as response:
        if response.status_code != httpx.codes.OK:
            raise IssuerUnavailable(f"{url}: status {response.status_code}")
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > LARGEST:
                raise IssuerUnavailable(f"{url}: more than {LARGEST} bytes")
    return bytes(body)


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
