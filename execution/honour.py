"""Refuses, at start-up, whatever of a Strawberry schema the executor would not honour."""

from collections.abc import Iterator

from strawberry.schema import Schema
from strawberry.types.base import StrawberryObjectDefinition


class NotHonouredError(TypeError):
    """The schema declares something that breadth-first execution would silently skip."""

    def __init__(self, found: list[str]) -> None:
        """Name every place."""
        super().__init__("Breadth-first execution would not honour: " + "; ".join(found) + ".")
        self.found = found


def check_honoured(schema: Schema) -> None:
    """Raise NotHonouredError that names every field and hook which needs graphql-core's way of execution."""
    found = [*_hooks(schema), *_fields(schema)]
    if found:
        raise NotHonouredError(found)


def _hooks(schema: Schema) -> Iterator[str]:
    for extension in schema.extensions:
        yield f"the schema extension {getattr(extension, '__name__', type(extension).__name__)}"
    for directive in schema.directives:
        yield f"the operation directive @{directive.python_name}"
    for handler in schema.exception_handlers:
        yield f"the exception handler {type(handler).__name__}"


def _fields(schema: Schema) -> Iterator[str]:
    for concrete in schema.schema_converter.type_map.values():
        definition = concrete.definition
        if not isinstance(definition, StrawberryObjectDefinition) or definition.is_input:
            continue
        for field in definition.fields:
            name = f"{definition.name}.{schema.config.name_converter.get_graphql_name(field)}"
            if field.permission_classes:
                classes = ", ".join(permission.__name__ for permission in field.permission_classes)
                yield f"{name}, for its permission {classes}"
            elif field.extensions:
                classes = ", ".join(type(extension).__name__ for extension in field.extensions)
                yield f"{name}, for its field extension {classes}"
