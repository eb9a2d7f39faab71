"""What a network is told of the records that it sent."""

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
"""What fields are made of, and is not shown itself."""


@batched(needs=["wrong"], description="What cannot be as it is, field by field; empty unless the item was refused.")
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
        "What became of one item.",
        {
            "reference": (str, strawberry.field(description="The network's identifier, as it was stored.")),
            "outcome": (graphql_enum(UpsertOutcome), strawberry.field(description="What became of it.")),
            "version": (
                int | None,
                strawberry.field(description="The record's version now; null where none was kept."),
            ),
            "archived": (
                bool,
                strawberry.field(
                    description="Whether the record is put away, where nobody sees what was sent: restore it first."
                ),
            ),
            "node_id": (PRIVATE_FIELD, None),
            "wrong": (PRIVATE_FIELD, None),
            "problems": (None, problems),
            type_name.lower(): (
                None,
                to_one(
                    target_by_id(type_name), "node_id", "The record; null where none was kept, or a dry run made it."
                ),
            ),
        },
    )
    result = _type(
        f"{type_name}sUpserted",
        f"What became of each {type_name} that was sent.",
        {
            "items": (
                list_of_type(item),
                strawberry.field(
                    description="In the order in which they were sent.", directives=assumed_list_size(MOST)
                ),
            ),
            "dry_run": (bool, strawberry.field(description="True when nothing was stored.")),
        },
    )
    union = payload_union(result, f"{type_name}sUpserted", f"What became of each {type_name} that was sent")
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
