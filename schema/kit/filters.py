"""Conversion of a client's filter: its size is checked, its references resolved, then it is put together."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import strawberry

from loaders.errors import FaultError
from loaders.sql.filters import MATCH_ALL, AllOf, AnyOf, Filter, Not
from resolvers.core.comparisons import check_not_null
from resolvers.core.references import Reference, resolve_all_ids
from resolvers.validation.field_names import to_camel_case
from schema.kit.context import Context
from schema.kit.criteria import COMBINATIONS, CRITERIA, Criterion, OnColumn, OnRelation, OnViewer

MOST_CONDITIONS = 100
DEEPEST = 10
"""Levels of `and`, `or` and `not`; SQLite's parser gives up soon after."""


async def parse_filter(given: Any, context: Context) -> Filter:
    """The filter that an input describes (left out: everything); raises FaultError for one that cannot be."""
    if given is strawberry.UNSET:
        return MATCH_ALL
    check_not_null("filter", given)
    if sum(1 for _ in islice(_conditions(given), MOST_CONDITIONS + 1)) > MOST_CONDITIONS:
        raise FaultError("INVALID_FILTER", f"The filter has more than {MOST_CONDITIONS} conditions.")
    depth = _depth(given)
    if depth > DEEPEST:
        raise FaultError("INVALID_FILTER", f"The filter is {depth} levels deep; at most {DEEPEST} are taken.")
    references = [one for each in _relations(given) for named in each.values() for one in named]
    held = {each: await context.once(each.find) for each in dict.fromkeys(_of_viewer(given))}
    return _filter(given, ResolvedReferences(await resolve_all_ids(context.snapshot, references), held))


class ResolvedReferences(NamedTuple):
    """The resolved references of a filter."""

    references: Mapping[Reference, Sequence[str]]
    held: Mapping[OnViewer, list[str]]
    """The ids of what holds for who asks."""


def _condition(name: str, criterion: Criterion, value: Any, known: ResolvedReferences) -> Filter:
    match criterion:
        case OnColumn():
            return criterion.filter(name, value)
        case OnRelation():
            return criterion.filter(criterion.references(name, value), known.references)
        case OnViewer():
            return criterion.filter(name, value, known.held[criterion])


def _filter(given: Any, known: ResolvedReferences) -> Filter:
    found = [_condition(name, criterion, value, known) for name, criterion, value in _asked(given)]
    if given.or_ == []:
        raise FaultError("CONTRADICTORY_FILTER", "The filter contradicts itself: or: [] admits nothing.")
    found += [_filter(each, known) for each in _combined(given, "and")]
    if given.or_:
        found.append(AnyOf(tuple(_filter(each, known) for each in _combined(given, "or"))))
    found += [Not(_filter(each, known)) for each in _combined(given, "not")]
    return AllOf(tuple(found))


def _asked(given: Any) -> Iterator[tuple[str, Criterion, Any]]:
    """The criteria that an input itself has, each with its name and what it is compared with."""
    for name, criterion in CRITERIA[type(given).__name__].items():
        if (value := getattr(given, name)) is not strawberry.UNSET:
            yield name, criterion, check_not_null(to_camel_case(name), value)


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


def _combined(given: Any, *names: str) -> Iterator[Any]:
    """The inputs within one: all of them, or those under some of `and`, `or` and `not`."""
    for name in names or COMBINATIONS:
        if (value := getattr(given, f"{name}_")) is not strawberry.UNSET:
            check_not_null(name, value)
            yield from value if isinstance(value, list) else [value]


def _conditions(given: Any) -> Iterator[Any]:
    """An input and its conditions, with those of the combined ones; as many are looked at as are asked for."""
    yield given
    yield from _asked(given)
    for each in _combined(given):
        yield from _conditions(each)


def _depth(given: Any) -> int:
    return 1 + max(map(_depth, _combined(given)), default=0)
