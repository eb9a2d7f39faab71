"""The documents in docs/personal-data.md are valid for this schema."""

import re
from pathlib import Path

from graphql import parse, validate

from tests.schema.graph_client import GRAPHQL

PAGE = (Path(__file__).parents[2] / "docs" / "personal-data.md").read_text()


def test_every_document_on_the_page_can_be_sent():
    documents = re.findall(r"```graphql\n(.*?)```", PAGE, re.DOTALL)
    assert len(documents) == 2
    assert [error.message for each in documents for error in validate(GRAPHQL, parse(each))] == []


def test_every_mutation_and_query_that_the_page_names_is_there():
    fields = {*GRAPHQL.query_type.fields, *GRAPHQL.mutation_type.fields}
    named = {"recordConsent", "withdrawConsent", "erasePerson", "eraseContact", "deleteAccount", "exportMyData"}
    assert {*named, "exportPerson"} <= fields
    assert all(each in PAGE for each in {*named, "exportPerson"})
