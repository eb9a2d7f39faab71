"""Payloads of mutations of a record: the record, its journal entry, and its changes."""

from collections.abc import Sequence
from typing import Any

import strawberry

from execution import BatchInfo, batched
from resolvers.core.entities import target_by_id
from schema.kit.field_change import FieldChange, field_changes
from schema.kit.relations import to_one
from schema.kit.results import ShownResult, payload_union
from schema.kit.type_registry import register, registered

PRIVATE_FIELD: Any = strawberry.Private[str | None]  # type: ignore[misc]
"""The keys of computed fields, not shown themselves."""
PRIVATE_CHANGES: Any = strawberry.Private[dict[str, list[Any]]]


@batched(name="changes", description="Field changes, made or previewed.")
def changes_of(saved: Sequence[Any], _info: BatchInfo) -> list[list[FieldChange]]:
    """Return the field changes of each payload; computed only if selected."""
    return [field_changes(each.fields) for each in saved]


def saved_record(type_name: str) -> ShownResult:
    """Return the payload of every mutation of a type, made from the function's `SaveResult`."""
    name = f"{type_name}Saved"
    if registered(name) is None:
        annotations = {
            "node_id": PRIVATE_FIELD,
            "change_id": PRIVATE_FIELD,
            "case_id": PRIVATE_FIELD,
            "version": int,
            "dry_run": bool,
            "fields": PRIVATE_CHANGES,
        }
        members = {
            "version": strawberry.field(
                description="Version of the record after the mutation; for a dry run, the version that it would have."
            ),
            "dry_run": strawberry.field(description="True if the mutation was a dry run and stored nothing."),
            "changes": changes_of,
            type_name.lower(): to_one(
                target_by_id(type_name), "node_id", f"The {type_name}; null if a dry run would create it."
            ),
            "change": to_one(target_by_id("Change"), "change_id", "The journal entry; null if nothing was stored."),
            "review_case": to_one(
                target_by_id("ReviewCase"),
                "case_id",
                "The review case that will decide the request; null if it was carried out directly.",
            ),
        }
        made = type(name, (), {"__annotations__": annotations, **members})
        register(name, strawberry.type(made, description=f"The {type_name} after the mutation, with its changes."))
    result: Any = registered(name)
    union = payload_union(result, type_name, f"The {type_name}")
    return ShownResult(
        union,
        lambda saved: result(
            node_id=saved.node_id,
            change_id=saved.change_id,
            case_id=saved.case_id,
            version=saved.version,
            dry_run=saved.dry_run,
            fields=saved.changes,
        ),
    )
