"""Cost weights of fields and arguments, from the schema's directives `@cost` and `@listSize`.

Without `@cost`, an object weighs 1, in inputs as in answers, and a leaf nothing (https://ibm.github.io/graphql-
specs/cost-spec.html).
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInputType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_input_object_type,
    is_list_type,
)
from strawberry.federation.schema_directives import Cost, ListSize
from strawberry.schema.schema_converter import GraphQLCoreConverter

UNSIZED = 10
"""Elements of a list that does not say how long it is."""

Weigh = Callable[[Any], int]
"""A function from a coerced non-null value to its cost."""


def cost_directive(definition: Any) -> int | None:
    """The `@cost` of a field, an argument or an input's field; None where it has none."""
    return next((each.weight for each in _directives(definition) if isinstance(each, Cost)), None)


def list_size_directive(definition: Any) -> ListSize | None:
    """The `@listSize` of a field."""
    return next((each for each in _directives(definition) if isinstance(each, ListSize)), None)


def object_weight(definition: GraphQLField) -> int:
    """Return the weight of one value of a field, without its selection."""
    weight = cost_directive(definition)
    return int(is_composite_type(get_named_type(definition.type))) if weight is None else weight


class CostWeights:
    """Weights of input values, computed once for each type."""

    def __init__(self) -> None:
        """Begin with nothing found out."""
        self._weighing: dict[str, Weigh | None] = {}

    def weigh(self, type_: GraphQLInputType) -> Weigh | None:
        """Return the function that weighs a value of the type; None if every value weighs nothing."""
        named = get_named_type(type_)
        if not is_input_object_type(named):
            return None
        if named.name not in self._weighing:
            self._weighing[named.name] = lambda value: self._object(named, value)
        each = self._weighing[named.name]
        return each if each is None or not is_list_type(get_nullable_type(type_)) else _summed(each)

    def own(self, definition: Any) -> int:
        """Return the weight of an argument or an input's field itself, if it is given."""
        return cost_directive(definition) or 0

    def of_field(self, definition: Any) -> Weigh | None:
        """Return the function that weighs a value of an argument or of an input's field."""
        own, below = cost_directive(definition), self.weigh(definition.type)
        if below is None:
            return None if not own else lambda _value: own
        return below if not own else lambda value: own + below(value)

    def _object(self, type_: Any, value: Any) -> int:
        total = 1
        for name, each in value.items():
            weigh = self._field(type_, name)
            if weigh is not None and each is not None:
                total += weigh(each)
        return total

    def _field(self, type_: Any, name: str) -> Weigh | None:
        place = f"{type_.name}.{name}"
        if place not in self._weighing:
            self._weighing[place] = self.of_field(type_.fields[name])
        return self._weighing[place]


def _summed(weigh: Weigh) -> Weigh:
    def summed(value: Any) -> int:
        if isinstance(value, list):
            return sum(summed(each) for each in value if each is not None)
        return weigh(value)

    return summed


def _directives(definition: Any) -> Iterable[Any]:
    declared = definition.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    return getattr(declared, "directives", None) or ()


@lru_cache(maxsize=16)
def cost_weights(_schema: GraphQLSchema) -> CostWeights:
    """Return the weights of a schema's input values."""
    return CostWeights()
