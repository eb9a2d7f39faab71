"""Refuses, at start-up, whatever of a Strawberry schema the executor would not honour."""

import inspect
from collections.abc import Iterator

from graphql import GraphQLField
from strawberry.schema import Schema
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

from execution.fields import Column, execution_mark
from execution.type_shape import type_shape


class UnsupportedError(TypeError):
    """The schema declares something that breadth-first execution would silently skip."""

    def __init__(self, found: list[str]) -> None:
        """Name every place."""
        super().__init__("Breadth-first execution would not honour: " + "; ".join(found) + ".")
        self.found = found


def check_supported(schema: Schema) -> None:
    """Raise NotHonouredError that names every field and hook which needs graphql-core's way of execution."""
    found = [*_hooks(schema), *_types(schema)]
    if found:
        raise UnsupportedError(found)


def _hooks(schema: Schema) -> Iterator[str]:
    for extension in schema.extensions:
        yield f"the schema extension {getattr(extension, '__name__', type(extension).__name__)}"
    for directive in schema.directives:
        yield f"the operation directive @{directive.python_name}"
    for handler in schema.exception_handlers:
        yield f"the exception handler {type(handler).__name__}"
    if schema.execution_context_class is not StrawberryGraphQLCoreExecutionContext:
        yield f"the execution context class {schema.execution_context_class.__name__}"


def _types(schema: Schema) -> Iterator[str]:
    for concrete in schema.schema_converter.type_map.values():
        definition = concrete.definition
        if not isinstance(definition, StrawberryObjectDefinition) or definition.is_input:
            continue
        fields: dict[str, GraphQLField] = concrete.implementation.fields  # type: ignore[attr-defined]
        for name in ("is_type_of", "resolve_type"):
            if inspect.iscoroutinefunction(getattr(definition, name)):
                yield f"{definition.name}, for its asynchronous {name}"
        for field in definition.fields:
            name = schema.config.name_converter.get_graphql_name(field)
            for reason in _reasons(field, fields[name]):
                yield f"{definition.name}.{name}, for {reason}"


def _reasons(field: StrawberryField, defined: GraphQLField) -> Iterator[str]:
    if field.permission_classes:
        yield f"its permission {', '.join(permission.__name__ for permission in field.permission_classes)}"
    elif field.extensions:
        yield f"its field extension {', '.join(type(extension).__name__ for extension in field.extensions)}"
    mark, shape = execution_mark(field), type_shape(defined.type)
    if isinstance(mark, Column) and shape.leaf is None and not (mark.native and shape.innermost.leaf):
        yield "its type: a column shows a leaf, or a list of leaves that are native"
