"""Checks a record: each of its columns, and then what must hold between them."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from resolvers.validation.columns import WritableColumn, writable_columns
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.problem import Checked, Problem, with_problem
from resolvers.validation.rules import CLOCKS, RULES

Values = Mapping[str, Any]
"""By column, as Python has them."""
Path = tuple[str | int, ...]


def validate(
    type_name: str,
    values: Values,
    path: Path = (),
    *,
    before: Values | None = None,
    beside: Values | None = None,
    unknown: AbstractSet[str] = frozenset(),
) -> tuple[dict[str, Any], list[Problem]]:
    """The values as they can be stored, and all problems, with their paths below `path`.

    Values that have problems are left out, and so is what stands already: it is not checked again, whatever it was
    checked by when it came. None clears: the column is null, or has its default again. A record within this one
    (`experience_report` of a Resource) is given under its name and comes back there, cleaned.

    Args:
        type_name: a key of `resolvers.validation.rules.RULES`.
        values: what was given, and no more; references are ids that were found.
        path: where in the input the record stands.
        before: the record as it stands; without it the record is new, and what it needs must be there. Rules between
            columns take from it what was not given, and hold only where one of their columns is to be other; a rule is
            passed over when something that it reads is not known.
        beside: what is known of other records: `actor_kind` of the actor that a Contact reaches.
        unknown: columns that get their value from what was given and not found; nothing else is told of them.

    Raises KeyError for a type that has no rules.
    """
    columns = writable_columns(type_name)
    cleaned: dict[str, Any] = {}
    problems: list[Problem] = []
    wrong = set(unknown)
    given = {**_required(type_name), **values} if before is None else _other(values, before)
    for name, value in given.items():
        if name in unknown:
            continue
        if value is not None and name in columns:
            found, its = columns[name].check(value)
        else:
            found, its = _checked(type_name, name, value, before)
        if its:
            wrong.add(name)
            problems += (each.under(*path, *_name(columns, name)) for each in its)
        else:
            cleaned[name] = found
    known = {**(beside or {}), **(before or {}), **cleaned, **_offsets(type_name, values)}
    problems += (each.under(*path) for each in _between(type_name, known, set(given), wrong, new=before is None))
    return cleaned, problems


def offset_problems(type_name: str, values: Values) -> Iterator[Problem]:
    """Yield the problems of moments whose offset is not that of the record's time zone."""
    known = {**values, **_offsets(type_name, values)}
    for rule in CLOCKS:
        yield from rule.check(*map(known.get, rule.reads))


def cross_field_problems(
    type_name: str, values: Values, found: AbstractSet[str], unknown: AbstractSet[str] = frozenset()
) -> Iterator[Problem]:
    """The problems between columns, by the rules that read what was only `found` after all else had been checked.

    A rule that reads what is `unknown` is passed over.
    """
    for rule in RULES[type_name].between:
        if not found.isdisjoint(rule.reads) and unknown.isdisjoint(rule.reads):
            yield from rule.check(*map(values.get, rule.reads))


def _other(values: Values, before: Values) -> Values:
    """The values that are given other than they stand."""
    missing = object()
    return {name: value for name, value in values.items() if before.get(name, missing) != value}


def _offsets(type_name: str, values: Values) -> dict[str, timedelta | None]:
    """By the name of a moment and `_offset`: how far from UTC it was given, for rules on what clocks show."""
    given = ((name, values.get(name)) for name in _moments(type_name))
    return {f"{name}_offset": value.utcoffset() for name, value in given if isinstance(value, datetime)}


@cache
def _moments(type_name: str) -> tuple[str, ...]:
    """The columns of a type that hold moments."""
    return tuple(name for name, each in writable_columns(type_name).items() if each.holds is datetime)


@cache
def _required(type_name: str) -> Mapping[str, None]:
    """Return the columns that a new record must have, as if they had been given as null."""
    return {name: None for name, each in writable_columns(type_name).items() if each.required}


def _checked(type_name: str, name: str, value: Any, before: Values | None) -> Checked[Any]:
    """Check a column's value: null, or a reference to a record inside this one, is refused."""
    column = writable_columns(type_name).get(name)
    if column is not None:
        return (column.cleared(), []) if column.nullable or not column.required else with_problem("REQUIRED")
    if name not in RULES[type_name].details:
        return with_problem("UNKNOWN_FIELD")
    if value is None:
        return None, []
    if not isinstance(value, Mapping):
        return with_problem("INVALID_RECORD")
    return validate(RULES[type_name].details[name], value, before=(before or {}).get(name))


def _name(columns: Mapping[str, WritableColumn], name: str) -> Path:
    return (columns[name].name if name in columns else to_camel_case(name),)


def _between(type_name: str, known: Values, given: set[str], wrong: set[str], *, new: bool) -> Iterator[Problem]:
    """Problems of the rules that what was given concerns; one of a column that is wrong has nothing to say."""
    for rule in RULES[type_name].between:
        concerned = new or (not given.isdisjoint(rule.reads) and known.keys() >= set(rule.reads))
        if concerned and wrong.isdisjoint(rule.reads):
            yield from rule.check(*map(known.get, rule.reads))
