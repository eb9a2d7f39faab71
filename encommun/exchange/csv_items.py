"""Makes items of the rows of a CSV file, by its header."""

from collections.abc import Mapping, Sequence
from typing import Any

from encommun.exchange.file_format import (
    CREATED,
    DEMONSTRATION,
    REFERENCE,
    ROLE,
    UPDATED,
    URL,
    file_names,
    parse_reference,
    parse_role,
    split_cell,
)
from encommun.exchange.formula_escaping import unescape_formula
from resolvers.core.record_types import RECORD_TYPES, ListField
from resolvers.core.references import Reference
from resolvers.exchange.items import Item
from resolvers.exchange.parse import parse_item
from resolvers.records.patch import Named, Patch
from resolvers.validation import Problem, parse_record, parsing
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.problem import problem, quotable
from resolvers.validation.text_records import PARSERS

Parsers = Mapping[type, parsing.Parse[Any]]
"""Parsers of texts, by type."""
COLUMNS_ABOUT = frozenset({REFERENCE, URL, DEMONSTRATION, CREATED, UPDATED})
"""Columns for what a file says of a record besides its content."""


class CsvHeader:
    """The columns of a file with records of one type; empty cells say nothing."""

    def __init__(self, type_name: str, given: Sequence[str], parsers: Parsers = PARSERS) -> None:
        """Know the columns; raises ValueError, with what is wrong, for names that are not there or there twice.

        Spreadsheets write empty columns without a name, which say nothing.
        """
        self._kind, self._parsers = RECORD_TYPES[type_name], parsers
        known, names = file_names(type_name), [each for each in given if each]
        self._nameless = [place for place, each in enumerate(given) if not each]
        unknown = [name for name in names if name not in known and name not in COLUMNS_ABOUT]
        twice = sorted({name for name in names if names.count(name) > 1})
        if unknown or twice or REFERENCE not in names:
            raise ValueError(_said(unknown, twice))
        self.width = len(given)
        self._places = {name: place for place, name in enumerate(given) if name}
        own, detail = {*self._kind.columns}, f"{self._kind.detail_name}."
        placed = {known[name]: place for name, place in self._places.items() if name in known}
        self._values = [(name, place) for name, place in placed.items() if name in own]
        self._references = [(name, place) for name, place in placed.items() if name in self._kind.references]
        self._lists = [(name, place) for name, place in placed.items() if name in self._kind.lists]
        self._detail = [(name.removeprefix(detail), place) for name, place in placed.items() if "." in name]

    def fitted(self, cells: list[str]) -> list[str] | Problem:
        """A row with as many cells as the header, which spreadsheets may leave out or add where they are empty."""
        while len(cells) > self.width and not cells[-1].strip():
            cells.pop()
        if len(cells) > self.width:
            return problem("WRONG_CELLS", cells=len(cells), columns=self.width)
        cells += [""] * (self.width - len(cells))
        if lost := [text for place in self._nameless if (text := cells[place].strip())]:
            return problem("CELL_WITHOUT_COLUMN", value=quotable(lost[0]))
        return [unescape_formula(each) for each in cells]

    def item(self, cells: Sequence[str]) -> Item:
        """Return the record in a row of this width."""
        type_name = self._kind.type_name
        texts = {name: text for name, place in self._values if (text := cells[place])}
        values, problems = parse_record(type_name, texts, parsers=self._parsers)
        references: dict[str, Reference | None] = {}
        for name, place in self._references:
            if text := cells[place].strip():
                found, wrong = parse_reference(self._kind.references[name][1], text)
                problems += [each.under(to_camel_case(name)) for each in wrong]
                if found is not None:
                    references[name] = found
        lists = {name: self._list(name, cells[place], problems) for name, place in self._lists if cells[place].strip()}
        draft = Patch(values, references, lists, self._report(cells, problems))
        demonstration, wrong = parsing.boolean(self._cell(cells, DEMONSTRATION) or "")
        problems += [each.under(DEMONSTRATION) for each in wrong]
        url = self._cell(cells, URL)
        reference = cells[self._places[REFERENCE]]
        return parse_item(type_name, reference, draft, url, demonstration=bool(demonstration), wrong=problems)

    def _cell(self, cells: Sequence[str], name: str) -> str | None:
        place = self._places.get(name)
        return None if place is None else cells[place].strip() or None

    def _list(self, name: str, cell: str, problems: list[Problem]) -> list[Named]:
        listed, found = self._kind.lists[name], []
        for number, text in enumerate(split_cell(cell)):
            named, wrong = _member(listed, text)
            problems += [each.under(to_camel_case(name), number) for each in wrong]
            if named is not None:
                found.append(named)
        return found

    def _report(self, cells: Sequence[str], problems: list[Problem]) -> dict[str, Any] | None:
        """Return the structured part of a report from its cells; None if all of them are empty."""
        texts = {name: text for name, place in self._detail if (text := cells[place])}
        if not texts or self._kind.detail is None:
            return None
        values, wrong = parse_record(
            self._kind.detail.__name__, texts, (to_camel_case(self._kind.detail_name),), self._parsers
        )
        problems += wrong
        return values


def _member(listed: ListField, text: str) -> tuple[Named | None, list[Problem]]:
    role, _, reference = text.partition(ROLE) if listed.role else ("", "", text)
    found, wrong = parse_reference(listed.type_name, reference)
    as_what, misnamed = parse_role(listed, role.strip().upper())
    return (None if found is None else (found, as_what)), [*wrong, *misnamed]


def _said(unknown: Sequence[str], twice: Sequence[str]) -> str:
    if unknown:
        return f"unknown columns: {', '.join(each[:60] for each in unknown[:10])}"
    return f"columns that are there twice: {', '.join(twice)}" if twice else f"no column “{REFERENCE}”"
