"""Change: one entry of the journal."""

from collections.abc import Sequence
from typing import Any

import strawberry
from strawberry import auto
from strawberry.scalars import JSON

import models
from execution import BatchInfo, batched
from resolvers.records.history import visible_versions
from resolvers.records.versions import Content
from resolvers.validation.field_names import to_camel_case
from schema.kit.entity import entity
from schema.kit.node_field import node_field
from schema.kit.relations import one


@strawberry.type(description="What one field was before a change, and what it is since.")
class FieldChange:
    """What one field was before a change, and what it is since."""

    field: str = strawberry.field(description="Name of the field; of what a record says besides, with a dot.")
    before: JSON | None = strawberry.field(description="What it was; null where it had no value.")
    after: JSON | None = strawberry.field(description="What it is; null where it has no value.")


def field_changes(fields: dict[str, list[Any]]) -> list[FieldChange]:
    """Changes as they are shown, in the order of their fields' names."""
    return [
        FieldChange(field=".".join(map(to_camel_case, name.split("."))), before=before, after=after)
        for name, (before, after) in sorted(fields.items())
    ]


@batched(needs=["fields"], description="What the change did, field by field.")
def fields(changes: Sequence[Any], _info: BatchInfo) -> list[list[FieldChange]]:
    """Of each change."""
    return [field_changes(each.fields) for each in changes]


@batched(
    needs=["node_id", "version"],
    description="All that people write of a record, as it was after the change; null where the viewer does not see it.",
)
async def content(changes: Sequence[Any], info: BatchInfo) -> list[JSON | None]:
    """Of each change, by the names that inputs have, lists as ids; what the record says besides is an object."""
    versions = [(each.node_id, each.version) for each in changes]
    found = await visible_versions(info.context.snapshot, versions)
    return [_shown(found[each]) if each in found else None for each in versions]


def _shown(content: Content) -> Any:
    shown: dict[str, Any] = {}
    for name, value in content.items():
        detail, _, column = name.rpartition(".")
        place = shown.setdefault(to_camel_case(detail), {}) if detail else shown
        place[to_camel_case(column)] = value
    return shown


@entity(models.Change)
class Change:
    kind: auto
    version: auto
    state: auto
    created_at: auto
    updated_at: auto
    network = one("Network", via="network_id")
    space = one("Space", via="space_id")
    node = node_field("The record that changed, for who still sees it.")
    fields = fields
    content = content
