"""Checks a record: each of its columns, and then what must hold between them."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from resolvers.naming import camel
from resolvers.validation.columns import Column, columns_of
from resolvers.validation.problem import Checked, Problem, refused
from resolvers.validation.rules import RULES

Values = Mapping[str, Any]
"""By column, as Python has them."""
Path = tuple[str | int, ...]


def validate(
    type_name: str, values: Values, path: Path = (), *, before: Values | None = None, beside: Values | None = None
) -> tuple[dict[str, Any], list[Problem]]:
    """The values as they can be stored, and all problems, with their paths below `path`.

    Values that have problems are left out. None clears: the column is null, or has its default again. A record
    within this one (`experience_report` of a Resource) is given under its name and comes back there, cleaned.

    Args:
        type_name: a key of `resolvers.validation.rules.RULES`.
        values: what was given, and no more; references are ids that were found.
        path: where in the input the record stands.
        before: the record as it stands; without it the record is new, and what it needs must be there. Rules between
            columns take from it what was not given, and hold only where one of their columns was given; a rule is
            passed over when something that it reads is not known.
        beside: what is known of other records: `actor_kind` of the actor that a Contact reaches.

    Raises KeyError for a type that has no rules.
    """
    columns = columns_of(type_name)
    cleaned: dict[str, Any] = {}
    problems: list[Problem] = []
    wrong: set[str] = set()
    for name, value in (values if before is not None else {**_required(type_name), **values}).items():
        if value is not None and name in columns:
            found, its = columns[name].check(value)
        else:
            found, its = _checked(type_name, name, value, before)
        if its:
            wrong.add(name)
            problems += (each.under(*path, *_name(columns, name)) for each in its)
        else:
            cleaned[name] = found
    known = {**(beside or {}), **(before or {}), **cleaned}
    problems += (each.under(*path) for each in _between(type_name, known, set(values), wrong, new=before is None))
    return cleaned, problems


@cache
def _required(type_name: str) -> Mapping[str, None]:
    """What a new record must have, as if it had been given as null."""
    return {name: None for name, each in columns_of(type_name).items() if each.required}


def _checked(type_name: str, name: str, value: Any, before: Values | None) -> Checked[Any]:
    """What is no value of a column: null, or a record within this one."""
    column = columns_of(type_name).get(name)
    if column is not None:
        return (column.cleared(), []) if column.nullable or not column.required else refused("REQUIRED")
    if name not in RULES[type_name].details:
        return refused("UNKNOWN_FIELD")
    if value is None:
        return None, []
    if not isinstance(value, Mapping):
        return refused("INVALID_RECORD")
    return validate(RULES[type_name].details[name], value, before=(before or {}).get(name))


def _name(columns: Mapping[str, Column], name: str) -> Path:
    return (columns[name].name if name in columns else camel(name),)


def _between(type_name: str, known: Values, given: set[str], wrong: set[str], *, new: bool) -> Iterator[Problem]:
    """Problems of the rules that what was given concerns; one of a column that is wrong has nothing to say."""
    for rule in RULES[type_name].between:
        concerned = new or (not given.isdisjoint(rule.reads) and known.keys() >= set(rule.reads))
        if concerned and wrong.isdisjoint(rule.reads):
            yield from rule.check(*map(known.get, rule.reads))
