"""The graph's types by name, so that types that refer to each other need not import each other."""

from typing import Annotated, Any

import strawberry


def type_ref(name: str) -> Any:
    """The type of that name, looked up when the schema is built."""
    return Annotated[name, strawberry.lazy(__name__)]


def list_of_type(type_: Any) -> Any:
    """A list of the type, for types that are only known when they are made."""
    return list[type_]


def register(name: str, type_: Any) -> Any:
    """Make a type known by its name; Strawberry's lazy references find it in this module."""
    globals()[name] = type_
    return type_


def registered(name: str) -> Any | None:
    """The type registered by that name, if any."""
    return globals().get(name)
