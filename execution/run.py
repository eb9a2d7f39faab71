"""Runs a plan breadth first: every field is resolved once for all objects of its level."""

import asyncio
import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLSchema
from graphql.execution.values import VariableValues
from graphql.pyutils import Path, is_awaitable
from strawberry.schema.schema import _OperationContextAwareGraphQLResolveInfo as ResolveInfo

from execution.abstract import Info, TypeResolver
from execution.level import Group, Outcome, merged
from execution.plan import FieldPlan, ObjectPlan, OperationPlan
from execution.selection import BatchInfo
from execution.spread import spread

Call = tuple[Group, FieldPlan]


@dataclass
class Run:
    """One execution of a plan, and what its resolvers are told."""

    plan: OperationPlan
    schema: GraphQLSchema
    variables: VariableValues
    context: Any
    root: Any
    extensions: dict[str, Any] | None

    def __post_init__(self) -> None:
        """Prepare for values of abstract types."""
        self._types = TypeResolver(self.schema, self._info)
        self._infos: dict[int, Info] = {}

    async def resolve(self, step: ObjectPlan) -> list[Group]:
        """The groups of one of the plan's steps: the root first, and each after all that it stands below.

        Level after level, what needs no waiting is read at once, and all else is awaited together.
        """
        groups: list[Group] = []
        ready = [Group(step, [self.root])]
        while ready:
            calls: list[Call] = []
            while ready:
                groups += ready
                fields = [(group, plan) for group in ready for plan in group.plan.fields]
                calls += [call for call in fields if call[1].read is None]
                ready = merged([self._settle(*call, _read(*call)) for call in fields if call[1].read is not None])
            results = await self._called(calls)
            ready = merged([self._settle(*call, values) for call, values in zip(calls, results, strict=True)])
        return groups

    def _settle(self, group: Group, plan: FieldPlan, values: Sequence[Any]) -> Outcome:
        outcome = group.outcomes[plan.path] = spread(plan, values, self._types)
        return outcome

    async def _called(self, calls: list[Call]) -> list[Sequence[Any]]:
        if len(calls) == 1:
            return [await self._call(*calls[0])]
        return list(await asyncio.gather(*(self._call(*call) for call in calls)))

    async def _call(self, group: Group, plan: FieldPlan) -> Sequence[Any]:
        try:
            arguments = plan.arguments.values(self.variables)
            if plan.batch is not None:
                info = BatchInfo(self.context, plan.selected)
                return await plan.batch.resolve(group.objects, info, arguments)
            return await self._each(plan, group.objects, arguments)
        except Exception as error:  # noqa: BLE001  becomes the field's error for every object
            return [error] * len(group.objects)

    async def _each(self, plan: FieldPlan, objects: Sequence[Any], arguments: dict[str, Any]) -> Sequence[Any]:
        """An ordinary resolver, called for each object as graphql-core would."""
        info = self._info(plan)
        resolve = plan.call
        values: list[Any] = []
        for each in objects:
            try:
                values.append(resolve(each, info, **arguments) if resolve else None)
            except Exception as error:  # noqa: BLE001  this object's error alone
                values.append(error)
        waiting = [number for number, value in enumerate(values) if inspect.isawaitable(value)]
        if waiting:
            results = await asyncio.gather(*(values[number] for number in waiting), return_exceptions=True)
            for number, result in zip(waiting, results, strict=True):
                values[number] = result
        return values

    def _info(self, plan: FieldPlan) -> Info:
        """What Strawberry tells a resolver; the path has no list positions, since all objects share it."""
        if id(plan) not in self._infos:
            self._infos[id(plan)] = self._told(plan)
        return self._infos[id(plan)]

    def _told(self, plan: FieldPlan) -> Info:
        path: Path | None = None
        for key in plan.path:
            path = Path(path, key, None)
        return ResolveInfo(  # type: ignore[return-value]
            field_name=plan.nodes[0].name.value,
            field_nodes=plan.nodes,
            return_type=plan.definition.type,
            parent_type=plan.parent_type,
            path=path,  # type: ignore[arg-type]
            schema=self.schema,
            fragments=dict(self.plan.fragments),
            root_value=self.root,
            operation=self.plan.operation,
            variable_values=self.variables.coerced,
            context=self.context,
            is_awaitable=is_awaitable,
            abort_signal=None,
            async_helpers=None,
            operation_extensions=self.extensions,  # type: ignore[arg-type]
        )


def _read(group: Group, plan: FieldPlan) -> Sequence[Any]:
    if plan.same or plan.read is None:
        return group.objects
    values: list[Any] = []
    for each in group.objects:
        try:
            values.append(plan.read(each))
        except Exception as error:  # noqa: BLE001  a property's exception is this field's error
            values.append(error)
    return values
