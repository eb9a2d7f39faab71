"""Authentication of requests by their `Authorization` header.

Who holds a token that is no longer good is told why. Of one that was made up, is from elsewhere or was signed by
somebody else, nothing is told but that it is not accepted; the log alone says more.
"""

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from encommun.http.errors import HTTPError
from encommun.signing_keys import key_cache
from loaders.drivers.database import Database
from loaders.unit_of_work import Writer
from resolvers.core.viewer import Viewer
from resolvers.identity.identification import (
    account_of_identity,
    account_seen_today,
    identify_account,
    identify_token,
    token_rejection,
)
from resolvers.security.opaque_tokens import is_well_formed
from resolvers.security.signing_key import GivenKeys, no_given_keys
from resolvers.spaces.tokens.usage import TokenUsage

if TYPE_CHECKING:
    from resolvers.security.openid import Identity, OpenIDIssuer

SCHEME = b"bearer "
PROGRAM = "enc_api_"
"""The prefix of API tokens."""
MOST = 10_000
"""API tokens that are remembered as good ones, by their hash."""

UNKNOWN, EXPIRED, MALFORMED = "UNAUTHENTICATED", "TOKEN_EXPIRED", "TOKEN_MALFORMED"
SAID = {
    UNKNOWN: "This token is not accepted. Sign in again, or send a valid token: `Authorization: Bearer …`.",
    EXPIRED: "This token has expired. Get another by `refreshSession` or `logIn`, or from who gave you this one; or "
    "send none, to read what is public.",
    MALFORMED: "`Authorization` has no token of ours: write `Bearer` and an access token or an API token, whole; or "
    "leave the header away, to read what is public.",
    "TOKEN_REVOKED": "This token was revoked. Ask who administers the network for another.",
    "TOKEN_SUSPENDED": "Who gave this token has left the network. Ask who administers it to take the token over.",
}
"""By code, what is said of credentials that are not accepted."""
WHY = {
    "exp": EXPIRED,
    **dict.fromkeys(("too long", "not readable", "not made of objects", "an extension", "typ or kid"), MALFORMED),
}
"""Reported reasons of a refused access token: those that the token itself shows."""

log = logging.getLogger("encommun.authentication")


class Authenticator:
    """Knows people by access tokens, ours or a trusted issuer's, and programs by API tokens."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        issuer: "OpenIDIssuer | None",
        clock: Callable[[], datetime],
        given: GivenKeys = no_given_keys,
    ) -> None:
        """Begin without knowing any signing key; unless `given`, they are read when a token comes."""
        self.programs, self.people = TokenUsage(), TokenUsage()
        """The uses of API tokens, and of accounts, that are not written down yet."""
        self._database = database
        self._writer = writer
        self._issuer = issuer
        self._clock = clock
        self._keys = key_cache(database, given, clock)
        self._good: OrderedDict[bytes, None] = OrderedDict()

    def needs_lookup(self, credentials: bytes) -> bool:
        """True if the credentials may be an API token that this process has not validated yet, or a made-up one."""
        token = credentials[len(SCHEME) :].strip().decode("latin-1")
        return is_well_formed(token, "api") and _digest(token) not in self._good

    async def authenticate(self, credentials: bytes, visitor: Viewer) -> Viewer:
        """The visitor as whom the credentials name; raises HTTPError 401 for any that are not, or no longer, good."""
        if credentials[: len(SCHEME)].lower() != SCHEME:
            raise rejected(MALFORMED)
        token = credentials[len(SCHEME) :].strip().decode("latin-1")
        viewer = await self._viewer(token, visitor)
        if viewer is None:
            raise rejected(UNKNOWN)
        return viewer

    async def _viewer(self, token: str, visitor: Viewer) -> Viewer | None:
        """Keys and viewers are one statement each and need not agree: no connection is held between the two."""
        if token.startswith(PROGRAM):
            viewer = await identify_token(self._database.single(), token, self._clock(), visitor)
            if viewer is not None and viewer.token_id is not None:
                self.programs.record(viewer.token_id, self._clock())
                self._remember(token)
            if viewer is None:
                raise rejected(await token_rejection(self._database.single(), token, self._clock(), visitor))
            return viewer
        account_id = await self._account(token)
        self.people.record(account_id, self._clock())
        return await identify_account(self._database.single(), account_id, visitor)

    def _remember(self, token: str) -> None:
        self._good[_digest(token)] = None
        if len(self._good) > MOST:
            self._good.popitem(last=False)

    async def _account(self, token: str) -> str:
        """Return the id of the account of an access token; raises HTTPError."""
        from resolvers.security import access_tokens, openid  # noqa: PLC0415 - loaded when the first token comes
        from resolvers.security.jwt import TokenRefused  # noqa: PLC0415

        now = self._clock()
        try:
            if self._issuer is not None and openid.claimed_issuer(token) == self._issuer.issuer:
                return await self._identified(await self._issuer.verify(token, now), now)
            kid = access_tokens.key_name(token, now)
            return access_tokens.verify(token, await self._keys.with_key(kid), now).account_id
        except TokenRefused as error:
            log.info("A token was refused: %s", error.reason)
            raise rejected(WHY.get(error.reason, UNKNOWN)) from None
        except openid.IssuerUnavailable as silent:
            raise HTTPError(
                503, "ISSUER_UNAVAILABLE", "Whoever vouches for you cannot be reached. Try again."
            ) from silent

    async def _identified(self, identity: "Identity", now: datetime) -> str:
        """The account of whom the issuer names."""
        known = await account_seen_today(self._database.single(), identity, now)
        if known is not None:
            return known
        return await self._writer.run(lambda work: account_of_identity(work, identity, now))


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def rejected(code: str) -> HTTPError:
    """The answer to credentials that are not accepted."""
    return HTTPError(401, code, SAID[code], (b"www-authenticate", b"Bearer"))
