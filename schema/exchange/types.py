"""Results of a network's bulk upserts."""

from collections.abc import Sequence
from typing import Any

import strawberry

from execution import BatchInfo, batched
from resolvers.core.entities import target_by_id
from resolvers.core.save_result import SaveResult
from resolvers.exchange.items import UpsertOutcome, from_save_results
from resolvers.i18n.messages import message
from schema.exchange.inputs import MOST
from schema.kit.costs import assumed_list_size
from schema.kit.relations import to_one
from schema.kit.results import ShownResult, payload_union
from schema.kit.scalars import graphql_enum
from schema.kit.type_registry import list_of_type, register
from schema.refusals import FieldProblem

PRIVATE_FIELD: Any = strawberry.Private[Any]  # type: ignore[misc]
"""The data of computed fields, not shown itself."""


@batched(needs=["wrong"], description="Problems of the item, one for each invalid field; empty unless it was refused.")
def problems(items: Sequence[Any], info: BatchInfo) -> list[list[FieldProblem]]:
    """Of each item, in the viewer's language."""
    language = info.context.viewer.language
    return [
        [
            FieldProblem(
                path=list(map(str, wrong.path)), code=wrong.code, message=message(wrong.code, language, wrong.values)
            )
            for wrong in item.wrong
        ]
        for item in items
    ]


def upserted(type_name: str) -> ShownResult:
    """The payload of the bulk upsert of a type, shown of the `SaveResult` that it comes to."""
    item = _type(
        f"Upserted{type_name}",
        "Result of one item.",
        {
            "reference": (
                str,
                strawberry.field(description="The network's identifier of the record, as it was stored."),
            ),
            "outcome": (graphql_enum(UpsertOutcome), strawberry.field(description="Outcome of the item.")),
            "version": (
                int | None,
                strawberry.field(description="Current version of the record; null if none was stored."),
            ),
            "archived": (
                bool,
                strawberry.field(
                    description=(
                        "True if the record is archived, so that only its space sees the new content. Restore it to "
                        "publish it."
                    )
                ),
            ),
            "node_id": (PRIVATE_FIELD, None),
            "wrong": (PRIVATE_FIELD, None),
            "problems": (None, problems),
            type_name.lower(): (
                None,
                to_one(
                    target_by_id(type_name),
                    "node_id",
                    "The record; null if none was stored, or if a dry run would create it.",
                ),
            ),
        },
    )
    result = _type(
        f"{type_name}sUpserted",
        f"The result of a bulk upsert, for each {type_name}.",
        {
            "items": (
                list_of_type(item),
                strawberry.field(
                    description="Results, in the order of the request.", directives=assumed_list_size(MOST)
                ),
            ),
            "dry_run": (bool, strawberry.field(description="True if the mutation was a dry run and stored nothing.")),
        },
    )
    union = payload_union(result, f"{type_name}sUpserted", f"The result for each {type_name}")
    return ShownResult(union, lambda saved: result(items=_items(item, saved), dry_run=saved.dry_run))


def _items(item: Any, saved: SaveResult) -> list[Any]:
    return [
        item(
            reference=each.reference,
            outcome=each.outcome,
            version=each.version,
            archived=each.archived,
            node_id=each.node_id,
            wrong=each.problems,
        )
        for each in from_save_results(saved)
    ]


def _type(name: str, says: str, members: dict[str, tuple[Any, Any]]) -> Any:
    """The type of that name; a member without an annotation brings its own."""
    annotations = {each: annotation for each, (annotation, _) in members.items() if annotation is not None}
    fields = {each: field for each, (_, field) in members.items() if field is not None}
    return register(name, strawberry.type(type(name, (), {"__annotations__": annotations, **fields}), description=says))
