"""The codebook of exports: for each column, its meaning, type, unit and closed list, from the models and the SDL."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache
from io import StringIO
from types import UnionType
from typing import Any, Union, get_args, get_origin

from encommun.exchange.descriptions import field_descriptions
from encommun.exchange.file_format import CREATED, DEMONSTRATION, REFERENCE, UPDATED, URL, file_names
from encommun.exchange.writers import columns_of
from models import Table
from models.columns import ClosedList
from resolvers.core.record_types import ListField, RecordType
from resolvers.exchange.export_types import EXPORT_TYPES
from resolvers.validation.field_names import to_camel_case

TYPES: Mapping[type, str] = {
    bool: "boolean",
    int: "whole number",
    float: "decimal number",
    datetime: "moment (ISO 8601)",
    date: "day (ISO 8601)",
}
"""Columns of other types are text."""
UNITS: Mapping[str, str] = {
    "budget_cents": "hundredths of budgetCurrency",
    "cost_cents": "euro cents",
    "cost_days": "person-days",
    "longitude": "degrees east (WGS 84)",
    "latitude": "degrees north (WGS 84)",
    "population": "inhabitants",
    "participants": "people",
    "capacity": "people",
    "vintage": "year",
    "version": "number of a version, from 1",
    "round": "number of a round, from 1",
    "counts": "networks",
}
"""The units of numbers, by column."""
ABOUT: Mapping[str, str] = {
    REFERENCE: "Id of the record (TypeID); in a network's own export, the network's reference.",
    URL: "Page of the record at the network; empty unless the export is a network's own.",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file."""

    file: str
    column: str
    meaning: str
    type: str
    unit: str = ""
    refers_to: str = ""
    values: tuple[tuple[str, str], ...] = ()
    """Of a closed list: each value with its meaning."""


@cache
def codebook() -> tuple[Column, ...]:
    """Return the columns of all files, in the order in which the files have them."""
    return tuple(each for type_name in EXPORT_TYPES for each in _columns(type_name))


def codebook_files() -> dict[str, bytes]:
    """Return the codebook in two forms, by file name; both are the same in every commons of this version."""
    return {"codebook.csv": in_csv(codebook()), "codebook.json": in_json(codebook())}


def in_json(columns: tuple[Column, ...]) -> bytes:
    """Write a codebook as a JSON list of columns."""
    found = [
        {**asdict(each), "values": [{"value": value, "meaning": meaning} for value, meaning in each.values]}
        for each in columns
    ]
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def in_csv(columns: tuple[Column, ...]) -> bytes:
    """Write a codebook as CSV: a row for each column, or for each value of a closed list."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["file", "column", "meaning", "type", "unit", "refersTo", "value", "valueMeaning"])
    for each in columns:
        for value, meaning in each.values or (("", ""),):
            writer.writerow(
                [each.file, each.column, each.meaning, each.type, each.unit, each.refers_to, value, meaning]
            )
    return ("\ufeff" + text.getvalue()).encode()


def _columns(type_name: str) -> Iterator[Column]:
    kind, names, file = EXPORT_TYPES[type_name], file_names(type_name), f"{type_name}.csv"
    told = field_descriptions(type_name)
    for column in columns_of(type_name):
        name = names.get(column)
        if name is None:
            yield _about(file, column, kind)
        elif name in kind.references:
            stored, leads_to = kind.references[name]
            meaning = kind.model.model_fields[stored].description or told[column]
            yield Column(file, column, meaning, "reference (scheme:value)", refers_to=leads_to)
        elif name in kind.lists:
            yield _list(file, column, kind.lists[name], told[column])
        else:
            holder = kind.detail if "." in name and kind.detail is not None else kind.model
            yield _value(file, column, holder, name.rpartition(".")[2])


def _about(file: str, column: str, kind: RecordType) -> Column:
    stored = {DEMONSTRATION: "demonstration", CREATED: "created_at", UPDATED: "updated_at"}.get(column)
    return Column(file, column, ABOUT[column], "text") if stored is None else _value(file, column, kind.model, stored)


def _value(file: str, column: str, model: type[Table], stored: str) -> Column:
    field = model.model_fields[stored]
    holds, form = _held(field.annotation)
    values = _values(holds)
    plain = "closed list" if values else TYPES.get(holds, "text")
    return Column(file, column, field.description or "", form.format(plain), UNITS.get(stored, ""), values=values)


def _held(annotation: Any) -> tuple[type, str]:
    """Return the type of a column's values, and how many of them it holds, as a form for the type's name."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(each for each in get_args(annotation) if each is not type(None))
    if get_origin(annotation) is list:
        return get_args(annotation)[0], "list of {}, separated by |"
    if get_origin(annotation) is dict:
        return get_args(annotation)[1], "list of name={}, separated by |"
    return annotation, "{}"


def _values(holds: type) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, each.description) for each in holds) if issubclass(holds, ClosedList) else ()


def _list(file: str, column: str, listed: ListField, meaning: str) -> Column:
    parts = [listed.role, listed.other] if listed.role else list(listed.columns)
    form = "=".join("scheme:value" if each == listed.other else to_camel_case(str(each)) for each in parts)
    roles = _values(_held(listed.through.model_fields[listed.role].annotation)[0]) if listed.role else ()
    type_ = f"list of references ({form}), separated by |"
    return Column(file, column, meaning, type_, refers_to=listed.type_name, values=roles)
