"""One response key below different types: each of them gets what is selected there, with its own arguments."""

import json

import pytest

from tests.schema.graph_client import MODES, GraphClient


@pytest.fixture(scope="module")
async def ids(graph: GraphClient) -> dict[str, str]:
    """A record of each kind that is tied to others."""
    data = await graph.data(
        "{ workshops(first: 100) { nodes { id project { id holder { id } participants { totalCount } } } }"
        " resources(first: 100) { nodes { id project { id holder { id } participants { totalCount } } } }"
        " projects(first: 100) { nodes { id participants { totalCount } topics { totalCount } } } }"
    )

    def one(kind: str) -> str:
        return next(
            each["id"]
            for each in data[kind]["nodes"]
            if each["project"] and each["project"]["holder"] and each["project"]["participants"]["totalCount"] >= 2
        )

    project = max(data["projects"]["nodes"], key=lambda each: min(2, each["topics"]["totalCount"]))
    return {"Workshop": one("workshops"), "Resource": one("resources"), "Project": project["id"]}


async def asked(graph: GraphClient, mode: str, selection: str, *ids: str) -> list[dict]:
    result = await graph.ask(f"query($i: [ID!]!) {{ nodes(ids: $i) {{ {selection} }} }}", {"i": ids}, mode=mode)
    assert result.errors is None, result.errors
    return result.data["nodes"]


@pytest.mark.parametrize("mode", MODES)
async def test_other_selections(graph, ids, mode):
    both = "... on Workshop { project { holder { name } } } ... on Resource { project { holder { kind } } }"
    workshop, resource = await asked(graph, mode, both, ids["Workshop"], ids["Resource"])
    assert list(workshop["project"]["holder"]) == ["name"]
    assert list(resource["project"]["holder"]) == ["kind"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("extra", ["", "totalCount"], ids=["written", "read"])
async def test_other_arguments(graph, ids, mode, extra):
    part = "project { participants(first: %d) { nodes { name } EXTRA } }".replace("EXTRA", extra)
    both = f"... on Workshop {{ {part % 1} }} ... on Resource {{ {part % 2} }}"
    found = await asked(graph, mode, both, ids["Workshop"], ids["Resource"])
    assert [len(each["project"]["participants"]["nodes"]) for each in found] == [1, 2]


@pytest.mark.parametrize("mode", MODES)
async def test_other_fields_under_one_alias(graph, ids, mode):
    both = """... on Workshop { project { them: topics { nodes { __typename } } } }
        ... on Resource { project { them: territories { nodes { __typename } } } }
        ... on Project { them: participants { nodes { __typename } } }"""
    found = await asked(graph, mode, both, ids["Workshop"], ids["Resource"], ids["Project"])
    kinds = [{node["__typename"] for node in (each.get("project") or each)["them"]["nodes"]} for each in found]
    assert [kind <= {wanted} for kind, wanted in zip(kinds, ("Topic", "Territory", "Actor"), strict=True)] == [True] * 3
    assert any(kinds)


@pytest.mark.parametrize("mode", MODES)
async def test_both_ways_at_once_are_as_each_alone(graph, ids, mode):
    """Fragments in common, whose nodes are the same below both types, beside selections of their own."""
    first = "... on Workshop { project { title holder { ...Of } } }"
    second = "... on Resource { project { holder { kind ...Of } title } }"
    of = " fragment Of on Actor { memberships(first: 1) { nodes { organisation { name } } } }"

    async def answer(selection: str) -> list[dict]:
        document = f"query($i: [ID!]!) {{ nodes(ids: $i) {{ id {selection} }} }} {of}"
        result = await graph.ask(document, {"i": [ids["Workshop"], ids["Resource"]]}, mode=mode)
        assert result.errors is None
        return result.data["nodes"]

    together = await answer(first + second)
    alone = [(await answer(first))[0], (await answer(second))[1]]
    assert json.dumps(together) == json.dumps(alone)
