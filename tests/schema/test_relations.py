"""Every relation of the design is in the graph, leads where the rows say, and is walked back from its other end."""

import pytest
from graphql import get_named_type

from tests.schema.expected_relations import (
    COMPUTED,
    KEPT,
    RELATIONS,
    SHORTCUTS,
    TYPES,
    WAYS_BACK,
    Inside,
    One,
    Single,
    Tied,
)
from tests.schema.filter_oracle import Oracle
from tests.schema.graph_client import COMBINATIONS, GRAPHQL, GraphClient

FEW = 5
WAYS = {there: back for there, back in WAYS_BACK.items() if there not in KEPT}
PAIRS = [*WAYS.items(), *((back, there) for there, back in WAYS.items())]


def target(owner: str, name: str) -> str:
    """The entity at the other end of a field."""
    found = get_named_type(GRAPHQL.type_map[owner].fields[name].type)
    if found.name.endswith("Connection"):
        found = get_named_type(found.fields["nodes"].type)
    return found.name


def test_the_graph_has_the_relations_of_the_design_and_no_others():
    found = {
        (owner, name): target(owner, name)
        for owner in TYPES
        for name in GRAPHQL.type_map[owner].fields
        if target(owner, name) in TYPES and (owner, name) not in COMPUTED
    }
    assert found == {place: relation.type_name for place, relation in RELATIONS.items()}


def test_every_relation_has_its_way_back():
    assert {place for pair in WAYS_BACK.items() for place in pair} | SHORTCUTS == RELATIONS.keys()
    for (owner, name), (other, back) in WAYS_BACK.items():
        assert (target(owner, name), target(other, back)) == (other, owner)


def test_relations_to_many_are_connections_and_edges_carry_what_ties_them():
    for (owner, name), relation in RELATIONS.items():
        found = get_named_type(GRAPHQL.type_map[owner].fields[name].type)
        assert found.name.endswith("Connection") is not isinstance(relation, One)
        if isinstance(relation, Tied):
            edge = get_named_type(found.fields["edges"].type)
            assert edge.fields.keys() == {"cursor", "node", *relation.properties}


def test_every_relation_can_be_asked_for_in_filters_where_it_is_stored():
    """To one, and over an association table, unless it leads to the same type; a territory's and a topic's own tree."""
    for owner in TYPES:
        asked = {
            name
            for name, each in GRAPHQL.type_map[f"{owner}Filter"].fields.items()
            if name not in COMBINATIONS and get_named_type(each.type).name.endswith("Criterion")
        }
        stored = {
            name
            for (its, name), relation in RELATIONS.items()
            if its == owner
            and isinstance(relation, One | Tied)
            and not isinstance(relation, Single)
            and relation.type_name != owner
        }
        assert asked == stored | ({owner.lower()} if owner in {"Territory", "Topic"} else set())


def selection(owner: str, name: str, arguments: str = "") -> str:
    one = isinstance(RELATIONS[owner, name], One)
    return f"{name} {{ id }}" if one else f"{name}{arguments} {{ nodes {{ id }} }}"


def reached(answer: dict, name: str) -> list[str]:
    """The ids that a relation led to."""
    found = answer[name]
    records = found["nodes"] if found and "nodes" in found else [found]
    return [each["id"] for each in records if each]


async def walked(
    graph: GraphClient, owner: str, name: str, ids: list[str], arguments: str = ""
) -> dict[str, list[str]]:
    """By id: the ids at the other end."""
    document = (
        f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ id ... on {owner} {{ {selection(owner, name, arguments)} }} }} }}"
    )
    return {each["id"]: reached(each, name) for each in (await graph.data(document, ids=ids))["nodes"]}


@pytest.mark.parametrize(("there", "back"), PAIRS, ids=".".join)
async def test_a_relation_is_walked_there_and_back(graph: GraphClient, oracle: Oracle, there, back):
    """From records with most to walk, and from some others; what is reached is what the rows say."""
    ends = oracle.world.ends(*there)
    assert ends, f"no {there[0]} has any {there[1]}"
    owners = sorted(ends, key=lambda each: (-len(ends[each]), each))
    owners = owners[:FEW] + owners[len(owners) // 2 :][:FEW]
    found = await walked(graph, *there, owners, "(first: 100)")
    for owner in owners:
        expected = {other for other, _ in ends[owner]}
        assert set(found[owner]) <= expected
        assert len(found[owner]) == min(100, len(ends[owner]))
    for owner in owners:
        others = found[owner][:FEW]
        for other, homes in (await walked(graph, *back, others, f'(filter: {{id: {{eq: "{owner}"}}}})')).items():
            assert set(homes) == {owner}, (owner, other)


@pytest.mark.parametrize("name", [name for owner, name in sorted(SHORTCUTS) if owner == "Territory"])
async def test_a_territory_is_inside_those_that_it_names(graph: GraphClient, oracle: Oracle, name):
    """`region`, `department` and `epci` cut a way short whose steps are `parents`, and whose way back is `within`."""
    few = [row["id"] for row in graph.rows["territory"][:: len(graph.rows["territory"]) // 20] if row[f"{name}_id"]]
    assert len(few) > 10
    for inner, (outer,) in (await walked(graph, "Territory", name, few)).items():
        condition = f'(filter: {{id: {{eq: "{inner}"}}, territory: {{within: [{{id: "{outer}"}}]}}}})'
        data = await graph.data(f"{{ territories{condition} {{ totalCount }} }}")
        assert data["territories"]["totalCount"] == 1
        above = await walked(graph, "Territory", "parents", [inner])
        steps = {inner: above[inner], **await walked(graph, "Territory", "parents", above[inner])}
        assert outer in {each for found in steps.values() for each in found}


async def test_children_are_one_step_and_no_further(graph: GraphClient, oracle: Oracle):
    """A region has departments, and those EPCI that span several; a department has EPCI and communes."""
    ends = oracle.world.ends("Territory", "children")
    for code in ("93", "94", "06"):
        region = oracle.find({"region": code})
        kinds = {oracle.world.by_id[other]["kind"] for other, _ in ends.get(region, ())}
        assert kinds <= {"DEPARTMENT", "EPCI", "COMMUNE"}
    assert isinstance(RELATIONS["Territory", "children"], Inside)
    document = """query($r: String!) { territory(by: {region: $r}) {
        children(first: 100) { totalCount nodes { kind name } }
    } }"""
    children = (await graph.data(document, r="94"))["territory"]["children"]
    assert [each["name"] for each in children["nodes"] if each["kind"] == "DEPARTMENT"] == [
        "Corse-du-Sud",
        "Haute-Corse",
    ]
    assert "COMMUNE" not in {each["kind"] for each in children["nodes"]}
