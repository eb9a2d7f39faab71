"""Every table says who sees its rows: by a rule, as one that everyone sees, or as one that the graph does not show."""

import pytest
from sqlalchemy import Column, MetaData, String, Table

import models
from loaders.sql.json_parts import JsonColumn, JsonToMany, JsonToOne, json_array, json_object
from loaders.sql.sqlite_dialect import SQLITE
from loaders.tables import CONTACT, table_of
from loaders.visibility.access import Access, Visibility
from loaders.visibility.registry import INTERNAL, PUBLIC, RULES, public, rule_of, visible
from resolvers.core.entities import ENTITIES
from tests.schema.deep_fragments import relations

TABLES = set(models.Table.metadata.tables.values())
UNDECLARED = Table("idea", MetaData(), Column("id", String(), primary_key=True))
EVERYONE = Visibility(SQLITE)


def shown_by_relations() -> set[Table]:
    """The tables that relations of the schema read, those between two records among them."""
    found: set[Table] = set()
    leaf = json_object([("id", JsonColumn("id"))])
    for relation in (each for several in relations().values() for each in several):
        below = json_object([("nodes", json_array(leaf))]) if relation.to_many else leaf
        part = relation.related({}, below)
        if isinstance(part, JsonToOne | JsonToMany):
            found |= {*part.target.tables}
    return found


def test_every_table_is_declared():
    assert RULES.keys() | PUBLIC | INTERNAL == TABLES


def test_no_table_is_declared_in_two_ways():
    assert len(RULES) + len(PUBLIC) + len(INTERNAL) == len(TABLES)


def test_the_graph_shows_no_internal_table():
    entities = {table_of(model) for model in ENTITIES.values()}
    between = shown_by_relations()
    assert {table_of(each) for each in (models.ResourceAuthor, models.Seal, models.Contact)} <= between
    assert not INTERNAL & (entities | between)


@pytest.mark.parametrize("rows", [UNDECLARED, UNDECLARED.alias()], ids=["table", "alias"])
def test_a_table_that_nobody_declared_cannot_be_read(rows):
    with pytest.raises(LookupError, match="idea"):
        EVERYONE.visible(rows)


def test_stewards_see_whatever_there_is():
    assert [Visibility(SQLITE, Access(everything=True)).visible(each) for each in TABLES] == [[]] * len(TABLES)


def test_visitors_see_whatever_is_public_and_nothing_else():
    seen_whole = {each for each in TABLES if not EVERYONE.visible(each)}
    assert seen_whole == PUBLIC | INTERNAL


def test_an_alias_has_the_rule_of_its_table():
    assert rule_of(CONTACT.alias("a")) is rule_of(CONTACT.alias("a").alias("b")) is RULES[CONTACT]


def test_a_table_is_declared_once():
    with pytest.raises(TypeError, match="contact"):
        visible(models.Contact)(lambda _lens, _rows: [])
    with pytest.raises(TypeError, match="contact"):
        public(models.Contact)
    assert CONTACT not in PUBLIC
