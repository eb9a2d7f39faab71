"""Execution of use cases: each runs in a unit of work of its own, in the name of one viewer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from loaders.tables import ACCOUNT
from loaders.unit_of_work import DuplicateError, UnitOfWork, Writer
from models import Scope
from resolvers.core.idempotency import IdempotentRequest, run_once
from resolvers.core.refusals import NotPermitted, Refusal, ValidationFailed, refuse
from resolvers.core.site import Site
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer
from resolvers.validation import Problem
from resolvers.validation.field_names import to_camel_case

Result = TypeVar("Result")
Clock = Callable[[], datetime]
Act = Callable[[UseCase], Awaitable[Result | Refusal]]
"""A function that runs in a unit of work. It refuses by `refuse`, or returns a refusal if its writes shall stay."""


@dataclass(frozen=True, slots=True)
class Committed(Generic[Result]):
    """The result of a unit of work that is stored, and the functions to call now that it is."""

    result: Result
    after_commit: list[Callable[[], None]]


@dataclass(frozen=True, slots=True)
class UnitsOfWork:
    """Opens units of work for a viewer. Some use cases need several, and hash a password between them."""

    writer: Writer
    viewer: Viewer
    clock: Clock
    site: Site
    request: IdempotentRequest | None = None
    """The idempotency key and the dry run of the client; None if its input has no place for them."""

    async def run(self, act: Act[Result]) -> Result:
        """Run `act` in a unit of work of its own, which stays stored whatever follows, and return its result.

        Refuses where `act` does: one that raises its refusal leaves nothing behind, one that returns it keeps what it
        wrote. Raises UnavailableError when it cannot be done now, because of others or of the database.
        """

        async def job(work: UnitOfWork) -> Committed[Result | Refusal] | Result | Refusal:
            await _check_is_there(work, self.viewer)
            use_case = UseCase(work, self.viewer, self.clock(), self.site)
            result = await (act(use_case) if self.request is None else run_once(use_case, self.request, act))
            return Committed(result, use_case.after_commit)

        try:
            outcome = await self.writer.run(job)
        except DuplicateError as error:
            refuse(ValidationFailed([Problem((to_camel_case(name),), "ALREADY_TAKEN") for name in error.columns]))
        if isinstance(outcome, Committed):  # else it was rolled back: a refusal, or a dry run
            for each in outcome.after_commit:
                each()
            outcome = outcome.result
        return refuse(outcome) if isinstance(outcome, Refusal) else outcome


async def _check_is_there(work: UnitOfWork, viewer: Viewer) -> None:
    """Refuse what is done for a person who was erased while it waited: nothing would take out what it writes."""
    if viewer.person_id is None:
        return
    for row in await work.select(ACCOUNT, {"id": viewer.person_id}, ["erased_at"]):
        if row.erased_at is not None:
            refuse(NotPermitted("UNAUTHENTICATED"))


def missing_scope(viewer: Viewer, scope: Scope | None) -> NotPermitted | None:
    """Why a viewer may not do what needs a scope, if they do not have it. Without a scope, anybody may."""
    if scope is None or scope in viewer.scopes:
        return None
    return NotPermitted("NOT_PERMITTED" if viewer.is_authenticated else "UNAUTHENTICATED")
