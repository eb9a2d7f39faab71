"""One type with a field for each nullability and nesting of lists, of each kind, in each way of resolving.

Now and then a value is null, an exception, or of the wrong type, wherever it stands.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Annotated, Any

import strawberry

from execution import BatchInfo, batched
from tests.execution.torture.beings import Anything, Named, anything_at, named_at
from tests.execution.torture.chance import Place, error_at
from tests.execution.torture.scalars import Colour, Fussy

Nullable = tuple[bool, ...]
"""True where null is allowed, from the outermost list to the innermost value."""

SHAPES: list[Nullable] = [shape for depth in (1, 2, 3) for shape in product((True, False), repeat=depth)]
FAULTS = 240


def value_at(kind: str, shape: Nullable, place: Place) -> Any:
    """The value of a place, with a fault now and then."""
    fault = place.number(FAULTS, "fault")
    if fault == 0 or (shape[0] and fault < 30):
        return None
    if fault == 30:
        return error_at(place)
    if fault == 31:
        return {"of": "the wrong type"}
    if len(shape) == 1:
        return INNERMOST[kind](place)
    return _container(place, [value_at(kind, shape[1:], place.at(index)) for index in range(place.number(4, "length"))])


def _container(place: Place, items: list[Any]) -> Any:
    containers: list[Callable[[list[Any]], Any]] = [tuple, tuple, _generated, _generated, _breaking, _keyed, str]
    chance = place.number(100, "container")
    return containers[chance](items) if chance < len(containers) else items


def _generated(items: list[Any]) -> Iterator[Any]:
    yield from items


def _keyed(items: list[Any]) -> dict[int, Any]:
    return dict(enumerate(items))


def _breaking(items: list[Any]) -> Iterator[Any]:
    yield from items
    raise ValueError("The iteration broke.")


INNERMOST: dict[str, Callable[[Place], Any]] = {
    "int": lambda place: place.number(100) if place.number(60, "big") else 2**40,
    "fussy": lambda place: (
        ["a", "b", "c"][place.number(3)] if place.number(40, "fussy") else ["refused", "void"][place.number(2)]
    ),
    "colour": lambda place: list(Colour)[place.number(3)] if place.number(40, "no colour") else "mauve",
    "odd": lambda place: ODDS[place.number(len(ODDS))],
    "named": named_at,
    "anything": anything_at,
}
TYPES: dict[str, Any] = {
    "int": int,
    "fussy": Fussy,
    "colour": Colour,
    "odd": Annotated["Odd", strawberry.lazy("tests.execution.torture.shapes")],
    "named": Named,
    "anything": Anything,
}


class OddThing:
    """Has every attribute; asking for one may raise."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __getattr__(self, name: str) -> Any:
        if name not in SPECIFIED:
            raise AttributeError(name)
        value = value_at(*SPECIFIED[name], Place(self.number, name))
        if isinstance(value, Exception):
            raise value
        return value


def _annotation(kind: str, shape: Nullable) -> Any:
    inner = TYPES[kind] if len(shape) == 1 else list[_annotation(kind, shape[1:])]  # type: ignore[misc]
    return inner | None if shape[0] else inner


def _plain(name: str, annotation: Any) -> Any:
    def resolve(root: Any) -> Any:
        return getattr(root, name)

    resolve.__annotations__["return"] = annotation
    return strawberry.field(resolver=resolve)


def _waiting(name: str, annotation: Any) -> Any:
    async def resolve(root: Any) -> Any:
        return getattr(root, name)

    resolve.__annotations__["return"] = annotation
    return strawberry.field(resolver=resolve)


def _of(thing: Any, name: str) -> Any:
    """One parent's value, or its own exception: how many parents stand in a batch must not change it."""
    return value_at(*SPECIFIED[name], Place(thing.number, name)) if isinstance(thing, OddThing) else TypeError(thing)


def _batched(name: str, annotation: Any) -> Any:
    async def resolve(parents: Sequence[OddThing], info: BatchInfo) -> list[Any]:
        return [_of(each, name) for each in parents]

    return batched(resolve, type=annotation)


def _batched_at_once(name: str, annotation: Any) -> Any:
    def resolve(parents: Sequence[OddThing], info: BatchInfo) -> list[Any]:
        return [_of(each, name) for each in parents]

    return batched(resolve, type=annotation)


def _attribute(name: str, annotation: Any) -> Any:
    del name
    return annotation


WAYS = [_attribute, _plain, _waiting, _batched, _batched_at_once]
SPECIFIED: dict[str, tuple[str, Nullable]] = {
    f"{kind}_{''.join('n' if nullable else 'r' for nullable in shape)}": (kind, shape)
    for kind, shape in product(TYPES, SHAPES)
}
"""Fields by name: `odd_nr` is a nullable list of required odd things."""


def _odd() -> type[Any]:
    members: dict[str, Any] = {"__annotations__": {"number": int}, "__module__": __name__}
    for index, (name, (kind, shape)) in enumerate(SPECIFIED.items()):
        made = WAYS[index % len(WAYS)](name, _annotation(kind, shape))
        if WAYS[index % len(WAYS)] is _attribute:
            members["__annotations__"][name] = made
        else:
            members[name] = made
    return strawberry.type(type("Odd", (), members))


Odd = _odd()
ODDS = [OddThing(number) for number in range(7)]
