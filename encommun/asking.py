"""Who asks, and what the answer may draw on: the context of each request."""

import re
from contextlib import AbstractAsyncContextManager

from starlette.types import Scope
from uuid_utils import uuid7

from encommun.authentication import Authenticator
from encommun.http.endpoint import Asking, Headers
from loaders.database import Database
from loaders.snapshot import Snapshot
from loaders.transactions import Writer
from resolvers.commons import Commons
from resolvers.messages import language_of
from resolvers.viewer import Viewer
from schema.kit.context import Context, clock

REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
"""What a client may call its request by."""


class Asked(AbstractAsyncContextManager[Context]):
    """The context of one request: its viewer is found out first, and its snapshot let go in the end."""

    def __init__(self, desk: "Desk", snapshot: Snapshot, viewer: Viewer, credentials: bytes | None) -> None:
        """Take a snapshot that nobody else has; `viewer` is who it is without `credentials`."""
        self._desk = desk
        self._snapshot = snapshot
        self._viewer = viewer
        self._credentials = credentials

    async def __aenter__(self) -> Context:
        """The context; raises HTTPError for credentials that are not, or no longer, good."""
        viewer = self._viewer
        if self._credentials is not None:
            viewer = await self._desk.authenticator.known(self._credentials, viewer)
        return Context(self._snapshot, viewer, self._desk.writer, clock, self._desk.commons)

    async def __aexit__(self, *_: object) -> None:
        """Let go of the snapshot."""
        await self._snapshot.close()


class Desk:
    """Where requests are received: it has what all of them draw on."""

    def __init__(self, database: Database, writer: Writer, authenticator: Authenticator, commons: Commons) -> None:
        """Take what is open as long as the application runs."""
        self._database = database
        self.writer = writer
        self.authenticator = authenticator
        self.commons = commons

    def asked(self, scope: Scope, headers: Headers) -> Asked:
        """The context of a request."""
        client = scope.get("client")
        viewer = Viewer(
            request_id=_request_id(headers),
            language=language_of(headers.get(b"accept-language", b"").decode("latin-1")),
            address=client[0] if client else "",
        )
        return Asked(self, self._database.snapshot(), viewer, headers.get(b"authorization"))


def _request_id(headers: Headers) -> str:
    given = headers.get(b"x-request-id", b"")
    return given.decode() if REQUEST_ID.fullmatch(given) else str(uuid7())


__all__ = ["Asking", "Desk"]
