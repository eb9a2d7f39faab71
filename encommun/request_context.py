"""The context of each request: its viewer, and the services that the answer uses."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from functools import partial
from http import HTTPStatus

from starlette.types import Scope
from uuid_utils import uuid7

from encommun.authentication import UNKNOWN, Authenticator
from encommun.health import Health
from encommun.http.endpoint import Asking, Headers
from encommun.http.errors import HTTPError
from encommun.rate_limiting.charging import CostCharger
from loaders.drivers.database import Database
from loaders.drivers.snapshot import Snapshot
from loaders.unit_of_work import Writer
from resolvers.core.site import Site
from resolvers.core.viewer import Viewer
from resolvers.i18n.messages import language_of
from resolvers.network.snapshots import SnapshotService
from resolvers.search.search_log import SearchNotes
from schema.kit.context import Context
from schema.kit.mutation import PUBLIC_MUTATIONS

Admits = Callable[[frozenset[str]], None]
REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
"""The form of a client's own request id."""


class RequestContext(AbstractAsyncContextManager[Context]):
    """The context of one request: its viewer is found out first, and its snapshot let go in the end."""

    def __init__(self, desk: "ContextFactory", snapshot: Snapshot, viewer: Viewer, credentials: bytes | None) -> None:
        """Take a snapshot that nobody else has; `viewer` is who it is without `credentials`."""
        self._desk = desk
        self._snapshot = snapshot
        self._viewer = viewer
        self._credentials = credentials

    async def __aenter__(self) -> Context:
        """The context: a visitor's for credentials that are not good, who then does only what takes no signing in."""
        viewer, why_not, guessed = self._viewer, None, False
        desk, till = self._desk, self._desk.till
        if self._credentials is not None:
            try:
                viewer = await self._known(self._credentials)
            except HTTPError as error:
                if error.status != HTTPStatus.UNAUTHORIZED:
                    raise
                why_not, guessed = error, error.code == UNKNOWN
        if till is not None and not guessed:
            till.check_balance(viewer)
        context = partial(Context, self._snapshot, viewer, desk.writer, desk.clock, desk.site)
        context = partial(context, network=desk.network, searches=desk.searches)
        if till is None:
            return context(admits=_admitting(why_not))
        read, refused = partial(till.charge_parsing, viewer), partial(till.charge_refusal, viewer)
        # Whoever has just paid for a guess has paid for its refusal; to read what they ask costs what it always does.
        admits = _admitting(why_not, None if guessed else refused)
        return context(partial(till.charge, viewer), read, refused, admits=admits)

    async def _known(self, credentials: bytes) -> Viewer:
        """Return the viewer of the credentials; invalid ones cost the address points, so that guessing ends.

        Whoever is told why theirs are no good has guessed nothing: they have expired, were revoked, or are no token.
        """
        till, authenticator = self._desk.till, self._desk.authenticator
        if till is not None and authenticator.needs_lookup(credentials):
            till.check_guess_balance(self._viewer)
        try:
            return await authenticator.authenticate(credentials, self._viewer)
        except HTTPError as error:
            if error.code == UNKNOWN and till is not None:
                till.charge_guess(self._viewer)
            raise

    async def __aexit__(self, *_: object) -> None:
        """Let go of the snapshot."""
        await self._snapshot.close()


class ContextFactory:
    """The factory of contexts, with the services that all requests share."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        authenticator: Authenticator,
        site: Site,
        health: Health,
        clock: Callable[[], datetime],
        till: CostCharger | None = None,
    ) -> None:
        """Take what is open as long as the application runs; without a till, nothing is charged."""
        self.till = till
        self.network: SnapshotService | None = None
        self.searches = SearchNotes()
        self.database = database
        self.writer = writer
        self.authenticator = authenticator
        self.site = site
        self.health = health
        self.clock = clock

    def create(self, scope: Scope, headers: Headers) -> RequestContext:
        """The context of a request."""
        client = scope.get("client")
        viewer = Viewer(
            request_id=_request_id(headers),
            language=language_of(headers.get(b"accept-language", b"").decode("latin-1")),
            address=client[0] if client else "",
            quotas=self.site.quotas,
        )
        return RequestContext(self, self.database.snapshot(), viewer, headers.get(b"authorization"))


def _admitting(why_not: HTTPError | None, charge: Callable[[], None] | None = None) -> Admits | None:
    """Return the function that admits mutations without a valid token: sign-in, refresh, links in mails.

    All else is charged, if it is to be, and refused with what is wrong with the token: who believes to be signed in is
    not answered as a visitor. None for who has a good token, or none at all.
    """
    return None if why_not is None else partial(_admit, why_not, charge)


def _admit(why_not: HTTPError, charge: Callable[[], None] | None, mutations: frozenset[str]) -> None:
    if mutations and mutations <= PUBLIC_MUTATIONS:
        return
    if charge is not None:
        charge()
    raise why_not


def _request_id(headers: Headers) -> str:
    given = headers.get(b"x-request-id", b"")
    return given.decode() if REQUEST_ID.fullmatch(given) else str(uuid7())


__all__ = ["Asking", "ContextFactory"]
