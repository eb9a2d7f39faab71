"""Calls ordinary resolvers as Strawberry's wrapper does, with what they take found out once.

The wrapper converts arguments by looking every type of every value up again, which for a list of inputs takes longer
than all else that a request does. What else it does (permissions, extensions, handlers) stops the start.
"""

from collections.abc import Callable
from typing import Any

from graphql import GraphQLField
from strawberry.schema import Schema
from strawberry.types.field import StrawberryField

Resolve = Callable[..., Any]


def is_ours(field: StrawberryField) -> bool:
    """Whether a field's resolver is called from here, with arguments that are converted already."""
    return field.base_resolver is not None and not field.extensions


def caller(schema: Schema, field: StrawberryField, definition: GraphQLField) -> Resolve | None:
    """What resolves a field for one object, from the object, graphql-core's info, and keyword arguments."""
    resolver = field.base_resolver
    if resolver is None or not is_ours(field):
        return definition.resolve
    by_place = resolver.self_parameter is not None
    parents = [each.name for each in (resolver.parent_parameter, resolver.root_parameter) if each is not None]
    told = resolver.info_parameter.name if resolver.info_parameter else None
    info_class = schema.config.info_class

    def call(parent: Any, info: Any, **arguments: Any) -> Any:
        arguments |= dict.fromkeys(parents, parent)
        if told is not None:
            arguments[told] = info_class(_raw_info=info, _field=field)
        return field.get_result(parent, None, [parent] if by_place else [], arguments)

    return call
