"""The five questions of an analyst, asked as a visitor of the public API alone, and answered once more by hand."""

from collections import Counter, defaultdict
from math import asin, cos, inf, radians, sin, sqrt
from typing import Any

import models
from resolvers.core.viewer import VISITOR
from tests.network.client import NetworkClient
from tests.network.ties import everything

NEAR = 50
"""Kilometres."""
RADIUS = 6_371
"""Of the Earth, in kilometres."""
Rows = dict[str, dict[str, Any]]


async def asked(commons: NetworkClient, document: str, **variables: Any) -> Any:
    """The answer to a visitor."""
    return (await commons.ask(document, VISITOR, **variables))["it"]


async def rows(commons: NetworkClient, model: type) -> Rows:
    """The public records of a type by id, as they are stored."""
    return {each["id"]: each for each in await commons.rows(model) if each.get("state", "PUBLISHED") == "PUBLISHED"}


async def test_who_works_on_participatory_budgets_near_a_commune(commons):
    question = """query ($filter: SearchFilter) { it: search(query: "budget participatif", types: [PROJECT], first: 100,
            filter: $filter) {
        totalCount nodes { ... on Project { id holder { name } territories { nodes { id } } } } } }"""
    projects = (await asked(commons, question))["nodes"]
    territories = await rows(commons, models.Territory)
    places = {each["id"]: [territories[one["id"]] for one in each["territories"]["nodes"]] for each in projects}
    communes = {place["id"] for each in places.values() for place in each if place["kind"] == "COMMUNE"}
    around = {
        id_: {one for one, each in places.items() if any(distance(territories[id_], place) < NEAR for place in each)}
        for id_ in communes
    }
    commune = max(communes, key=lambda id_: (len(around[id_]) % len(projects), id_))
    near = {"territory": {"commune": territories[commune]["code"]}, "withinKm": NEAR}
    answer = await asked(commons, question, filter={"near": near})
    assert {each["id"] for each in answer["nodes"]} == around[commune]
    assert 1 < answer["totalCount"] < len(projects)
    assert any(each["holder"] for each in answer["nodes"])


def distance(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Kilometres between the centres of two territories, by the formula of the haversine."""
    if None in {one["latitude"], other["latitude"]}:
        return inf
    here, there = ((radians(each["latitude"]), radians(each["longitude"])) for each in (one, other))
    half = sin((there[0] - here[0]) / 2) ** 2 + cos(here[0]) * cos(there[0]) * sin((there[1] - here[1]) / 2) ** 2
    return 2 * RADIUS * asin(sqrt(half))


async def test_which_associations_bridge_two_regions(commons):
    question = """query ($regions: [String!]!) { it: connectors(across: REGION, between: $regions, first: 1000,
            nodeTypes: [ACTOR], kinds: ["ASSOCIATION"], filter: { edgeKinds: [PARTICIPATION] }) {
        nodes { node { ... on Actor { id name } } groups { code neighbours } } } }"""
    actors, territories = await rows(commons, models.Actor), await rows(commons, models.Territory)
    regions = defaultdict(set)
    for each in await commons.rows(models.ProjectTerritory):
        place = territories[each["territory_id"]]
        regions[each["project_id"]].add(territories[place["region_id"] or place["id"]]["code"])
    projects = defaultdict(set)
    for each in (await rows(commons, models.Participation)).values():
        if actors[each["actor_id"]]["kind"] == "ASSOCIATION":
            projects[each["actor_id"]].add(each["project_id"])
    where = {actor: Counter(code for one in tied for code in regions[one]) for actor, tied in projects.items()}
    pairs = Counter((a, b) for codes in where.values() for a in codes for b in codes if a < b)
    two = max(pairs, key=lambda pair: (pairs[pair], pair))
    expected = {
        actors[id_]["name"]: {c: codes[c] for c in two} for id_, codes in where.items() if all(map(codes.get, two))
    }
    answer = await asked(commons, question, regions=list(two))
    found = {each["node"]["name"]: {g["code"]: g["neighbours"] for g in each["groups"]} for each in answer["nodes"]}
    assert found == expected
    assert len(found) > 1


async def test_which_experience_reports_led_to_projects_elsewhere(commons):
    question = """query ($reports: String) { reports: resources(filter: { kind: { eq: EXPERIENCE_REPORT } }, first: 100,
            after: $reports) {
        pageInfo { hasNextPage endCursor }
        nodes { id title territories { nodes { department { code } code } }
            reusedIn { nodes { id territories { nodes { department { code } code } } } } } } }"""
    found = {
        (report["id"], project["id"])
        for report in await everything(commons, question, "reports")
        for project in report["reusedIn"]["nodes"]
        if not codes_in(report) & codes_in(project)
    }
    places = {
        "report": await departments(commons, models.ResourceTerritory, "resource_id"),
        "project": await departments(commons, models.ProjectTerritory, "project_id"),
    }
    resources, projects = await rows(commons, models.Resource), await rows(commons, models.Project)
    expected = {
        (each["resource_id"], each["project_id"])
        for each in await commons.rows(models.ProjectReuse)
        if resources[each["resource_id"]]["kind"] == "EXPERIENCE_REPORT" and each["project_id"] in projects
        if not places["report"][each["resource_id"]] & places["project"][each["project_id"]]
    }
    assert found == expected
    assert len(found) > 3


def codes_in(record: dict[str, Any]) -> set[str]:
    """The departments of a record, or the codes of its territories that are in none."""
    return {(each["department"] or each)["code"] for each in record["territories"]["nodes"]}


async def departments(commons: NetworkClient, model: type, column: str) -> dict[str, set[str]]:
    territories, found = await rows(commons, models.Territory), defaultdict(set)
    for each in await commons.rows(model):
        place = territories[each["territory_id"]]
        found[each[column]].add(territories[place["department_id"] or place["id"]]["code"])
    return found


async def test_the_ties_that_a_report_led_to_are_in_the_network_too(commons):
    question = """query ($of: ID!) { it: neighbourhood(of: $of, edgeKinds: [REUSE]) {
        nodes { distance node { ... on Project { title } ... on Resource { title } } } edges { source target } } }"""
    reused = Counter(each["resource_id"] for each in await commons.rows(models.ProjectReuse))
    report = max(reused, key=lambda id_: (reused[id_], id_))
    answer = await asked(commons, question, of=report)
    tied = {each["project_id"] for each in await commons.rows(models.ProjectReuse) if each["resource_id"] == report}
    assert {(each["source"], each["target"]) for each in answer["edges"]} == {(project, report) for project in tied}
    projects = await rows(commons, models.Project)
    titles = {each["node"]["title"] for each in answer["nodes"] if each["distance"] == 1}
    assert titles == {projects[each]["title"] for each in tied}


async def test_how_the_network_grew_in_a_year(world):
    question = """{ it: networkEvolution(nodeTypes: [ACTOR, NETWORK], edgeKinds: [MEMBERSHIP]) {
        months { month nodes edges } } }"""
    started = (await asked(world, question))["months"][-1]
    association = await world.enter("Actor", kind="ASSOCIATION", name="Les Amis du lac")
    town = await world.enter("Actor", kind="CITIZEN_GROUP", name="Conseil du lac")
    world.now = world.now.replace(year=world.now.year + 1)
    given = {"member": {"id": town}, "organisation": {"id": association}, "role": "MEMBER"}
    await world.enter("Membership", **given)
    months = (await asked(world, question))["months"]
    assert len(months) == 12
    grown = [(each["nodes"] - started["nodes"], each["edges"] - started["edges"]) for each in months]
    assert grown == [(2, 0)] * 11 + [(2, 1)]


async def test_everything_about_water_by_department(commons):
    question = """query ($query: String!, $departments: [TerritoryReference!]) {
        it: search(query: $query, first: 100, filter: { territories: $departments }) { totalCount
            facets(names: [DEPARTMENT]) { values(first: 100) { value count } } } }"""
    answer = await asked(commons, question, query="eau")
    counted = {each["value"]: each["count"] for facet in answer["facets"] for each in facet["values"]}
    assert len(counted) > 3
    for code in sorted(counted)[:3]:
        inside = await asked(commons, question, query="eau", departments=[reference(code)])
        assert inside["totalCount"] == counted[code]


def reference(value: str) -> dict[str, str]:
    return {"id": value} if value.startswith("territory_") else {"department": value}
