"""Calls ordinary resolvers as Strawberry's wrapper does, but with all about their arguments' types found out once.

The wrapper looks types up again for every value, which takes longer than all else that is done for a mutation.
"""

from collections.abc import Callable, Mapping
from typing import Any

from strawberry.schema import Schema
from strawberry.types.field import StrawberryField

from execution.inputs import inputs_of

Resolve = Callable[[Any, Any, Mapping[str, Any]], Any]
"""A function from a parent, graphql-core's info and coerced arguments to the field's value, or an awaitable."""


def resolver_call(schema: Schema, field: StrawberryField) -> Resolve:
    """Return the function that resolves a field for one parent.

    Permissions, field extensions and exception handlers, which the wrapper is for besides, are refused at start-up.
    """
    resolver = field.base_resolver
    if resolver is None:  # a field of a class that has results of its own
        return lambda parent, _raw, _coerced: field.get_result(parent, None, [], {})
    convert = inputs_of(schema).arguments(field)
    parents = [each.name for each in (resolver.parent_parameter, resolver.root_parameter) if each is not None]
    infos = [] if resolver.info_parameter is None else [resolver.info_parameter.name]
    takes_self = resolver.self_parameter is not None

    def resolve(parent: Any, raw: Any, coerced: Mapping[str, Any]) -> Any:
        info = schema.config.info_class(_raw_info=raw, _field=field)
        # Converted each time, so that no call sees what another did to its lists and inputs.
        named = convert(coerced) | dict.fromkeys(parents, parent) | dict.fromkeys(infos, info)
        return field.get_result(parent, info, [parent] if takes_self else [], named)

    return resolve
