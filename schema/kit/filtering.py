"""From what a client gave for a filter to the filter: measured, its references looked up, then put together."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from loaders.errors import FaultError
from loaders.filters import EVERYTHING, AllOf, AnyOf, Filter, Not
from resolvers.references import Reference, ids_of
from schema.kit.context import Context
from schema.kit.criteria import CRITERIA, Criterion, OnColumn, OnRelation, OnViewer

MOST_CONDITIONS = 100
DEEPEST = 10
"""Levels of `and`, `or` and `not`; SQLite's parser gives up soon after."""


async def filter_of(given: Any, context: Context) -> Filter:
    """The filter that an input describes (None: everything); raises FaultError for one that cannot be."""
    if not given:
        return EVERYTHING
    size = _size(given)
    if size > MOST_CONDITIONS:
        raise FaultError("INVALID_FILTER", f"The filter has {size} conditions; at most {MOST_CONDITIONS} are taken.")
    depth = _depth(given)
    if depth > DEEPEST:
        raise FaultError("INVALID_FILTER", f"The filter is {depth} levels deep; at most {DEEPEST} are taken.")
    references = [one for each in _relations(given) for named in each.values() for one in named]
    held = {each: await context.once(each.find) for each in dict.fromkeys(_of_viewer(given))}
    return _filter(given, Known(await ids_of(context.snapshot, references), held))


class Known(NamedTuple):
    """What was looked up before."""

    references: Mapping[Reference, str]
    held: Mapping[OnViewer, list[str]]
    """The ids of what holds for who asks."""


def _condition(name: str, criterion: Criterion, value: Any, known: Known) -> Filter:
    match criterion:
        case OnColumn():
            return criterion.filter(name, value)
        case OnRelation():
            return criterion.filter(criterion.references(name, value), known.references)
        case OnViewer():
            return criterion.filter(name, value, known.held[criterion])


def _filter(given: Any, known: Known) -> Filter:
    found = [_condition(name, criterion, value, known) for name, criterion, value in _asked(given)]
    if given.or_ == []:
        raise FaultError("CONTRADICTORY_FILTER", "The filter contradicts itself: or: [] admits nothing.")
    found += [_filter(each, known) for each in given.and_ or ()]
    if given.or_:
        found.append(AnyOf(tuple(_filter(each, known) for each in given.or_)))
    if given.not_:
        found.append(Not(_filter(given.not_, known)))
    return AllOf(tuple(found))


def _asked(given: Any) -> Iterator[tuple[str, Criterion, Any]]:
    """The criteria that an input itself has, each with its name and what it is compared with."""
    for name, criterion in CRITERIA[type(given).__name__].items():
        if value := getattr(given, name):
            yield name, criterion, value


def _relations(given: Any) -> Iterator[dict[str, list[Reference]]]:
    """All references of an input, the combined ones too."""
    for name, criterion, value in _asked(given):
        if isinstance(criterion, OnRelation):
            yield criterion.references(name, value)
    for each in _combined(given):
        yield from _relations(each)


def _of_viewer(given: Any) -> Iterator[OnViewer]:
    """The criteria of an input that ask what holds for the viewer, those of the combined ones too."""
    yield from (criterion for _, criterion, _ in _asked(given) if isinstance(criterion, OnViewer))
    for each in _combined(given):
        yield from _of_viewer(each)


def _combined(given: Any) -> list[Any]:
    return [*(given.and_ or ()), *(given.or_ or ()), *([given.not_] if given.not_ else ())]


def _size(given: Any) -> int:
    """The number of conditions in an input, the combined ones counted through."""
    return 1 + len(list(_asked(given))) + sum(map(_size, _combined(given)))


def _depth(given: Any) -> int:
    return 1 + max(map(_depth, _combined(given)), default=0)
