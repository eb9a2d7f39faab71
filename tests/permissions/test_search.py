"""What a viewer may not see is neither found nor counted by a search, and no facet tells of it."""

import pytest

from resolvers.search.index_upkeep import SEARCHED
from tests.permissions.client import PermissionClient
from tests.permissions.expected_visibility import RECORDS, SEEN
from tests.permissions.viewer_factories import COLUMNS

LISTS = " ".join(f"{name.lower()}s {{ totalCount }}" for name in SEARCHED)
COUNTED = """{ search(query: "%s", first: 100) {
    totalCount nodes { ... on Node { id } }
    facets(names: [TYPE]) { values { value count } }
    states: facets { name values { value count node { id } } }
} }"""
KINDS = {"ASSOCIATION": "Actor", "GUIDE": "Resource", "ONLINE": "Workshop"}
"""Kinds that only the records of the table have, and those of people who depend on nobody."""


@pytest.mark.parametrize("viewer", COLUMNS)
async def test_a_blank_search_counts_what_the_lists_count(stage: PermissionClient, viewer: str):
    listed = await stage.ask(f"{{ {LISTS} }}", stage.viewers[viewer])
    wanted = {name.upper(): listed[f"{name.lower()}s"]["totalCount"] for name in SEARCHED}
    found = (await stage.ask(COUNTED % "", stage.viewers[viewer]))["search"]
    (types,) = found["facets"]
    assert {each["value"]: each["count"] for each in types["values"]} == {k: v for k, v in wanted.items() if v}
    assert found["totalCount"] == len(found["nodes"]) == sum(wanted.values())


@pytest.mark.parametrize("viewer", COLUMNS)
async def test_words_find_and_facets_count_what_the_table_says(stage: PermissionClient, viewer: str):
    """Each state is a word of the titles of its records."""
    for state in ("DRAFT", "SUBMITTED", "PUBLISHED", "ARCHIVED", "unverified"):
        records = [each for each in RECORDS if each.subject in SEARCHED and each.name == state]
        seen = {each.id for each in records if each.cells[viewer] == SEEN}
        assert len(records) >= 4
        found = (await stage.ask(COUNTED % state, stage.viewers[viewer]))["search"]
        assert {each["id"] for each in found["nodes"]} == seen, state
        assert found["totalCount"] == len(seen)
        facets = {each["name"]: each["values"] for each in found["states"]}
        kinds = {each["value"]: each["count"] for each in facets["KIND"]}
        assert kinds.keys() <= KINDS.keys()
        of_kind = {kind: sum(one.id in seen and one.subject == name for one in records) for kind, name in KINDS.items()}
        assert kinds == {kind: count for kind, count in of_kind.items() if count}
        assert sum(each["count"] for each in facets["PHASE"]) == sum(
            each.id in seen and each.subject == "Project" for each in records
        )
