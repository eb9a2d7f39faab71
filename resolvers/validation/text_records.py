"""Reads a record whose values come as text, from a file: each by the type of its column."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from models import ClosedList
from resolvers.validation import french_formats, parsing
from resolvers.validation.columns import WritableColumn, writable_columns
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.problem import Problem, problem

PARSERS: Mapping[type, parsing.Parse[Any]] = {
    bool: parsing.boolean,
    date: parsing.day,
    datetime: parsing.moment,
    float: parsing.decimal,
    int: parsing.whole,
    str: parsing.text,
}
FRENCH: Mapping[type, parsing.Parse[Any]] = {
    **PARSERS,
    date: french_formats.day,
    float: french_formats.decimal,
    int: french_formats.whole,
}


def parse_record(
    type_name: str,
    texts: Mapping[str, str],
    path: tuple[str | int, ...] = (),
    parsers: Mapping[type, parsing.Parse[Any]] = PARSERS,
) -> tuple[dict[str, Any], list[Problem]]:
    """Typed values by column, ready for `validate`, and a problem for each text that is none; paths as there.

    Empty texts are absent. References come through as they are: who imports finds what they name.
    """
    columns = writable_columns(type_name)
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, text in texts.items():
        column = columns.get(name)
        if column is None:
            problems.append(problem("UNKNOWN_FIELD").under(*path, to_camel_case(name)))
            continue
        value, wrong = _parser(column, parsers)(text)
        problems += (each.under(*path, column.name) for each in wrong)
        if value is not None:
            values[name] = value
    return values, problems


def _parser(column: WritableColumn, parsers: Mapping[type, parsing.Parse[Any]]) -> parsing.Parse[Any]:
    if issubclass(column.holds, ClosedList):
        return (parsing.choices if column.listed else parsing.choice)(column.holds)
    return parsers[column.holds]
