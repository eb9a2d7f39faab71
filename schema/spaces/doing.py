"""How the mutations of spaces come to their use cases, and have the mails sent that these have queued."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from loaders.unit_of_work import UnitOfWork
from resolvers import stewardship
from resolvers.accounts.asked import Mailed
from resolvers.performing import Act
from resolvers.spaces.acting import Acting
from schema.kit.context import Context
from schema.kit.mutation import Plan, Show
from schema.kit.nulls import given_or_none

UseCase = Callable[[Acting, Any], Awaitable[Any]]
"""What is done with an input."""


def doing(use_case: UseCase) -> Plan:
    """The plan of a mutation that does it."""

    def plan(context: Context, given: Any) -> Act[Mailed[Any]]:
        async def act(work: UnitOfWork, now: datetime) -> Mailed[Any]:
            acting = Acting(work, context.viewer, now, context.commons)
            return Mailed(await use_case(acting, given), context.commons.wake_sender)

        return act

    return plan


def for_reason(use_case: UseCase) -> UseCase:
    """The same, done as a steward by one who says in the input why."""

    def done(acting: Acting, given: Any) -> Awaitable[Any]:
        viewer = stewardship.for_reason(acting.viewer, given_or_none(given.reason))
        return use_case(replace(acting, viewer=viewer), given)

    return done


def telling(show: Show) -> Show:
    """The same, once the sender of mails is awake."""

    def shown(mailed: Mailed[Any]) -> Any:
        mailed.wake()
        return show(mailed.result)

    return shown
