"""The texts of found records, from which snippets are cut: one statement for records of all types."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, literal_column, null, select, union_all

from loaders.queries.lookup import Queryable
from loaders.queries.search_ties import searched_models
from loaders.queries.searched_texts import searched_by
from loaders.sql.dialect import stored_type
from loaders.sql.literals import literal
from loaders.sql.statement import Statement
from loaders.sql.statement_cache import STATEMENTS, unchanged
from loaders.tables import Column, Table, table_of
from loaders.visibility.access import Visibility
from models import Record

LONGEST = 5_000
"""Characters of each text that are read."""


async def record_texts(reads: Queryable, ids: Mapping[str, Sequence[str]]) -> dict[str, dict[str, str]]:
    """Return the searched texts of records by id and column, the weightiest first; `ids` has theirs by type.

    Each text is cut after LONGEST characters; those that a record has not are left out.
    """
    wanted = {name: list(ids[name]) for name in sorted(ids)}
    if not wanted:
        return {}
    keys = {f"of {name}": each for name, each in wanted.items()}
    rows = await reads.fetch(_statement(reads.visibility, tuple(wanted)), keys)
    return {
        row.id: {name: text for name, text in zip(text_columns(row.type_name), row[2:], strict=False) if text}
        for row in rows
    }


@cache
def text_columns(type_name: str) -> dict[str, Column[Any]]:
    """Return the columns of text of a type whose words are found, by name, the weightiest first."""
    model = searched_models()[type_name]
    searched, tables = searched_by(model), [table_of(model), *_details(model)]
    names = filter(None, (searched.title, searched.acronym, searched.summary, *searched.body))
    found = {name: each.c[name] for name in names for each in tables if name in each.c}
    return {name: column for name, column in found.items() if isinstance(stored_type(column.type), String)}


def _details(model: type[Record]) -> list[Table]:
    return [table_of(each) for each in getattr(model, "details", {}).values()]


@STATEMENTS(unchanged)
def _statement(visibility: Visibility, types: tuple[str, ...]) -> Statement:
    most = max(len(text_columns(each)) for each in types)
    return visibility.dialect.rows(union_all(*(_texts(visibility, each, most) for each in types)), "SearchDocument")


def _texts(visibility: Visibility, type_name: str, most: int) -> Select[Any]:
    model = searched_models()[type_name]
    table = table_of(model)
    source: Any = table
    for detail in _details(model):
        source = source.outerjoin(detail)
    length: ColumnElement[int] = literal_column(str(LONGEST))
    texts: list[ColumnElement[Any]] = [
        func.substr(each, 1, length, type_=String()) for each in text_columns(type_name).values()
    ]
    cells = [
        each.label(f"text{number}")
        for number, each in enumerate(texts + [cast(null(), String())] * (most - len(texts)))
    ]
    return (
        select(table.c.id, literal(type_name).label("type_name"), *cells)
        .select_from(source)
        .where(visibility.dialect.is_in(table.c.id, f"of {type_name}"), *visibility.visible(table))
    )
