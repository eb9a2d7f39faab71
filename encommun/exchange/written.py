"""Writes records as files have them: an object on each line, or a row of cells."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import orjson

from encommun.exchange.naming import DEMONSTRATION, NDJSON, REFERENCE, ROLE, TYPE, URL, joined, names_of
from encommun.operator_error import OperatorError
from resolvers.editing.editable import EDITABLE, Listed
from resolvers.exchange.exporting import Exported
from resolvers.naming import camel
from resolvers.references import Reference


class Objects:
    """NDJSON, as in the API, with the type in each line."""

    def __init__(self, stream: IO[str], _type_name: str | None) -> None:
        """Write to a stream that is open."""
        self._stream = stream

    def write(self, type_name: str, each: Exported) -> None:
        """One record."""
        content: dict[str, Any] = {}
        kind = EDITABLE[type_name]
        for name, value in _content(type_name, each):
            if name in kind.references:
                content[camel(name)] = None if value is None else _named(value)
            elif name in kind.lists:
                content[camel(name)] = [_member(kind.lists[name], *pair) for pair in value]
            else:
                content[camel(name)] = value
        if (detail := each.present.record.get(kind.detail_name)) is not None:
            content[camel(kind.detail_name)] = {camel(name): value for name, value in detail.items()}
        line = orjson.dumps({TYPE: type_name, **_about(each), **content})
        self._stream.write(line.decode() + "\n")


class Cells:
    """CSV as French spreadsheets open it: with semicolons, and a byte order mark."""

    def __init__(self, stream: IO[str], type_name: str | None) -> None:
        """Write the header; raises OperatorError without a type."""
        if type_name is None:
            raise OperatorError("A CSV file has records of one type: say which by --type, or write an .ndjson file.")
        self._names = [REFERENCE, URL, DEMONSTRATION, *names_of(type_name)]
        stream.write("\ufeff")
        self._writer = csv.writer(stream, delimiter=";")
        self._writer.writerow(self._names)

    def write(self, type_name: str, each: Exported) -> None:
        """One record."""
        kind = EDITABLE[type_name]
        cells: dict[str, str] = {name: _text(value) for name, value in _about(each).items()}
        for name, value in _content(type_name, each):
            if name in kind.references:
                cells[camel(name)] = "" if value is None else _scheme(value)
            elif name in kind.lists:
                members = [
                    f"{role}{ROLE}{_scheme(who)}" if kind.lists[name].role else _scheme(who) for who, role in value
                ]
                cells[camel(name)] = joined(members)
            else:
                cells[camel(name)] = _text(value)
        for name, value in (each.present.record.get(kind.detail_name) or {}).items():
            cells[f"{camel(kind.detail_name)}.{camel(name)}"] = _text(value)
        self._writer.writerow([cells.get(name, "") for name in self._names])


WRITERS: dict[str, type[Cells | Objects]] = {".csv": Cells, **dict.fromkeys(NDJSON, Objects)}
"""By the end of a file's name."""


def writer_for(file: Path) -> type[Cells | Objects]:
    """What writes a file; raises OperatorError for a name that tells no format."""
    if file.suffix.lower() not in WRITERS:
        raise OperatorError(f"{file} is neither CSV nor NDJSON: end its name in .csv or .ndjson.")
    return WRITERS[file.suffix.lower()]


def _about(each: Exported) -> dict[str, Any]:
    """What a file says of a record besides its content."""
    url = {} if each.url is None else {URL: each.url}
    demonstration = {DEMONSTRATION: True} if each.present.record["demonstration"] else {}
    return {REFERENCE: each.reference, **url, **demonstration}


def _content(type_name: str, each: Exported) -> Iterator[tuple[str, Any]]:
    """By column, reference or list: its value, as far as it may be known."""
    kind, record = EDITABLE[type_name], each.present.record
    for name in kind.columns:
        yield name, record[name]
    for name, (column, _) in kind.references.items():
        if record[column] is None or record[column] in each.names:
            yield name, each.names.get(record[column])
    for name in kind.lists:
        rows = sorted(each.present.lists[name])
        if all(row[0] in each.names for row in rows):
            yield name, [(each.names[row[0]], row[1] if len(row) > 1 else None) for row in rows]


def _named(reference: Reference) -> dict[str, str]:
    return {reference[1]: reference[2]}


def _member(listed: Listed, reference: Reference, role: Any) -> Mapping[str, Any]:
    return {listed.type_name.lower(): _named(reference), "role": role} if listed.role else _named(reference)


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
    return joined(list(map(str, value))) if isinstance(value, list) else str(value)
