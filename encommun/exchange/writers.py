"""Writes records as files have them: an object on each line, or a row of cells."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from io import TextIOWrapper
from typing import IO, Any

import orjson

from encommun.exchange.file_format import (
    CREATED,
    DEMONSTRATION,
    REFERENCE,
    ROLE,
    TYPE,
    UPDATED,
    URL,
    file_names,
    join_cell,
)
from encommun.exchange.formula_escaping import escape_formula
from resolvers.core.record_types import ListField
from resolvers.core.references import Reference
from resolvers.exchange.export import ExportedRecord
from resolvers.exchange.export_types import EXPORT_ONLY_TYPES, EXPORT_TYPES, OrderedList
from resolvers.validation.field_names import to_camel_case as in_camel_case

to_camel_case = cache(in_camel_case)
"""The name of a column in files; there are few of them, and each is written with each record."""


class NdjsonWriter:
    """NDJSON, as in the API, with the type in each line."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Write to a stream that is open."""
        self._stream = stream

    def begin(self, type_name: str) -> None:
        """Records of a type follow."""

    def write(self, type_name: str, each: ExportedRecord) -> None:
        """One record."""
        content: dict[str, Any] = {}
        kind = EXPORT_TYPES[type_name]
        for name, value in _content(type_name, each):
            if name in kind.references:
                content[to_camel_case(name)] = None if value is None else _named(value)
            elif name in kind.lists:
                content[to_camel_case(name)] = [_in_object(kind.lists[name], member) for member in value]
            else:
                content[to_camel_case(name)] = value
        if (detail := each.present.record.get(kind.detail_name)) is not None:
            content[to_camel_case(kind.detail_name)] = {to_camel_case(name): value for name, value in detail.items()}
        self._stream.write(orjson.dumps({TYPE: type_name, **_about(type_name, each), **content}) + b"\n")

    def end(self) -> None:
        """No record follows."""


class CsvWriter:
    """CSV as French spreadsheets open it: with semicolons, and a byte order mark."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Write to a stream that is open."""
        self._text = TextIOWrapper(stream, encoding="utf-8", newline="")
        self._writer = csv.writer(self._text, delimiter=";")
        self._names: list[str] = []

    def begin(self, type_name: str) -> None:
        """Write the header: a file has records of one type."""
        self._names = columns_of(type_name)
        self._text.write("\ufeff")
        self._writer.writerow(self._names)

    def write(self, type_name: str, each: ExportedRecord) -> None:
        """One record."""
        kind = EXPORT_TYPES[type_name]
        cells: dict[str, str] = {name: _text(value) for name, value in _about(type_name, each).items()}
        for name, value in _content(type_name, each):
            if name in kind.references:
                cells[to_camel_case(name)] = "" if value is None else _scheme(value)
            elif name in kind.lists:
                cells[to_camel_case(name)] = join_cell([_in_cell(kind.lists[name], member) for member in value])
            else:
                cells[to_camel_case(name)] = _text(value)
        for name, value in (each.present.record.get(kind.detail_name) or {}).items():
            cells[f"{to_camel_case(kind.detail_name)}.{to_camel_case(name)}"] = _text(value)
        self._writer.writerow([escape_formula(cells.get(name, "")) for name in self._names])

    def end(self) -> None:
        """No record follows; the stream stays open."""
        self._text.detach()


def columns_of(type_name: str) -> list[str]:
    """Return the columns of a CSV file with records of a type."""
    return [*_names_about(type_name), *file_names(type_name)]


def _names_about(type_name: str) -> list[str]:
    """The names of what a file says of records of a type besides their content."""
    url = [] if type_name in EXPORT_ONLY_TYPES else [URL]
    marked = [DEMONSTRATION] if DEMONSTRATION in EXPORT_TYPES[type_name].table.c else []
    return [REFERENCE, *url, *marked, CREATED, UPDATED]


def _about(type_name: str, each: ExportedRecord) -> dict[str, Any]:
    """Return what a file says about a record besides its content."""
    record = each.present.record
    values = {REFERENCE: each.reference, URL: each.url, CREATED: record["created_at"], UPDATED: record["updated_at"]}
    values[DEMONSTRATION] = record.get(DEMONSTRATION)
    return {name: values[name] for name in _names_about(type_name) if name != URL or each.url is not None}


def _content(type_name: str, each: ExportedRecord) -> Iterator[tuple[str, Any]]:
    """Yield the visible values by column, reference or list."""
    kind, record = EXPORT_TYPES[type_name], each.present.record
    for name in kind.columns:
        value = record[name]
        yield name, dict(sorted(value.items())) if isinstance(value, dict) else value  # one engine keeps no order
    for name, (column, leads_to) in kind.references.items():
        if record[column] is None or record[column] in each.names:
            yield name, each.named(leads_to, record[column])
    for name, listed in kind.lists.items():
        members = [dict(zip(listed.columns, row, strict=True)) for row in each.present.lists[name]]
        for member in members:
            member[listed.other] = each.named(listed.type_name, member[listed.other])
        if isinstance(listed, OrderedList) or all(member[listed.other] for member in members):
            yield name, members


def _named(reference: Reference) -> dict[str, str]:
    return {reference[1]: reference[2]}


def _in_object(listed: ListField, member: Mapping[str, Any]) -> Mapping[str, Any]:
    """A member of a list; where more is said of it than what it refers to, all of that by name."""
    reference = member[listed.other]
    if listed.columns == (listed.other,):
        return _named(reference)
    leads = {} if reference is None else {listed.type_name.lower(): _named(reference)}
    return {
        key: value
        for name in listed.columns
        for key, value in (leads if name == listed.other else {to_camel_case(name): member[name]}).items()
    }


def _in_cell(listed: ListField, member: Mapping[str, Any]) -> str:
    """Return a member as a cell has it: its role before its reference."""
    names = (listed.role, listed.other) if listed.role else listed.columns
    values = {name: _text(value) for name, value in member.items() if name != listed.other}
    reference = member[listed.other]
    values[listed.other] = "" if reference is None else _scheme(reference)
    return ROLE.join(values[name] for name in names)


def _scheme(reference: Reference) -> str:
    return f"{reference[1]}:{reference[2]}"


def _text(value: Any) -> str:
    """A value as a cell has it."""
    if value is None or type(value) is str:
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return join_cell([f"{name}{ROLE}{_text(its)}" for name, its in value.items()])
    return join_cell(list(map(str, value))) if isinstance(value, list) else str(value)
