"""Reads one row for each key, of one table or of several."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, Select, literal_column, select, union_all

from loaders.drivers.snapshot import Snapshot
from loaders.queries.json_sql import visible_rows
from loaders.sql.json_parts import Name, Part, required_columns
from loaders.sql.rows import row_class
from loaders.sql.statement import Row, Statement
from loaders.sql.statement_cache import STATEMENTS, statement_of, unchanged
from loaders.sql.target import Target
from loaders.visibility.access import Visibility

Texts = dict[Target, dict[str, Row]]


async def load_rows(
    snapshot: Snapshot, target: Target, keys: Sequence[str | None], columns: Sequence[Name] | None
) -> list[Row | None]:
    """For n keys, n rows or None: the row whose `target.key` is the key; equal keys give the same row object.

    Rows have `columns` in their order (None: all, by name), and more behind.
    """
    wanted = list({key for key in keys if key is not None})
    if not wanted:
        return [None] * len(keys)
    chosen = target.all_columns()[:-1] if columns is None else tuple(columns)
    weight = len(wanted) * (1 + sum(name.rows for name in chosen if not isinstance(name, str)))
    rows = await snapshot.fetch_by_key(_statement(snapshot.visibility, target, chosen), wanted, weight)
    found = {row[-1]: row for row in rows}
    return [found.get(key) for key in keys]


async def load_json(snapshot: Snapshot, wanted: Mapping[Target, Sequence[str]], texts: Mapping[Target, Part]) -> Texts:
    """Return, for each target, the JSON text of each found key: in one statement."""
    parts = tuple((target, texts[target]) for target in wanted)
    statement, classes = _together(snapshot.visibility, parts)
    rows = await snapshot.fetch(statement, {f"keys{number}": keys for number, keys in enumerate(wanted.values())})
    found: Texts = {target: {} for target in wanted}
    by_number = list(found.values())
    for row in rows:
        number = row[1]
        by_number[number][row[2]] = classes[number](row)
    return found


@STATEMENTS(unchanged)
def _statement(visibility: Visibility, target: Target, columns: tuple[Name, ...]) -> Statement:
    return visibility.dialect.rows(_query(visibility, target, columns, "keys"), target.type_name)


@STATEMENTS(statement_of)
def _together(visibility: Visibility, parts: tuple[tuple[Target, Part], ...]) -> tuple[Statement, list[type]]:
    """The statements of several targets as one, and the class that rows of each have."""
    queries = []
    for number, (target, text) in enumerate(parts):
        query = _query(visibility, target, (text,), f"keys{number}").subquery()
        queries.append(select(query.c.text0, literal_column(str(number), Integer()).label("number"), query.c.key__))
    classes = [row_class(tuple, target.type_name, ("text0", "number", "key__")) for target, _ in parts]
    return visibility.dialect.rows(union_all(*queries), parts[0][0].type_name), classes


def _query(visibility: Visibility, target: Target, columns: tuple[Name, ...], keys: str) -> Select[Any]:
    query = select(*map(target.labelled, required_columns(columns)), target.key_column.label("key__"))
    query = query.select_from(target.source)
    query = query.where(visibility.dialect.is_in(target.key_column, keys), *visibility.visible_in(target))
    return visible_rows(visibility, query, target, columns)
