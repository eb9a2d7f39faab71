"""Contract of every mutation, future ones included: the build fails for one that breaks it."""

import re

import pytest
from graphql import GraphQLInputObjectType, GraphQLNonNull, GraphQLUnionType, get_named_type

from models import Scope
from resolvers.core.record_types import RECORD_TYPES
from schema.kit.mutation import REQUIRES, Requires
from schema.mutation import mutations
from schema.refusals import REFUSALS as DECLARED
from tests.permissions.client import PermissionClient
from tests.permissions.documents import GRAPHQL, MUTATIONS, REFUSAL, REFUSALS, input_of, members, result_of
from tests.permissions.inputs import CREATED
from tests.records.client import space_of

FIELDS = {field.graphql_name or "": field for field in mutations()}
RETRY = {"idempotencyKey", "dryRun"}
OF_RECORDS = re.compile(rf"([a-z]+)({'|'.join(RECORD_TYPES)}|Collection|Consent|Person)")
WITHOUT_VERSIONS = {"featureContent", "endFeature"}
"""Mutations of features, which have no versions: they begin and end, and never change."""
ERASING = "erase"
"""The prefix of mutations that work on any version of a record."""
IN_BULK = re.compile(rf"upsert({'|'.join(RECORD_TYPES)})s")
BEGINNING = ("create", "feature")
"""The only verbs about a record that is not there yet."""
PLAINLY = re.compile(r"[a-z][\w ,:'()/-]{7,}")
"""A right in words, which stands within a sentence."""


def given(name: str) -> dict[str, GraphQLNonNull]:
    """The fields of a mutation's input."""
    found = GRAPHQL.type_map[input_of(name)]
    assert isinstance(found, GraphQLInputObjectType)
    return {each: field.type for each, field in found.fields.items()}


def test_every_mutation_is_made_by_the_kit():
    assert FIELDS.keys() == MUTATIONS.keys()


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_mutation_declares_a_scope_and_a_right_or_to_whom_it_is_open(name: str):
    needs = FIELDS[name].metadata[REQUIRES]
    assert isinstance(needs, Requires)
    assert needs.scope is None or isinstance(needs.scope, Scope)
    assert PLAINLY.fullmatch(needs.right), needs.right
    assert (MUTATIONS[name].description or "").endswith(f" {needs}")
    assert str(needs).startswith("Needs the scope " if needs.scope else "Open to ")


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_mutation_takes_one_input(name: str):
    (argument,) = MUTATIONS[name].args.items()
    assert argument[0] == "input"
    assert isinstance(argument[1].type, GraphQLNonNull)
    assert input_of(name).endswith("Input")


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_mutation_answers_with_its_result_or_any_refusal(name: str):
    payload = MUTATIONS[name].type
    assert isinstance(payload, GraphQLNonNull)
    assert isinstance(get_named_type(payload), GraphQLUnionType)
    assert {each.name for each in members(name)} == REFUSALS | {result_of(name).name}


def test_every_refusal_tells_a_code_and_a_message():
    assert {each.__name__ for each in DECLARED} == REFUSALS
    assert {name: str(field.type) for name, field in REFUSAL.fields.items()} == {
        "code": "String!",
        "message": "String!",
    }


@pytest.mark.parametrize("name", [each for each in MUTATIONS if OF_RECORDS.fullmatch(each) or each in WITHOUT_VERSIONS])
def test_every_mutation_of_a_record_can_be_sent_again_and_tried(name: str):
    fields = given(name)
    assert fields.keys() >= RETRY
    assert {str(fields[each]) for each in RETRY} == {"String", "Boolean"}
    versioned = {"id": "ID!", "expectedVersion": "Int!"}
    if name.startswith(ERASING) or name in WITHOUT_VERSIONS:
        versioned.pop("expectedVersion")
    changes = not name.startswith(BEGINNING)
    assert {each: str(fields[each]) for each in fields if each in ("id", "expectedVersion")} == (
        versioned if changes else {}
    )


@pytest.mark.parametrize("name", [each for each in MUTATIONS if IN_BULK.fullmatch(each)])
def test_every_mutation_of_many_records_can_be_sent_again_and_tried(name: str):
    assert given(name).keys() >= RETRY | {"atomic"}


def test_the_names_tell_mutations_of_records_from_others():
    """So that the two above miss none: whoever answers with a record's version takes the one that it starts from."""
    saved = {name for name in MUTATIONS if "change" in result_of(name).fields}
    assert saved == {name for name in MUTATIONS if OF_RECORDS.fullmatch(name)} | WITHOUT_VERSIONS


@pytest.mark.parametrize("name", CREATED)
async def test_a_client_that_knows_no_refusal_reads_why(stage: PermissionClient, name: str):
    document = f"""mutation ($input: Create{name}Input!) {{
        it: create{name}(input: $input) {{ ... on Refusal {{ code message }} }} }}"""
    asked = {"space": space_of("own"), **CREATED[name]}
    answer = await stage.ask(document, stage.viewers["anonymous"], input=asked)
    assert answer["it"]["code"] == "UNAUTHENTICATED"
    assert answer["it"]["message"].endswith(".")


async def test_a_dry_run_asks_for_the_same_right_and_tells_no_more(stage: PermissionClient):
    """Nobody tries out what they may not do."""
    asked = {"space": space_of("own"), **CREATED["Project"], "dryRun": True}
    for name, code in (("account", "NOT_PERMITTED"), ("member", "NOT_PERMITTED"), ("editor", None)):
        payload = await stage.send("createProject", stage.viewers[name], asked)
        assert payload.get("code") == code
    assert await stage.undone() == set()
