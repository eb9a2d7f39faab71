"""Performs what a mutation asks for: the scope checked, one unit of work, and made once however often it is sent."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson

from loaders.transactions import BusyError, DuplicateError, Undone, Work, Writer
from models import Outcome, Scope
from resolvers.editing.edit import Saved
from resolvers.editing.editable import table_of
from resolvers.naming import camel
from resolvers.refusals import Conflict, NotPermitted, RateLimited, Refusal, ValidationFailed
from resolvers.validation import Problem
from resolvers.viewer import Viewer

KEPT = timedelta(hours=24)
"""How long an idempotency key is known."""

Act = Callable[[Work, datetime], Awaitable[Saved]]


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sends with every mutation, whatever it is about."""

    mutation: str
    given: Mapping[str, Any]
    """The input as it was sent, without what stands below."""
    idempotency_key: str | None = None
    dry_run: bool = False

    @property
    def fingerprint(self) -> str:
        """The same for the same request."""
        return hashlib.sha256(
            orjson.dumps([self.mutation, self.given], option=orjson.OPT_SORT_KEYS, default=str)
        ).hexdigest()


async def perform(
    writer: Writer, viewer: Viewer, clock: Callable[[], datetime], scope: Scope, request: Request, act: Act
) -> Saved | Refusal:
    """What `act` comes to, in a unit of work of its own; nothing is kept of a refusal or of a dry run."""
    if scope not in viewer.scopes:
        return NotPermitted("NOT_PERMITTED" if viewer.known else "UNAUTHENTICATED")

    async def job(work: Work) -> Saved | Refusal:
        now = clock()
        if request.dry_run:
            saved = await act(work, now)
            known = saved.node_id if saved.version > 1 else None
            raise Undone(Saved(known, saved.version, changes=saved.changes, dry_run=True))
        if request.idempotency_key is None:
            return await act(work, now)
        return await _once(work, viewer, now, request, act)

    try:
        return await writer.run(job)
    except DuplicateError as error:
        return ValidationFailed([Problem((camel(name),), "ALREADY_TAKEN") for name in error.columns])
    except BusyError:
        return RateLimited(1)


async def _once(work: Work, viewer: Viewer, now: datetime, request: Request, act: Act) -> Saved | Refusal:
    """The first outcome of a request that is sent again; only what changed something is remembered."""
    table = table_of(Outcome)
    key = {"viewer": viewer.key, "key": request.idempotency_key}
    for fingerprint, result, created_at in await work.select(table, key, ["request_hash", "result", "created_at"]):
        if now - created_at < KEPT:
            return (
                Saved(**result)
                if fingerprint == request.fingerprint
                else Conflict("IDEMPOTENCY_KEY_PARAMETER_MISMATCH")
            )
        await work.delete(table, key)
    saved = await act(work, now)
    row = {**key, "request_hash": request.fingerprint, "result": asdict(saved), "created_at": now}
    await work.insert(table, [row])
    return saved
