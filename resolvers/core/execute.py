"""Performs what a mutation asks for: the scope checked, one unit of work, and made once however often it is sent."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import orjson

from loaders.tables import table_of
from loaders.unit_of_work import DuplicateError, Rollback, UnitOfWork, Writer
from models import Account, Outcome, Scope
from resolvers.core.refusals import Conflict, NotPermitted, Refusal, ValidationFailed, refuse
from resolvers.core.save_result import SaveResult
from resolvers.core.viewer import Viewer
from resolvers.validation import Problem
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.texts import Limit, line

KEPT_FOR = timedelta(hours=24)
"""The time for which an idempotency key is remembered."""
KEY = line(Limit.SHORT)
"""The form of an idempotency key."""

Result = TypeVar("Result")
Clock = Callable[[], datetime]
Command = Callable[[UnitOfWork, datetime], Awaitable[Result]]
"""A use case about to run: what it does in a unit of work, at a moment; it refuses by `refuse`."""


@dataclass(frozen=True, slots=True)
class IdempotentRequest:
    """The envelope of a mutation of records: name, content, idempotency key and dry run."""

    mutation: str
    given: Mapping[str, Any]
    """The input as it was sent, without what stands below; only looked at where there is a key."""
    idempotency_key: str | None = None
    dry_run: bool = False

    @property
    def fingerprint(self) -> str:
        """The same for the same request."""
        given = orjson.dumps([self.mutation, self.given], option=orjson.OPT_SORT_KEYS, default=str)
        return hashlib.sha256(given).hexdigest()


async def execute(
    writer: Writer, viewer: Viewer, clock: Clock, scope: Scope | None, act: Command[Result]
) -> Result | Refusal:
    """Run `act` in a unit of work of its own and return its result; a refusal rolls it back. Scope None admits anybody.

    Raises UnavailableError when it cannot be done now, because of others or of the database.
    """
    if refused := missing_scope(viewer, scope):
        return refused

    async def job(work: UnitOfWork) -> Result:
        await _check_is_there(work, viewer)
        return await act(work, clock())

    try:
        return await writer.run(job)
    except DuplicateError as error:
        return ValidationFailed([Problem((to_camel_case(name),), "ALREADY_TAKEN") for name in error.columns])


async def _check_is_there(work: UnitOfWork, viewer: Viewer) -> None:
    """Refuse what is done for a person who was erased while it waited: nothing would take out what it writes."""
    if viewer.person_id is None:
        return
    for row in await work.select(table_of(Account), {"id": viewer.person_id}, ["erased_at"]):
        if row.erased_at is not None:
            refuse(NotPermitted("UNAUTHENTICATED"))


def missing_scope(viewer: Viewer, scope: Scope | None) -> NotPermitted | None:
    """Why a viewer may not do what needs a scope, if they do not have it."""
    if scope is None or scope in viewer.scopes:
        return None
    return NotPermitted("NOT_PERMITTED" if viewer.is_authenticated else "UNAUTHENTICATED")


def idempotent(viewer: Viewer, request: IdempotentRequest, act: Command[SaveResult]) -> Command[SaveResult]:
    """The same use case, tried without a trace or made once, if the client wants it so."""
    key, problems = (None, []) if request.idempotency_key is None else KEY(request.idempotency_key)
    request = replace(request, idempotency_key=key)

    async def made(work: UnitOfWork, now: datetime) -> SaveResult:
        if problems:
            refuse(ValidationFailed([each.under("idempotencyKey") for each in problems]))
        if request.dry_run:
            saved = await act(work, now)
            known = saved.node_id if saved.version > 1 else None
            raise Rollback(SaveResult(known, saved.version, changes=saved.changes, dry_run=True))
        if request.idempotency_key is None:
            return await act(work, now)
        return await _remembered(work, viewer, now, request) or await _made(work, viewer, now, request, act)

    return made


async def _remembered(work: UnitOfWork, viewer: Viewer, now: datetime, request: IdempotentRequest) -> SaveResult | None:
    """Return the stored result of the same request, if it changed something."""
    table, key = table_of(Outcome), {"viewer": viewer.key, "key": request.idempotency_key}
    for fingerprint, result, created_at in await work.select(table, key, ["request_hash", "result", "created_at"]):
        if now - created_at >= KEPT_FOR:
            await work.delete(table, key)
        elif fingerprint == request.fingerprint:
            return SaveResult(**result)
        else:
            refuse(Conflict("IDEMPOTENCY_KEY_PARAMETER_MISMATCH"))
    return None


async def _made(
    work: UnitOfWork, viewer: Viewer, now: datetime, request: IdempotentRequest, act: Command[SaveResult]
) -> SaveResult:
    saved = await act(work, now)
    row = {
        "viewer": viewer.key,
        "key": request.idempotency_key,
        "request_hash": request.fingerprint,
        "result": saved.to_json,
        "created_at": now,
    }
    await work.insert(table_of(Outcome), [row])
    return saved
