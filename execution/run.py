"""Runs a plan breadth first: every field is resolved once for all objects of its level."""

import asyncio
import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLSchema
from graphql.execution.values import VariableValues
from orjson import Fragment

from execution.abstract_types import TypeResolver
from execution.descend import descend
from execution.introspection import IntrospectionCache, IntrospectionField
from execution.level import FieldResult, Group, merge_results
from execution.plan import FieldPlan, ObjectPlan, OperationPlan
from execution.resolve_infos import ResolveInfos
from execution.selection import BatchInfo

Call = tuple[Group, FieldPlan]


@dataclass
class Run:
    """One execution of a plan, with the context of its resolvers."""

    plan: OperationPlan
    schema: GraphQLSchema
    variables: VariableValues
    context: Any
    root: Any
    extensions: dict[str, Any] | None
    telling: IntrospectionCache
    left: int | None
    """The rest of the introspection budget: objects and values."""

    def __post_init__(self) -> None:
        """Prepare for values of abstract types."""
        self._infos = ResolveInfos(
            self.plan, self.schema, self.variables.coerced, self.context, self.root, self.extensions
        )
        self._types = TypeResolver(self.schema, self._infos.of)

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
                ready = merge_results(
                    [self._settle(*call, _read(*call)) for call in fields if call[1].read is not None]
                )
            results = await self._called(calls)
            ready = merge_results([self._settle(*call, values) for call, values in zip(calls, results, strict=True)])
        return groups

    def _settle(self, group: Group, plan: FieldPlan, values: Sequence[Any]) -> FieldResult:
        outcome = group.outcomes[plan.path] = descend(plan, values, self._types)
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
            if plan.question is not None:
                return [await self._told_of_schema(plan.question)]
            return await self._each(plan, group.objects, arguments)
        except Exception as error:  # noqa: BLE001  becomes the field's error for every object
            return [_kept(error)] * len(group.objects)

    async def _told_of_schema(self, question: IntrospectionField) -> Fragment:
        """The answer to a question about the schema."""
        return Fragment(await self.telling.told(question, self.variables, self))

    async def _each(self, plan: FieldPlan, objects: Sequence[Any], arguments: dict[str, Any]) -> Sequence[Any]:
        """An ordinary resolver, called for each object as graphql-core would."""
        info = self._infos.of(plan)
        values: list[Any] = []
        for each in objects:
            try:
                values.append(plan.resolve(each, info, arguments))
            except Exception as error:  # noqa: BLE001  this object's error alone
                values.append(_kept(error))
        waiting = [number for number, value in enumerate(values) if inspect.isawaitable(value)]
        if waiting:
            results = await asyncio.gather(*(values[number] for number in waiting), return_exceptions=True)
            for number, result in zip(waiting, results, strict=True):
                values[number] = result
        return values


def _kept(error: Exception) -> Exception:
    """Return an error to be reported; one with a code loses its traceback.

    Nobody logs them, and they hold what it will be held by: it would be gone only with the next garbage collection.
    """
    return error.with_traceback(None) if hasattr(error, "extensions") else error


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
