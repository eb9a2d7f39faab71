"""Every column that can say something of a person is declared personal, or declared not to be."""

from sqlalchemy import JSON, Column, Enum, String, Table

import models
from loaders.sql.dialect import stored_type
from loaders.tables import table_of
from models.personal import blank, personal_columns
from resolvers.identity.accounts.data_export import OF_CONTACTS, PARTS
from resolvers.privacy.data_export import OF_ACTOR

TABLES = models.Table.metadata.tables
ORGANISATIONS = {
    (str(model.__tablename__), key.parent.key)
    for model in models.MODELS.values()
    for key in table_of(model).foreign_keys
    if key.parent.key in model.impersonal
}
"""Foreign keys to actors that are no people."""
UNTIED = {("review_case", "hidden_by"), ("policy", "adopted_by")}
"""Columns that name an account, or a network in its place, without a foreign key."""


def telling(table: Table) -> set[str]:
    """The columns of text or JSON that name nothing else."""
    return {each.key for each in table.columns if each.key != "id" and not each.foreign_keys and is_told(each)}


def is_told(column: Column) -> bool:
    stored = stored_type(column.type)
    return isinstance(stored, String | JSON) and not isinstance(stored, Enum)


def test_every_column_is_in_one_of_the_two_lists():
    assert {each.__tablename__ for each in models.MODELS.values()} == TABLES.keys()
    for model in models.MODELS.values():
        name, table, personal, impersonal = model.__tablename__, table_of(model), model.personal, model.impersonal
        assert personal & impersonal == set(), name
        assert telling(table) - personal - impersonal == set(), f"{name}: say whether these are personal"
        assert (personal | impersonal) - set(table.c.keys()) == set(), f"{name} has no such columns"


def test_a_column_of_text_that_is_new_is_found():
    assert telling(TABLES["contact"]) == {"value", "label", "purpose"}
    assert telling(TABLES["change"]) == {"fields", "node_id", "token_id", "request_id"}


def test_what_is_blanked_can_be_stored():
    for name in personal_columns():
        for column, value in blank(TABLES[name]).items():
            assert value is not None or TABLES[name].c[column].nullable


def leading_to(name: str) -> set[tuple[str, str]]:
    """The columns that lead to a table."""
    return {
        (table.name, key.parent.key)
        for table in TABLES.values()
        for key in table.foreign_keys
        if key.column.table.name == name
    }


def told(*parts) -> set[tuple[str, str]]:
    return {(str(part.model.__tablename__), part.by) for each in parts for part in each.values()}


def test_keys_that_lead_to_organisations_alone_are_declared():
    assert {("membership", "organisation_id"), ("space", "actor_id"), ("claim", "actor_id")} <= ORGANISATIONS


def test_an_export_has_all_that_leads_to_the_person():
    assert leading_to("account") | UNTIED == told(PARTS)
    assert leading_to("actor") - ORGANISATIONS == told(OF_ACTOR)
    assert leading_to("contact") == told(OF_CONTACTS)
