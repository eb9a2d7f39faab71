"""Makes items of the objects of an NDJSON file, which are as in the API."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from encommun.exchange.file_format import (
    CREATED,
    DEMONSTRATION,
    REFERENCE,
    TYPE,
    UPDATED,
    URL,
    file_names,
    parse_reference_object,
    parse_role,
)
from resolvers.core.record_types import RECORD_TYPES, ListField, RecordType
from resolvers.core.references import Reference
from resolvers.exchange.items import Item
from resolvers.exchange.parse import parse_item
from resolvers.records.patch import Named, Patch
from resolvers.validation import Problem, parsing
from resolvers.validation.columns import writable_columns
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.problem import problem, quotable

ITEM_KEYS = frozenset({REFERENCE, URL, DEMONSTRATION, TYPE, CREATED, UPDATED})
PARSED: dict[type, tuple[parsing.Parse[Any], str]] = {
    date: (parsing.day, "INVALID_DATE"),
    datetime: (parsing.moment, "INVALID_MOMENT"),
}
"""Types that JSON writes as text, with their parsers and the codes of malformed values."""


def parse_ndjson_item(type_name: str, given: Mapping[str, Any]) -> Item:
    """Return the record in an object: null clears, and omitted names change nothing."""
    kind, names, texts = RECORD_TYPES[type_name], file_names(type_name), _as_they_are(type_name)
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    references: dict[str, Reference | None] = {}
    lists: dict[str, list[Named]] = {}
    detail = None
    for key, value in given.items():
        if key in texts:
            values[texts[key]] = value
            continue
        if key in ITEM_KEYS:
            continue
        name = names.get(key)
        if name is not None and name in kind.references:
            found, wrong = (None, []) if value is None else parse_reference_object(kind.references[name][1], value)
            problems += [each.under(key) for each in wrong]
            if not wrong:
                references[name] = found
        elif name is not None and name in kind.lists:
            lists[name] = _list(kind.lists[name], key, value, problems)
        elif name is not None and "." not in name:
            _value(type_name, name, value, values, problems)
        elif kind.detail is not None and key == to_camel_case(kind.detail_name):
            detail = _detail(kind, key, value, problems)
        else:
            problems.append(problem("UNKNOWN_FIELD").under(key[:60]))
    return _item(type_name, given, Patch(values, references, lists, detail), problems)


@cache
def _as_they_are(type_name: str) -> Mapping[str, str]:
    """Return the columns whose values JSON has unchanged, by the names that files use."""
    columns, own = writable_columns(type_name), RECORD_TYPES[type_name].columns
    return {
        key: name for key, name in file_names(type_name).items() if name in own and columns[name].holds not in PARSED
    }


def _item(type_name: str, given: Mapping[str, Any], draft: Patch, problems: list[Problem]) -> Item:
    for name, kind in ((REFERENCE, str), (URL, str), (DEMONSTRATION, bool)):
        if given.get(name) is not None and not isinstance(given[name], kind):
            problems.append(
                problem("INVALID_TEXT" if kind is str else "INVALID_BOOLEAN", value=quotable(given[name])).under(name)
            )
    reference, url = (each if isinstance(each := given.get(name), str) else None for name in (REFERENCE, URL))
    demonstration = given.get(DEMONSTRATION) is True
    return parse_item(type_name, reference or "", draft, url, demonstration=demonstration, wrong=problems)


def _value(type_name: str, name: str, value: Any, values: dict[str, Any], problems: list[Problem]) -> None:
    holds = writable_columns(type_name)[name].holds
    if holds in PARSED and value is not None:
        parse, code = PARSED[holds]
        found, wrong = parse(value) if isinstance(value, str) and value.strip() else (None, [_wrong(code, value)])
        problems += [each.under(to_camel_case(name)) for each in wrong]
        if wrong:
            return
        value = found
    values[name] = value


def _wrong(code: str, value: Any) -> Problem:
    return problem(code, value=quotable(value))


def _list(listed: ListField, key: str, value: Any, problems: list[Problem]) -> list[Named]:
    if not isinstance(value, list | None):
        problems.append(problem("INVALID_LIST").under(key))
        return []
    found = []
    for number, each in enumerate(value or ()):
        reference, wrong = parse_reference_object(listed.type_name, _who(listed, each))
        role, misnamed = parse_role(listed, each.get("role") if isinstance(each, Mapping) else None)
        problems += (one.under(key, number) for one in (*wrong, *misnamed))
        if reference is not None:
            found.append((reference, role))
    return found


def _who(listed: ListField, member: Any) -> Any:
    """Return the reference of a list's member; where there are roles, it stands beside the role."""
    if listed.role is None:
        return member
    return member.get(listed.type_name.lower()) if isinstance(member, Mapping) else None


def _detail(kind: RecordType, key: str, value: Any, problems: list[Problem]) -> dict[str, Any] | None:
    if value is None or kind.detail is None:
        return None
    if not isinstance(value, Mapping):
        problems.append(problem("INVALID_RECORD").under(key))
        return None
    names = {to_camel_case(each): each for each in kind.detail_columns}
    problems += (problem("UNKNOWN_FIELD").under(key, each[:60]) for each in value if each not in names)
    return {names[each]: its for each, its in value.items() if each in names}
