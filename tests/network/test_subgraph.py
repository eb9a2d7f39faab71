"""Parts of a snapshot: what each condition leaves."""

import models
from resolvers.network.snapshot import GraphSnapshot
from resolvers.network.subgraph import GraphFilter, subgraph
from tests.network.client import NetworkClient
from tests.network.test_snapshots import edges_of


def types_in(graph: GraphSnapshot) -> set[str]:
    return {graph.node_types[each] for each in graph.nodes.type.tolist()}


async def test_each_condition_leaves_what_it_says(world: NetworkClient):
    whole = await world.network.current()
    assert subgraph(whole, GraphFilter()) is whole
    types = frozenset({"Actor", "Project"})
    between = subgraph(whole, GraphFilter(node_types=types))
    assert types_in(between) == types
    ids = set(between.nodes.ids)
    assert edges_of(between) == [each for each in edges_of(whole) if set(each[:2]) <= ids]
    participations = subgraph(whole, GraphFilter(edge_kinds=frozenset({"PARTICIPATION"})))
    assert participations.nodes.ids == whole.nodes.ids
    assert edges_of(participations) == [each for each in edges_of(whole) if each[2] == "PARTICIPATION"]
    associations = subgraph(whole, GraphFilter(kinds=frozenset({"ASSOCIATION"})))
    actor = whole.node_types.index("Actor")
    kinds = zip(associations.nodes.type.tolist(), associations.nodes.kind, strict=True)
    assert {kind for type_, kind in kinds if type_ == actor} == {"ASSOCIATION"}
    assert types_in(associations) == types_in(whole)


async def test_a_territory_leaves_what_is_inside_of_it(world: NetworkClient):
    whole = await world.network.current()
    inclusions = await world.rows(models.TerritoryInclusion)
    region = max(
        {each["ancestor_id"] for each in inclusions if each["ancestor_id"].startswith("territory_")},
        key=lambda id_: len(whole.inside.get(id_, ())),
    )
    inside = {each["descendant_id"] for each in inclusions if each["ancestor_id"] == region}
    found = subgraph(whole, GraphFilter(node_types=frozenset({"Actor"}), territories=frozenset({region})))
    expected = {
        each["id"]
        for each in await world.rows(models.Actor)
        if each["state"] == "PUBLISHED" and each["territory_id"] in inside
    }
    assert set(found.nodes.ids) == expected != set()


async def test_a_filter_may_leave_nothing(world: NetworkClient):
    whole = await world.network.current()
    nothing = subgraph(whole, GraphFilter(topics=frozenset({"topic_unknown"})))
    assert (len(nothing.nodes), len(nothing.edges), nothing.inside) == (0, 0, {})
