"""How the mutations of spaces come to their use cases, and have the mails sent that these have queued."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from loaders.unit_of_work import UnitOfWork
from resolvers.core import steward_reasons
from resolvers.core.execute import Command
from resolvers.core.mailed import Mailed
from resolvers.core.use_case import UseCase
from schema.kit.context import Context
from schema.kit.mutation import Plan, Show
from schema.kit.nulls import given_or_none

UseCaseFunction = Callable[[UseCase, Any], Awaitable[Any]]
"""What is done with an input."""


def use_case_plan(use_case: UseCaseFunction) -> Plan:
    """The plan of a mutation that does it."""

    def plan(context: Context, given: Any) -> Command[Mailed[Any]]:
        async def act(work: UnitOfWork, now: datetime) -> Mailed[Any]:
            acting = UseCase(work, context.viewer, now, context.commons)
            return Mailed(await use_case(acting, given), context.commons.wake_sender)

        return act

    return plan


def for_reason(use_case: UseCaseFunction) -> UseCaseFunction:
    """The same, done as a steward by one who says in the input why."""

    def done(acting: UseCase, given: Any) -> Awaitable[Any]:
        viewer = steward_reasons.with_reason(acting.viewer, given_or_none(given.reason))
        return use_case(replace(acting, viewer=viewer), given)

    return done


def waking_sender(show: Show) -> Show:
    """The same, once the sender of mails is awake."""

    def shown(mailed: Mailed[Any]) -> Any:
        mailed.wake()
        return show(mailed.result)

    return shown
