"""Strawberry's `Info`, made once for each field whose resolver takes it."""

from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLSchema
from graphql.pyutils import Path, is_awaitable
from strawberry.schema.schema import _OperationContextAwareGraphQLResolveInfo as ResolveInfo

from execution.abstract_types import Info
from execution.plan import FieldPlan, OperationPlan


@dataclass(slots=True)
class ResolveInfos:
    """The resolve infos of one operation."""

    plan: OperationPlan
    schema: GraphQLSchema
    variables: dict[str, Any]
    context: Any
    root: Any
    extensions: dict[str, Any] | None
    _made: dict[int, Info] = field(default_factory=dict)

    def of(self, plan: FieldPlan) -> Info:
        """Return Strawberry's `Info`; its path has no list positions, since all objects share it."""
        if id(plan) not in self._made:
            self._made[id(plan)] = self._made_for(plan)
        return self._made[id(plan)]

    def _made_for(self, plan: FieldPlan) -> Info:
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
            variable_values=self.variables,
            context=self.context,
            is_awaitable=is_awaitable,
            abort_signal=None,
            async_helpers=None,
            operation_extensions=self.extensions,  # type: ignore[arg-type]
        )
