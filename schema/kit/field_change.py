"""FieldChange: what one field was before a change, and what it is since."""

from typing import Any

import strawberry
from strawberry.scalars import JSON

from resolvers.validation.field_names import to_camel_case


@strawberry.type(description="The values of one field before and after a change.")
class FieldChange:
    field: str = strawberry.field(
        description="Name of the field; a field of a nested object has a dotted name, such as `aid.recurrence`."
    )
    before: JSON | None = strawberry.field(description="Value before the change; null if there was none.")
    after: JSON | None = strawberry.field(description="Value after the change; null if there is none.")


def field_changes(fields: dict[str, list[Any]]) -> list[FieldChange]:
    """Changes as they are shown, in the order of their fields' names."""
    return [
        FieldChange(field=".".join(map(to_camel_case, name.split("."))), before=before, after=after)
        for name, (before, after) in sorted(fields.items())
    ]
