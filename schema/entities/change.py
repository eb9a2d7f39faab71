"""Change: one entry of the journal."""

from collections.abc import Sequence
from typing import Any

from strawberry import auto
from strawberry.scalars import JSON

import models
from execution import BatchInfo, batched
from resolvers.records.history import visible_versions
from resolvers.records.versions import Content
from resolvers.validation.field_names import to_camel_case
from schema.kit.entity import entity
from schema.kit.field_change import FieldChange, field_changes
from schema.kit.node_field import node_field
from schema.kit.relations import one


@batched(needs=["fields"], description="Field changes, with the values before and after.")
def fields(changes: Sequence[Any], _info: BatchInfo) -> list[list[FieldChange]]:
    """Of each change."""
    return [field_changes(each.fields) for each in changes]


@batched(
    needs=["node_id", "version"],
    description="The editable content of the record after the change, as JSON; null if the viewer does not see it.",
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


@entity(models.Change, purpose="Read the journal of changes, for instance to synchronise another database.")
class Change:
    kind: auto
    version: auto
    state: auto
    created_at: auto
    updated_at: auto
    network = one("Network", via="network_id")
    space = one("Space", via="space_id")
    node = node_field("The record that changed; null if the viewer does not see it.")
    fields = fields
    content = content
