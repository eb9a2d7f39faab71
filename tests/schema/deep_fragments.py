"""Texts as deep as they may be, put together from the relations of the schema, and the statements that write them."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from itertools import product
from random import Random
from typing import Any, NamedTuple

from graphql import GraphQLObjectType, get_named_type

from execution.fields import Column, execution_mark, strawberry_field
from loaders.queries import connection_pages, rows_by_key
from loaders.sql.filters import MATCH_ALL, Filter
from loaders.sql.json_parts import JsonColumn, JsonObject, Part, json_array, json_object
from loaders.sql.orders import Order
from loaders.sql.page_queries import with_tie_breaker
from loaders.sql.pages import Page
from loaders.sql.sqlite_dialect import SQLITE
from loaders.sql.target import Target
from loaders.visibility.access import Access, Visibility
from resolvers.core.entities import ENTITIES, ORDERS, target_by_id
from tests.schema.graph_client import GRAPHQL

LENSES = [Visibility(SQLITE, Access(*choice)) for choice in product((False, True), repeat=4)]
MOST = 150
"""Parentheses that are tried around a statement."""


class Relation(NamedTuple):
    """A field whose records a text can have."""

    owner: str
    related: Callable[[dict[str, Any], JsonObject], Part | None]
    to_many: bool


@cache
def relations() -> dict[str, list[Relation]]:
    """The relations of entities by the type that they lead to."""
    found = defaultdict(list)
    for owner in sorted(ENTITIES.keys() & GRAPHQL.type_map.keys()):
        for field in GRAPHQL.type_map[owner].fields.values():
            if related := getattr(execution_mark(strawberry_field(field)), "related", None):
                type_ = get_named_type(field.type)
                to_many = type_.name.endswith("Connection")
                of = get_named_type(type_.fields["nodes"].type) if to_many else type_
                found[of.name].append(Relation(owner, related, to_many))
    return dict(found)


def row_of(type_name: str, below: Part | None) -> JsonObject | None:
    """Every column of a type, with a text behind them."""
    type_ = GRAPHQL.type_map[type_name]
    assert isinstance(type_, GraphQLObjectType)
    marks = [execution_mark(strawberry_field(field)) for field in type_.fields.values()]
    entries: list[tuple[str, Part]] = [(mark.name, JsonColumn(mark.name)) for mark in marks if isinstance(mark, Column)]
    return json_object([*entries, ("below", below)] if below is not None else entries)


def deepest(random: Random, type_name: str) -> tuple[str, Part | None]:
    """A text that leads to records of a type, with as many others around them as may be; and whose field it is."""
    part: Part | None = None
    for relation in _chosen(random, type_name):
        row = row_of(type_name, part)
        if row is None:
            break
        around = relation.related({}, json_object([("nodes", json_array(row))]) if relation.to_many else row)
        if around is None:
            break
        part, type_name = around, relation.owner
    return type_name, part


def _chosen(random: Random, type_name: str) -> Iterator[Relation]:
    while known := relations().get(type_name):
        chosen = random.choice(known)
        yield chosen
        type_name = chosen.owner


def statements(
    visibility: Visibility, type_name: str, part: Part | None, condition: Filter = MATCH_ALL
) -> Iterator[str]:
    """The ways in which rows are read with a text and two columns: by key, as one list and as many, counted or not."""
    by_key = target_by_id(type_name)
    columns = ("id", "cursor") if part is None else (part, "id", "cursor")
    if part is not None and condition is MATCH_ALL:
        yield rows_by_key._statement(visibility, by_key, (part,)).text
        yield rows_by_key._together(visibility, ((by_key, part), (target_by_id("Topic"), JsonColumn("slug"))))[0].text
    yield connection_pages._count(visibility, by_key, condition).text
    order: Order = ORDERS[type_name]
    for target, counted in ((by_key, False), (Target(by_key.table, type_name), False)):
        page = Page(3, after="", looks_ahead=True)
        yield _listed(
            visibility,
            connection_pages.ListShape(
                target, columns, condition, with_tie_breaker(target, order), page, True, counted
            ),
        )
    if condition is not MATCH_ALL:
        root = Target(by_key.table, type_name)
        page = Page(3, looks_ahead=True)
        yield _listed(
            visibility,
            connection_pages.ListShape(root, columns, condition, with_tie_breaker(root, order), page, True, True),
        )


def _listed(visibility: Visibility, listing: connection_pages.ListShape) -> str:
    return connection_pages._list(visibility, listing)[0].text


def room_around(statement: str) -> int:
    """The parentheses that SQLite takes around a statement, each an entry of its parser's stack; none if it is full.

    At most `MOST`: later versions let the stack grow.
    """
    return next((room for room in range(MOST) if not fits(statement, room + 1)), MOST)


def fits(statement: str, room: int = 1) -> bool:
    """True if SQLite can parse a statement within so many parentheses."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute(f"EXPLAIN SELECT {'(' * room}{statement}{')' * room}")
        except sqlite3.Error as error:
            return "parser stack overflow" not in str(error)
    return True
