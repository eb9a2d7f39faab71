"""Paths of an input's fields: found in the schema, so that no field of a mutation is forgotten."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_list_type,
)

from tests.permissions.documents import GRAPHQL, input_of

Path = tuple[str | int, ...]

SAMPLES: dict[str, Any] = {"String": "Texte", "Boolean": True, "Int": 1, "BigInt": 1}


@dataclass(frozen=True)
class Place:
    """One field that takes a scalar or a member of a closed list."""

    path: Path
    type_name: str
    says: str
    whole: Path
    """The field that is told of when this one is wrong: a reference as a whole, wherever what it names stands."""

    @property
    def name(self) -> str:
        """Of the field as it stands in the input."""
        return next(each for each in reversed(self.whole) if isinstance(each, str))


def places(mutation: str) -> list[Place]:
    """All fields of a mutation's input; of each reference one for every way to name something."""
    return list(_below(_input(input_of(mutation)), (), None))


def filled(mutation: str, given: dict[str, Any], values: dict[Path, Any]) -> dict[str, Any]:
    """An input with other values in some places; what these need beside them is made up."""
    found = deepcopy(given)
    for path, value in values.items():
        _put(found, _input(input_of(mutation)), path, value)
    return found


def _input(name: str) -> GraphQLInputObjectType:
    return cast("GraphQLInputObjectType", GRAPHQL.type_map[name])


def _below(owner: GraphQLInputObjectType, path: Path, whole: Path | None) -> Iterator[Place]:
    for name, field in owner.fields.items():
        named = get_named_type(field.type)
        here: Path = (*path, name, 0) if _is_list(field.type) else (*path, name)
        if not isinstance(named, GraphQLInputObjectType):
            yield Place(here, named.name, field.description or "", whole or here)
        elif named.is_one_of:
            yield from _below(named, here, whole or here)
        else:
            yield from _below(named, here, whole)


def _put(into: Any, owner: GraphQLInputObjectType, path: Path, value: Any) -> None:
    name, *rest = path
    field = owner.fields[cast("str", name)]
    named = get_named_type(field.type)
    if not isinstance(named, GraphQLInputObjectType):
        into[name] = [value] if _is_list(field.type) else value
        return
    if _is_list(field.type):
        rest = rest[1:]
    if named.is_one_of:
        below: Any = {rest[0]: value}
    else:
        known = into.get(name)
        below = (known[0] if isinstance(known, list) and known else known) or _needed(named)
        _put(below, named, tuple(rest), value)
    into[name] = [below] if _is_list(field.type) else below


def _needed(owner: GraphQLInputObjectType) -> dict[str, Any]:
    """Return the required fields of an input."""
    return {name: _sample(field.type) for name, field in owner.fields.items() if isinstance(field.type, GraphQLNonNull)}


def _sample(wanted: GraphQLInputType) -> Any:
    named = get_named_type(wanted)
    if isinstance(named, GraphQLEnumType):
        return next(iter(named.values))
    if isinstance(named, GraphQLInputObjectType):
        return {next(iter(named.fields)): "Texte"}
    return SAMPLES[named.name]


def _is_list(wanted: GraphQLInputType) -> bool:
    bare = wanted.of_type if isinstance(wanted, GraphQLNonNull) else wanted
    return is_list_type(bare) or isinstance(bare, GraphQLList)
