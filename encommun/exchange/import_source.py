"""A file with a network's records: CSV or NDJSON, detected by its name or beginning, and read entry by entry."""

import csv
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import orjson

from encommun.exchange.csv_items import CsvHeader
from encommun.exchange.csv_reader import detect_delimiter, read_rows
from encommun.exchange.file_format import NDJSON, REFERENCE, TYPE
from encommun.exchange.line_reader import Line, count_lines, read_lines
from encommun.exchange.ndjson_items import parse_ndjson_item
from encommun.operator_error import OperatorError
from resolvers.exchange.exchange_order import EXCHANGED_TYPES
from resolvers.exchange.export_types import EXPORT_ONLY_TYPES
from resolvers.exchange.import_file import SourceEntry
from resolvers.validation import Problem
from resolvers.validation.problem import problem, quotable
from resolvers.validation.text_records import FRENCH, PARSERS

OBJECT = b"{"
SEPARATOR = re.compile(rb'"?sep=([;,\t])\1*"?', re.IGNORECASE)
"""Line that some spreadsheets write before the header."""


class ImportSource:
    """One file; it can be read again and again, always from the beginning."""

    def __init__(self, file: Path, type_name: str | None, *, french: bool = False) -> None:
        """Look at the file; raises OperatorError when it cannot be read, or its header cannot be as it is.

        In one that is `french`, days and numbers may be as French spreadsheets write them.
        """
        if type_name is not None and type_name not in EXCHANGED_TYPES:
            raise OperatorError(f"{type_name} cannot be imported: choose one of {', '.join(EXCHANGED_TYPES)}.")
        self.file = file
        self.length = count_lines(file)
        """Lines."""
        self._type_name = type_name
        self._delimiter = ""
        self._parsers = FRENCH if french else PARSERS
        self._header: CsvHeader | None = None
        found = read_lines(file)
        _, first = next(found, (0, b""))
        if file.suffix.lower() in NDJSON or (first is not None and first.startswith(OBJECT)):
            return
        self._before = 1
        """Lines up to the header."""
        if first is not None and (said := SEPARATOR.fullmatch(first.strip())) is not None:
            self._delimiter = said[1].decode()
            self._before, (_, first) = 2, next(found, (0, b""))
        if first is None or not first.strip():
            raise OperatorError(f"{file} has no header: its first line names the columns.")
        self._header = self._read_header(first.decode())

    def entries(self) -> Iterator[SourceEntry]:
        """Yield the entry of each line, in order; empty lines give none."""
        found = read_lines(self.file)
        if self._header is None:
            return _each_once(self._objects(found))
        return _each_once(self._rows(self._header, islice(found, self._before, None)))

    def _read_header(self, text: str) -> CsvHeader:
        if self._type_name is None:
            raise OperatorError(f"Give the type of the records in {self.file}: --type {'|'.join(EXCHANGED_TYPES)}.")
        self._delimiter = self._delimiter or detect_delimiter(text)
        try:
            names = next(csv.reader([text], delimiter=self._delimiter, strict=True))
        except csv.Error as error:  # a quotation mark without another, or lines that end as on a Mac of long ago
            said = f"{self.file} cannot be imported: its first line is no header of a CSV file. Save it as “CSV UTF-8”."
            raise OperatorError(said) from error
        try:
            return CsvHeader(self._type_name, [each.strip() for each in names], self._parsers)
        except ValueError as error:
            raise OperatorError(f"{self.file} cannot be imported as {self._type_name}: {error}.") from error

    def _rows(self, header: CsvHeader, found: Iterator[Line]) -> Iterator[SourceEntry]:
        type_name = self._type_name or ""
        for number, size, cells in read_rows(found, self._delimiter):
            if isinstance(cells, Problem):
                yield SourceEntry(number, type_name, size, problem=cells)
            elif isinstance(fitted := header.fitted(cells), Problem):
                yield SourceEntry(number, type_name, size, problem=fitted)
            else:
                yield SourceEntry(number, type_name, size, header.item(fitted))

    def _objects(self, found: Iterator[Line]) -> Iterator[SourceEntry]:
        for number, text in found:
            if text is None:
                yield self._refused(number, 0, problem("LINE_TOO_LONG"))
            elif text.strip():
                yield self._object(number, text)

    def _object(self, number: int, text: bytes) -> SourceEntry:
        try:
            given = orjson.loads(text)
        except orjson.JSONDecodeError:
            given = None
        if not isinstance(given, dict):
            return self._refused(number, len(text), problem("INVALID_JSON"))
        type_name = given.get(TYPE, self._type_name)
        if self._type_name is None and isinstance(type_name, str) and type_name in EXPORT_ONLY_TYPES:
            return SourceEntry(number, type_name, len(text))
        if type_name not in EXCHANGED_TYPES or self._type_name not in (None, type_name):
            wrong = problem(
                "UNKNOWN_CHOICE", value=quotable(type_name), accepted=self._type_name or ", ".join(EXCHANGED_TYPES)
            )
            return self._refused(number, len(text), wrong.under(TYPE))
        return SourceEntry(number, type_name, len(text), parse_ndjson_item(type_name, given))

    def _refused(self, number: int, size: int, wrong: Problem) -> SourceEntry:
        return SourceEntry(number, self._type_name or "", size, problem=wrong)


def _each_once(entries: Iterator[SourceEntry]) -> Iterator[SourceEntry]:
    """The entries; one whose reference another line of its type has before it is wrong, however far above that is."""
    met: set[int] = set()
    """Hashes, which take less memory than references."""
    for entry in entries:
        if (item := entry.item) is None or not item.is_named:
            yield entry
            continue
        told = hash((entry.type_name, item.reference))
        if told in met:
            again = problem("LIST_REPEATS", value=quotable(item.reference)).under(REFERENCE)
            yield entry._replace(item=item._replace(wrong=[*item.wrong, again]))
        else:
            met.add(told)
            yield entry
