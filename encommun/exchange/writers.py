"""Writes records as files have them: an object on each line, or a row of cells."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import orjson

from encommun.exchange.file_format import DEMONSTRATION, NDJSON, REFERENCE, ROLE, TYPE, URL, file_names, join_cell
from encommun.exchange.formula_escaping import escape_formula
from encommun.operator_error import OperatorError
from resolvers.core.record_types import ListField
from resolvers.core.references import Reference
from resolvers.exchange.export import ExportedRecord
from resolvers.exchange.export_types import EXPORT_ONLY_TYPES, EXPORT_TYPES, OrderedList
from resolvers.validation.field_names import to_camel_case


class NdjsonWriter:
    """NDJSON, as in the API, with the type in each line."""

    def __init__(self, stream: IO[str], _type_name: str | None) -> None:
        """Write to a stream that is open."""
        self._stream = stream

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
        line = orjson.dumps({TYPE: type_name, **_about(each), **content})
        self._stream.write(line.decode() + "\n")


class CsvWriter:
    """CSV as French spreadsheets open it: with semicolons, and a byte order mark."""

    def __init__(self, stream: IO[str], type_name: str | None) -> None:
        """Write the header; raises OperatorError without a type."""
        if type_name is None:
            raise OperatorError("A CSV file has records of one type: give it by --type, or write an .ndjson file.")
        self._names = [*_columns_about(type_name), *file_names(type_name)]
        stream.write("\ufeff")
        self._writer = csv.writer(stream, delimiter=";")
        self._writer.writerow(self._names)

    def write(self, type_name: str, each: ExportedRecord) -> None:
        """One record."""
        kind = EXPORT_TYPES[type_name]
        cells: dict[str, str] = {name: _text(value) for name, value in _about(each).items()}
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


WRITERS: dict[str, type[CsvWriter | NdjsonWriter]] = {".csv": CsvWriter, **dict.fromkeys(NDJSON, NdjsonWriter)}
"""Writers by the suffix of a file's name."""


def writer_for(file: Path) -> type[CsvWriter | NdjsonWriter]:
    """Return the writer for a file by its suffix; raises OperatorError for an unknown one."""
    if file.suffix.lower() not in WRITERS:
        raise OperatorError(f"{file} is neither CSV nor NDJSON: end its name in .csv or .ndjson.")
    return WRITERS[file.suffix.lower()]


def _about(each: ExportedRecord) -> dict[str, Any]:
    """Return what a file says about a record besides its content."""
    url = {} if each.url is None else {URL: each.url}
    demonstration = {DEMONSTRATION: True} if each.present.record.get("demonstration") else {}
    return {REFERENCE: each.reference, **url, **demonstration}


def _columns_about(type_name: str) -> list[str]:
    """The columns for what a file says of records of a type besides their content."""
    if type_name not in EXPORT_ONLY_TYPES:
        return [REFERENCE, URL, DEMONSTRATION]
    return [REFERENCE, DEMONSTRATION] if DEMONSTRATION in EXPORT_ONLY_TYPES[type_name].table.c else [REFERENCE]


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
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return join_cell([f"{name}{ROLE}{_text(its)}" for name, its in value.items()])
    return join_cell(list(map(str, value))) if isinstance(value, list) else str(value)
