"""Conversion of coerced arguments to Strawberry's form (input classes, Python names), with one look-up of each type.

Strawberry's own `convert_arguments` looks types up again for every value; it handles the unusual cases.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING
from functools import lru_cache
from typing import Any

from strawberry.relay.types import GlobalID
from strawberry.schema import Schema
from strawberry.types.arguments import StrawberryArgument, convert_argument
from strawberry.types.base import StrawberryList, StrawberryMaybe, StrawberryOptional, has_object_definition
from strawberry.types.field import StrawberryField
from strawberry.types.lazy_type import LazyType

Convert = Callable[[Any], Any]


class Inputs:
    """The conversions of one schema's arguments."""

    def __init__(self, schema: Schema) -> None:
        """Begin with none."""
        self._schema = schema
        self._objects: dict[type, _Object] = {}
        self._fields: dict[int, Callable[[Mapping[str, Any]], dict[str, Any]]] = {}
        """Converters by the identity of the schema's fields, which live as long as the schema."""

    def arguments(self, field: StrawberryField) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
        """Return a function that makes keyword arguments of a field's coerced values."""
        if id(field) not in self._fields:
            self._fields[id(field)] = self._arguments(field.arguments)
        return self._fields[id(field)]

    def _arguments(self, arguments: list[StrawberryArgument]) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
        name_of = self._schema.config.name_converter.from_argument
        known = {name_of(each): (each.python_name, self._converter(each.type)) for each in arguments}
        return lambda values: _converted(known, values)

    def _converter(self, type_: Any) -> Convert | None:
        """The conversion of a value or null; None: it stays as it is."""
        while isinstance(type_, StrawberryOptional | LazyType) and not isinstance(type_, StrawberryMaybe):
            type_ = type_.resolve_type() if isinstance(type_, LazyType) else type_.of_type
        if isinstance(type_, StrawberryList):
            return _list(self._converter(type_.of_type))
        if has_object_definition(type_) and type_.__strawberry_definition__.from_input is None:
            return self._object(type_)
        ordinary = not (isinstance(type_, StrawberryMaybe) or type_ is GlobalID or has_object_definition(type_))
        return None if ordinary else self._strawberry(type_)

    def _strawberry(self, type_: Any) -> Convert:
        registry, config = self._schema.schema_converter.scalar_registry, self._schema.config
        return lambda value: convert_argument(value, type_, registry, config)

    def _object(self, type_: Any) -> "_Object":
        if type_ not in self._objects:
            # Known before its fields are, since inputs may hold others of their own type.
            made = self._objects[type_] = _Object(type_)
            definition = type_.__strawberry_definition__
            for field in definition.fields:
                name = self._schema.config.name_converter.from_field(field)
                made.fields[name] = field.python_name, self._converter(field.resolve_type(type_definition=definition))
                if field.default_value is MISSING and field.default_factory is MISSING:
                    made.absent[field.python_name] = None
        return self._objects[type_]


class _Object:
    """Makes an input object of a mapping."""

    def __init__(self, type_: type) -> None:
        self.type = type_
        self.fields: dict[str, tuple[str, Convert | None]] = {}
        self.absent: dict[str, None] = {}
        """Fields without a default, which are null where they are not given."""

    def __call__(self, value: Mapping[str, Any] | None) -> Any:
        return None if value is None else self.type(**self.absent | _converted(self.fields, value))


def _converted(known: Mapping[str, tuple[str | None, Convert | None]], values: Mapping[str, Any]) -> dict[Any, Any]:
    found = {}
    for name, value in values.items():
        python_name, convert = known[name]
        found[python_name] = value if convert is None else convert(value)
    return found


def _list(convert: Convert | None) -> Convert:
    """A list of its own, since graphql-core gives the same default to every request."""
    if convert is None:
        return lambda values: None if values is None else list(values)
    return lambda values: None if values is None else list(map(convert, values))


@lru_cache(maxsize=16)
def inputs_of(schema: Schema) -> Inputs:
    """The conversions of a schema."""
    return Inputs(schema)
