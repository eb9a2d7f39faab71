"""Statements of an operation: their number depends on the document alone, never on the rows."""

import asyncio
import re

import pytest
from sqlalchemy import delete, insert, update

from encommun.engine import engine_scope
from schema.kit.context import Context
from tests.schema.graph_client import MODES, SCHEMAS, TABLES, GraphClient, StatementRecorder, recorded
from tests.support.edge_cases import odd_id

DEEP = """query($n: Int!, $total: Boolean!, $without: [ID!] = []) {
    projects(first: $n, filter: {id: {notIn: $without}}, orderBy: {field: UPDATED_AT, direction: DESC}) {
        totalCount @include(if: $total)
        nodes {
            title
            holder { name territory {
                name region { name } department { name } epci { name parents { nodes { name } } }
            } }
            participants(first: $n) {
                totalCount @include(if: $total)
                edges { role node { name memberships(first: $n) { nodes { network { name } organisation { name } } } } }
            }
            topics(first: $n) { nodes { labelFr broader { labelFr broader { labelFr } } } }
            resources(first: $n) { nodes {
                title experienceReport { whatWorked } aid { funders } authors { nodes { name } }
            } }
            workshops(first: $n) { edges { node { hosts(first: $n) { edges { role } } } } }
            again: participants(first: $n, role: {ne: FUNDER}) { nodes { id } }
        }
    }
}"""
"""Twenty-one lists and relations; two lists are counted or not, and two have a condition."""
LISTS, STATEMENTS, LEVELS, COUNTED = 21, 14, 5, 1


def keys_of(trips: StatementRecorder) -> int:
    """The most keys that any statement was given."""
    return max(
        (len(value) for _, arguments in trips.asked for value in arguments if isinstance(value, list)), default=0
    )


@pytest.mark.parametrize("mode", MODES)
async def test_statements_do_not_depend_on_the_number_of_rows(graph, mode):
    ends = await graph.data("{ projects(first: 100) { nodes { id } } rest: projects(last: 100) { nodes { id } } }")
    every = list(dict.fromkeys(each["id"] for page in ends.values() for each in page["nodes"]))
    found = {}
    for rows in (0, 1, len(every)):
        result, trips = await graph.trace(DEEP, {"n": 50, "total": False, "without": every[rows:]}, mode=mode)
        assert result.errors is None
        assert len(result.data["projects"]["nodes"]) == min(rows, 50)
        found[rows] = sorted(trips.texts)
    if mode == "breadth-first":
        assert len(found[len(every)]) == STATEMENTS
        # One project may have nothing of some kind, and then nothing below it is asked for.
        assert set(found[1]) <= set(found[len(every)])
        assert len(found[0]) == 1
        assert set(found[0]) <= set(found[1])
    # The other executor asks for all columns and counts everything: still once for each place of the document.
    assert len(found[len(every)]) <= 2 * LISTS


async def test_a_total_costs_one_statement_unless_it_comes_with_its_page(graph):
    """The root's list has a condition: what satisfies it is found once, for the page and for its total."""
    plain, counted = [(await graph.trace(DEEP, {"n": 50, "total": total}))[1] for total in (False, True)]
    assert len(counted.asked) == len(plain.asked) + COUNTED
    assert len(counted.each) == len(plain.each)


async def test_a_level_takes_one_trip(graph):
    """All that one level needs goes together: as many trips as the deepest chain has relations."""
    _, trips = await graph.trace(DEEP, {"n": 50, "total": True})
    assert len(trips.each) == LEVELS
    assert [len(trip) > 1 for trip in trips.each[1:3]] == [True, True]


async def test_root_fields_go_in_one_trip(graph):
    _, trips = await graph.trace(
        """{ a: actors(first: 1) { totalCount } b: networks { nodes { id } } c: topics(last: 2) { nodes { id } }
             d: node(id: "topic_00000000000000000000000000") { id } }"""
    )
    assert [len(trip) for trip in trips.each] == [5]


async def test_references_in_a_filter_are_looked_up_in_one_statement(graph):
    """However many there are and wherever they stand: one trip to find them, and one to read the list."""
    document = """{ actors(filter: {
        territory: {within: [{region: "93"}, {region: "94"}, {department: "84"}, {commune: "01001"}]}
        or: [{topics: {in: [{slug: "concertation"}]}}, {and: [{networks: {in: [{slug: "anct"}]}}, {not: {topics: {
            within: [{slug: "instances"}, {slug: "publics"}]}}}]}]
    }) { totalCount nodes { id } } }"""
    _, trips = await graph.trace(document)
    assert [len(trip) for trip in trips.each] == [1, 1]


async def test_an_entity_that_stands_in_many_places_is_asked_for_once(graph):
    """60 projects have 21 holders or fewer, in as many places: each key goes to the database once."""
    _, trips = await graph.trace("{ projects(first: 100) { nodes { holder { name resources { totalCount } } } } }")
    (keys,) = [value for value in trips.each[1][0][1] if value]
    text = keys if isinstance(keys, str) else " ".join(keys)
    found = re.findall(r"actor_[0-9a-z]+", text)
    assert len(found) == len(set(found)) < 60


async def test_nothing_is_asked_for_when_there_are_no_keys(graph):
    _, trips = await graph.trace('{ topics(filter: {slug: {eq: "publics"}}) { nodes { broader { slug } } } }')
    assert len(trips.asked) == 1
    _, trips = await graph.trace("{ __typename }")
    assert trips.each == []


async def test_only_selected_columns_are_read(graph):
    """A relation is written into the row or, for its total, read by itself."""
    for total, statements in (("", 1), ("totalCount", 3)):
        document = f"""{{ actors(first: 50) {{ nodes {{
            summary territory {{ code }} participations(first: 1) {{ {total} edges {{ role node {{ title }} }} }}
        }} }} }}"""
        texts = (await graph.trace(document))[1].texts
        assert len(texts) == statements
        for column in ("actor.summary", "actor.territory_id", "code", "project.title", "participation.role"):
            assert re.search(rf"\b{column}\b", " ".join(texts))
        for column in ("acronym", "website", "population", "budget_cents", "phase", "since"):
            assert not re.search(rf"\b{column}\b", " ".join(texts))
    _, trips = await graph.trace("{ actors(first: 2) { pageInfo { endCursor } } }")
    assert set(re.findall(r"\bactor\.(\w+)", trips.texts[0])) == {"name_sort", "id", "state"}


async def test_equal_shapes_share_one_statement(graph):
    """Values stand apart: whatever they are and however many, the statement of a page's size is the same."""
    document = """query($f: ActorFilter!, $n: Int!, $after: String) {
        actors(filter: $f, first: $n, after: $after) {
            totalCount edges { cursor node { name topics(first: $n) { nodes { slug } } } }
        }
    }"""
    one = {"kind": {"in": ["CITIZEN"]}, "name": {"contains": "a"}, "territory": {"within": [{"region": "93"}]}}
    other = {
        "name": {"contains": "' OR 1=1"},
        "territory": {"within": [{"region": "11"}, {"region": "84"}]},
        "kind": {"in": ["CITIZEN", "RESEARCH", "COMPANY"]},
    }
    given = [{"f": one, "n": 3}, {"f": other, "n": 3}]
    first, second = [[statement for statement, _ in (await graph.trace(document, each))[1].asked] for each in given]
    assert len(first) == 2
    for one, other in zip(first, second, strict=False):
        assert one is other


async def test_values_never_stand_in_the_text(graph):
    value = "zqjxk"
    document = """query($f: ActorFilter!, $after: String) { actors(filter: $f, after: $after) { nodes { id } } }"""
    condition = {"name": {"contains": value, "startsWith": value, "eq": value}, "id": {"in": [odd_id("actor", 1)]}}
    _, trips = await graph.trace(document, {"f": condition})
    assert value not in "".join(trips.texts)
    assert odd_id("actor", 1) not in "".join(trips.texts)


async def test_an_operation_reads_one_snapshot(fresh_graph: GraphClient, fresh_database_url: str):
    """An operation does not see a write between two of its levels; the next operation does."""
    document = "{ networks { nodes { name members(first: 100) { totalCount nodes { name } } } } topics { totalCount } }"
    before = await fresh_graph.data(document)
    async with fresh_graph.snapshot() as snapshot:
        trips = recorded(snapshot)
        run = snapshot._run

        async def written_after(asked, **how):
            rows = await run(asked, **how)
            if len(trips.each) == 1:
                await rewrite(fresh_database_url)
            return rows

        snapshot._run = written_after  # type: ignore[method-assign]
        during = await SCHEMAS["breadth-first"].execute(document, context_value=Context(snapshot))
    after = await fresh_graph.data(document)
    assert len(trips.each) == 2
    assert (during.data, during.errors) == (before, None)
    assert {each["name"] for each in after["networks"]["nodes"]} == {"changed"}
    assert all(each["members"]["totalCount"] == 0 for each in after["networks"]["nodes"])


async def rewrite(url: str) -> None:
    async with engine_scope(url) as engine, engine.begin() as connection:
        await connection.execute(update(TABLES["network"]).values(name="changed"))
        await connection.execute(delete(TABLES["membership"]))
        await connection.execute(
            insert(TABLES["territory_alias"]).values(
                code="00000", kind="FORMER", territory_id="territory_01kdvdna00fq9tje741trs9t5z"
            )
        )


async def test_operations_at_the_same_moment_share_a_statement_and_get_their_own_rows(graph: GraphClient, monkeypatch):
    reads: list[int] = []
    coalescing = graph.database._coalescing
    read = coalescing._read

    async def noted(statement, values):
        reads.append(len(values["keys"]))
        return await read(statement, values)

    monkeypatch.setattr(coalescing, "_read", noted)
    ids = sorted(row["id"] for row in graph.rows["actor"])[:20]
    names = {row["id"]: row["name"] for row in graph.rows["actor"]}
    document = "query ($id: ID!) { node(id: $id) { id ... on Actor { name } } }"

    async def ask(id_: str):
        async with graph.snapshot() as snapshot:
            return (await SCHEMAS["breadth-first"].execute(document, {"id": id_}, context_value=Context(snapshot))).data

    answers = await asyncio.gather(*map(ask, ids))
    assert [answer["node"] for answer in answers] == [{"id": each, "name": names[each]} for each in ids]
    assert sum(reads) == len(ids)
    assert len(reads) < len(ids)
