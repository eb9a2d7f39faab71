"""FieldChange: what one field was before a change, and what it is since."""

from typing import Any

import strawberry
from strawberry.scalars import JSON

from resolvers.validation.field_names import to_camel_case


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
