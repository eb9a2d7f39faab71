"""Who sent a request, by its `Authorization` header; what is wrong with a bad one is told to nobody but the log."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from encommun.http.errors import HTTPError
from loaders.database import Database
from loaders.matching import matching
from loaders.snapshot import Snapshot
from loaders.transactions import Writer
from models import SigningKey
from resolvers.editing.editable import table_of
from resolvers.recognising import identified, person, program, seen_today
from resolvers.tokens.using import Uses
from resolvers.viewer import Viewer

if TYPE_CHECKING:
    from resolvers.security.openid import Identity, OpenIDIssuer

SCHEME = b"bearer "
PROGRAM = "enc_api_"
"""How API tokens begin."""

log = logging.getLogger("encommun.authentication")


class Authenticator:
    """Knows people by access tokens, ours or a trusted issuer's, and programs by API tokens."""

    def __init__(
        self, database: Database, writer: Writer, issuer: "OpenIDIssuer | None", clock: Callable[[], datetime]
    ) -> None:
        """Begin without knowing any signing key; they are read when a token comes."""
        self.programs, self.people = Uses(), Uses()
        """The uses of API tokens, and of accounts, that are not written down yet."""
        self._database = database
        self._writer = writer
        self._issuer = issuer
        self._clock = clock
        self._keys: dict[str, str] = {}

    async def known(self, credentials: bytes, visitor: Viewer) -> Viewer:
        """The visitor as whom the credentials name; raises HTTPError 401 for any that are not, or no longer, good."""
        if credentials[: len(SCHEME)].lower() != SCHEME:
            raise _refused()
        token = credentials[len(SCHEME) :].strip().decode("latin-1")
        snapshot = self._database.snapshot()
        snapshot.alone = True  # keys and viewers are one statement each, and need not agree
        try:
            viewer = await self._viewer(token, snapshot, visitor)
        finally:
            await snapshot.close()
        if viewer is None:
            raise _refused()
        return viewer

    async def _viewer(self, token: str, snapshot: Snapshot, visitor: Viewer) -> Viewer | None:
        if token.startswith(PROGRAM):
            viewer = await program(snapshot, token, self._clock(), visitor)
            if viewer is not None and viewer.token_id is not None:
                self.programs.note(viewer.token_id, self._clock())
            return viewer
        account_id = await self._account(token, snapshot)
        if account_id is None:
            return None
        self.people.note(account_id, self._clock())
        return await person(snapshot, account_id, visitor)

    async def _account(self, token: str, snapshot: Snapshot) -> str | None:
        """Whose access token it is."""
        from resolvers.security import access_tokens, openid  # noqa: PLC0415 - loaded when the first token comes
        from resolvers.security.signed import TokenRefused  # noqa: PLC0415

        now = self._clock()
        try:
            if self._issuer is not None and openid.claimed_issuer(token) == self._issuer.issuer:
                return await self._identified(await self._issuer.verify(token, now), now)
            try:
                return access_tokens.verify(token, self._keys, now).account_id
            except TokenRefused:  # perhaps signed with a key that is new
                self._keys = await _keys(snapshot)
                return access_tokens.verify(token, self._keys, now).account_id
        except TokenRefused as refused:
            log.info("A token was refused: %s", refused.reason)
            return None
        except openid.IssuerUnavailable as silent:
            raise HTTPError(
                503, "ISSUER_UNAVAILABLE", "Whoever vouches for you cannot be reached. Try again."
            ) from silent

    async def _identified(self, identity: "Identity", now: datetime) -> str:
        """The account of whom the issuer names, looked for in a snapshot of its own: the next has what is written."""
        snapshot = self._database.snapshot()
        try:
            known = await seen_today(snapshot, identity, now)
        finally:
            await snapshot.close()
        if known is not None:
            return known
        return await self._writer.run(lambda work: identified(work, identity, now))


async def _keys(snapshot: Snapshot) -> dict[str, str]:
    """All signing keys, by id."""
    found = await matching(snapshot, table_of(SigningKey), {}, ["id", "secret"])
    return {row[0]: row[1] for row in found}


def _refused() -> HTTPError:
    message = "Sign in again, or send a valid token: `Authorization: Bearer …`."
    return HTTPError(401, "UNAUTHENTICATED", message, (b"www-authenticate", b"Bearer"))
