"""How editorial mutations come to their use cases: made once however often they are sent, or tried without a trace."""

from datetime import datetime
from typing import Any

from loaders.unit_of_work import UnitOfWork
from resolvers.editing.saved import Saved
from resolvers.performing import Act
from resolvers.spaces.acting import Acting
from schema.kit.context import Context
from schema.kit.mutation import Plan, of_record
from schema.spaces.doing import UseCase


def acting_once(name: str, use_case: UseCase) -> Plan:
    """The plan of a mutation whose input has an idempotency key and a dry run, and that comes to a `Saved`."""

    def plan(context: Context, given: Any) -> Act[Saved]:
        async def act(work: UnitOfWork, now: datetime) -> Saved:
            saved: Saved = await use_case(Acting(work, context.viewer, now, context.commons), given)
            return saved

        return act

    return of_record(name, plan)
