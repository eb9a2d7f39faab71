"""Input types that are made of members, for inputs that follow from the models."""

from collections.abc import Container, Mapping
from typing import Any

import strawberry

from schema.kit.costs import cost
from schema.kit.nulls import TAKES_NULL
from schema.kit.type_registry import register, registered

Members = dict[str, tuple[Any, str] | tuple[Any, str, Mapping[str, bool]]]
"""Members of an input by Python name: annotation, description, and metadata of the field, if any."""


def input_type(
    name: str,
    members: Members,
    description: str,
    takes_null: Container[str] = (),
    *,
    one_of: bool = False,
    weights: Mapping[str, int] = {},
) -> Any:
    """Return the input of that name, which is made once.

    Args:
        name: its name in the graph.
        members: those whose annotation takes None may be omitted.
        description: for the SDL.
        takes_null: members in which null is a value.
        one_of: exactly one member is given (`@oneOf`).
        weights: the costs of members.
    """
    if (made := registered(name)) is not None:
        return made
    optional = {each: type(None) in getattr(member[0], "__args__", ()) for each, member in members.items()}
    fields = {
        each: strawberry.field(
            description=says,
            metadata={**dict(*metadata), **(TAKES_NULL if each in takes_null else {})},
            directives=cost(weights.get(each, 0)),
            **({"default": strawberry.UNSET} if optional[each] else {}),
        )
        for each, (_, says, *metadata) in members.items()
    }
    order = sorted(members, key=optional.__getitem__)  # Strawberry wants fields without a default first
    annotations = {each: members[each][0] for each in order}
    body = type(name, (), {"__annotations__": annotations, **fields})
    return register(name, strawberry.input(body, one_of=one_of or None, description=description))
