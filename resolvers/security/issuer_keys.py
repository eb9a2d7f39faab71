"""The public keys of an OpenID Connect issuer: fetched when they are needed, kept, and fetched again in moderation."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import Key, import_key

from resolvers.security.issuer_documents import IssuerUnavailable, fetch_document, is_secure_url
from resolvers.security.jwt import TokenRefused

log = logging.getLogger("encommun.openid")

FRESH = timedelta(minutes=10)
"""So long, keys are used without asking whether they are still the issuer's."""
USABLE = timedelta(days=1)
"""So long, they are used although the issuer does not answer; it may have withdrawn one that was stolen."""
PAUSE = timedelta(seconds=30)
"""Between two fetches, whatever comes in: made-up key names must not make us hammer the issuer."""
MOST_KEYS = 100
"""Of one issuer; real ones have two or three."""

KEY_TYPES = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
"""By algorithm that is accepted. None of them has a secret, for which a public key could be taken."""
MEMBERS = {"RSA": ("n", "e"), "EC": ("crv", "x", "y")}
SHORTEST_MODULUS = 342
"""Digits of base64 in the 2,048 bits that RFC 7518 (3.3) demands of an RSA key."""

Keys = dict[tuple[str, str], Key]
"""By name and type: a token's algorithm asks for a type, and never gets a key of the other."""


class IssuerKeys:
    """One issuer's keys, for any number of requests at once: one of them fetches, the others wait for it."""

    def __init__(self, issuer: str, client: httpx.AsyncClient) -> None:
        self._issuer = issuer
        self._client = client
        self._keys: Keys = {}
        self._read_at: datetime | None = None
        self._tried_at: datetime | None = None
        self._fetching: asyncio.Task[None] | None = None
        self._failure = "not tried"

    async def find(self, kid: str, algorithm: str, now: datetime) -> Key:
        """The key of that name for that algorithm.

        Raises TokenRefused if the issuer has no such key, and IssuerUnavailable if it has not told its keys for a day.
        """
        wanted = kid, KEY_TYPES.get(algorithm, "")
        if wanted not in self._keys or not _within(FRESH, self._read_at, now):
            await self._renew(now)
        if not _within(USABLE, self._read_at, now):
            raise IssuerUnavailable(self._failure)
        if wanted not in self._keys:
            raise TokenRefused("kid")
        return self._keys[wanted]

    async def _renew(self, now: datetime) -> None:
        if self._fetching is None:
            if _within(PAUSE, self._tried_at, now):
                return
            self._tried_at = now
            self._fetching = asyncio.get_running_loop().create_task(self._fetch(now))
        await asyncio.shield(self._fetching)  # a request that is cancelled leaves the others theirs

    async def _fetch(self, now: datetime) -> None:
        try:
            self._keys, self._read_at = await self._published(), now
        except IssuerUnavailable as error:
            self._failure = error.reason
            log.warning("%s does not tell its keys: %s", self._issuer, error.reason)
        finally:
            self._fetching = None

    async def _published(self) -> Keys:
        """The keys as the issuer tells them (OpenID Connect Discovery 1.0, 4; RFC 7517, 5)."""
        about = await fetch_document(self._client, self._issuer.removesuffix("/") + "/.well-known/openid-configuration")
        if about.get("issuer") != self._issuer:  # else one issuer could speak for another (Discovery, 7.2)
            raise IssuerUnavailable(f"it calls itself {about.get('issuer')!r:.200}")
        address = about.get("jwks_uri")
        if not isinstance(address, str) or not is_secure_url(address, plain=self._issuer.startswith("http:")):
            raise IssuerUnavailable(f"its keys are at {address!r:.200}")
        listed = (await fetch_document(self._client, address)).get("keys")
        if not isinstance(listed, list):
            raise IssuerUnavailable("it has no list of keys")
        return {(jwk["kid"], jwk["kty"]): key for jwk in listed[:MOST_KEYS] if (key := _key(jwk)) is not None}


def _key(jwk: Any) -> Key | None:
    """The key that signatures are checked with; None for what is no key, or not for us: the others may yet be."""
    if not isinstance(jwk, dict) or jwk.get("use", "sig") != "sig":
        return None
    needed = "kty", "kid", *MEMBERS.get(str(jwk.get("kty")), ("",))
    public = {name: jwk[name] for name in (*needed, "alg") if isinstance(jwk.get(name), str)}
    if not public.keys() >= set(needed) or len(public.get("n", "")) < SHORTEST_MODULUS * ("n" in needed):
        return None
    try:
        return import_key(public)
    except (JoseError, ValueError, KeyError):
        return None


def _within(span: timedelta, since: datetime | None, now: datetime) -> bool:
    return since is not None and abs(now - since) < span
