"""How editorial mutations come to their use cases: made once however often they are sent, or tried without a trace."""

from datetime import datetime
from typing import Any

from loaders.unit_of_work import UnitOfWork
from resolvers.core.execute import Command
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from schema.kit.context import Context
from schema.kit.mutation import Plan, record_plan
from schema.spaces.use_case_plan import UseCaseFunction


def idempotent_plan(name: str, use_case: UseCaseFunction) -> Plan:
    """The plan of a mutation whose input has an idempotency key and a dry run, and that comes to a `SaveResult`."""

    def plan(context: Context, given: Any) -> Command[SaveResult]:
        async def act(work: UnitOfWork, now: datetime) -> SaveResult:
            saved: SaveResult = await use_case(UseCase(work, context.viewer, now, context.commons), given)
            return saved

        return act

    return record_plan(name, plan)
