"""Idempotency keys and dry runs: a mutation is made once however often it is sent, or tried without a trace."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import orjson

from loaders.tables import OUTCOME
from loaders.unit_of_work import Rollback
from resolvers.core.refusals import Conflict, ValidationFailed, refuse
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.validation.texts import Limit, line

KEPT_FOR = timedelta(hours=24)
"""The time for which an idempotency key is remembered."""
KEY = line(Limit.SHORT)
"""The form of an idempotency key."""

Act = Callable[[UseCase], Awaitable[Any]]
"""A function of a use case that returns a `SaveResult`."""


@dataclass(frozen=True, slots=True)
class IdempotentRequest:
    """The envelope of a mutation of records: name, content, idempotency key and dry run."""

    mutation: str
    given: Mapping[str, Any]
    """The input as it was sent, without the options below; used only with a key."""
    idempotency_key: str | None = None
    dry_run: bool = False

    @property
    def fingerprint(self) -> str:
        """The same for the same request."""
        given = orjson.dumps([self.mutation, self.given], option=orjson.OPT_SORT_KEYS, default=str)
        return hashlib.sha256(given).hexdigest()


async def run_once(use_case: UseCase, request: IdempotentRequest, act: Act) -> Any:
    """Run `act` without a trace or at most once, if the client wants it so, and return its result."""
    if request.idempotency_key is not None:
        key, problems = KEY(request.idempotency_key)
        if problems:
            refuse(ValidationFailed([each.under("idempotencyKey") for each in problems]))
        request = replace(request, idempotency_key=key)
    if request.dry_run:
        saved = await act(use_case)
        known = saved.node_id if saved.version > 1 else None
        raise Rollback(SaveResult(known, saved.version, changes=saved.changes, dry_run=True))
    if request.idempotency_key is None:
        return await act(use_case)
    return await _remembered(use_case, request) or await _made(use_case, request, act)


async def _remembered(use_case: UseCase, request: IdempotentRequest) -> SaveResult | None:
    """Return the stored result of the same request, if it changed something."""
    key = {"viewer": use_case.viewer.key, "key": request.idempotency_key}
    known = await use_case.work.select(OUTCOME, key, ["request_hash", "result", "created_at"])
    for fingerprint, result, created_at in known:
        if use_case.now - created_at >= KEPT_FOR:
            await use_case.work.delete(OUTCOME, key)
        elif fingerprint == request.fingerprint:
            return SaveResult(**result)
        else:
            refuse(Conflict("IDEMPOTENCY_KEY_PARAMETER_MISMATCH"))
    return None


async def _made(use_case: UseCase, request: IdempotentRequest, act: Act) -> Any:
    saved = await act(use_case)
    row = {
        "viewer": use_case.viewer.key,
        "key": request.idempotency_key,
        "request_hash": request.fingerprint,
        "result": saved.to_json,
        "created_at": use_case.now,
    }
    await use_case.work.insert(OUTCOME, [row])
    return saved
