"""The fields around a search: completions, suggestions, what is near a place, and the log of searches."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from encommun.commons import read_commons
from encommun.search_recorder import SearchRecorder
from loaders.drivers.snapshot import Snapshot
from loaders.errors import UnreachableError
from loaders.tables import NETWORK, table_of
from loaders.unit_of_work import Writer, open_writer
from models import NetworkRole, Scope
from models.search_log import LoggedSearch
from resolvers.core.viewer import VISITOR, Viewer
from resolvers.search.search_log import SearchNotes, loggable_words, logged_searches
from tests.loaders.test_near import BY_CODE, Point, kilometres
from tests.schema.graph_client import GraphClient, opened

COMPLETE = """query($prefix: String!, $types: [SearchableType!], $first: Int) {
    complete(prefix: $prefix, types: $types, first: $first) {
        text
        node { __typename id ... on Project { title } ... on Resource { title } ... on Actor { name }
            ... on Workshop { title } ... on Collection { title } }
    }
}"""
NEAR = """query($km: Float!, $commune: String!) {
    search(
        query: "", types: [ACTOR], first: 100
        filter: { near: { territory: { commune: $commune }, withinKm: $km } }
    ) {
        totalCount
        nodes { ... on Actor { id territory { code longitude latitude } } }
    }
}"""
SUGGESTIONS = """query($q: String!) { search(query: $q, first: 1) { suggestions } }"""
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
LOGGED = table_of(LoggedSearch)
READER = Viewer(account_id="account_1", scopes=frozenset({Scope.READ}))


@pytest.fixture(scope="module")
async def graph(database_url: str) -> AsyncIterator[GraphClient]:
    async with opened(database_url) as graph:
        yield graph


@pytest.fixture
async def writer(fresh_database_url: str) -> AsyncIterator[Writer]:
    async with open_writer(fresh_database_url) as writer:
        yield writer


async def test_words_are_completed_first_and_then_titles(graph: GraphClient):
    found = (await graph.data(COMPLETE, prefix="budget part", first=10))["complete"]
    words = [each["text"] for each in found if each["node"] is None]
    assert "budget participatif" in words
    assert words == [each["text"] for each in found[: len(words)]]
    assert all(each.startswith("budget part") for each in words)
    titles = [each for each in found if each["node"]]
    assert titles
    for each in titles:
        shown = each["node"].get("title") or each["node"]["name"]
        assert each["text"] == shown
        assert "budget part" in shown.lower()
    assert len(found) <= 10


async def test_types_leave_all_others_out(graph: GraphClient):
    for types in (["PROJECT"], ["RESOURCE", "PROJECT"], ["ACTOR"]):
        found = (await graph.data(COMPLETE, prefix="com", types=types, first=20))["complete"]
        assert found
        assert {each["node"]["__typename"].upper() for each in found} <= set(types)
    assert (await graph.data(COMPLETE, prefix="com", types=[]))["complete"] == []


@pytest.mark.parametrize("first", [-1, 21])
async def test_a_number_that_is_too_large_is_refused(graph: GraphClient, first: int):
    assert (await graph.fault(COMPLETE, {"prefix": "com", "first": first})).code == "INVALID_PAGE"


async def test_a_mistyped_query_is_corrected(graph: GraphClient):
    found = await graph.data(SUGGESTIONS, q="Budgte partcipatif")
    assert found["search"]["suggestions"][0] == "budget participatif"
    assert (await graph.data(SUGGESTIONS, q="budget participatif"))["search"]["suggestions"] == []


async def test_what_is_found_near_a_place_is_near(graph: GraphClient):
    everywhere = (await graph.data(NEAR, km=200, commune="69123"))["search"]
    near = (await graph.data(NEAR, km=50, commune="69123"))["search"]
    assert 0 < near["totalCount"] < everywhere["totalCount"]
    lyon = BY_CODE["69123"]
    for each in near["nodes"]:
        place = each["territory"]
        assert kilometres(lyon, Point(place["longitude"], place["latitude"])) <= 50


@pytest.mark.parametrize(
    ("km", "commune", "code"),
    [(0, "69123", "INVALID_FILTER"), (201, "69123", "INVALID_FILTER"), (5, "69999", "NOT_FOUND")],
)
async def test_a_distance_that_is_none_is_refused(graph: GraphClient, km: float, commune: str, code: str):
    assert (await graph.fault(NEAR, {"km": km, "commune": commune})).code == code


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("  L'Eau, à Pézenas ! ", "eau pezenas"),
        ("loi 1901", "loi 1901"),
        ("jeanne@exemple.fr", ""),
        ("06 12 34 56 78", ""),
        ("+33 6.12.34.56.78", ""),
        ("1850375123456", ""),
        ("a " * 60, ""),
        ("un deux trois quatre cinq six sept huit neuf dix onze", ""),
        ("🌳", ""),
        ("", ""),
    ],
)
def test_only_words_are_logged_and_nothing_that_tells_who_somebody_is(query: str, kept: str):
    assert loggable_words(query) == kept


async def test_searches_are_counted_by_day_and_survive_a_writer_that_fails(writer: Writer, monkeypatch):
    recorder = SearchRecorder(writer)
    for query, results, day in (("L'eau", 3, 0), ("eau", 0, 0), ("EAU", 2, 1), ("zan", 0, 0)):
        recorder.notes.note(query, results, NOW + timedelta(days=day))
    with monkeypatch.context() as patched:
        patched.setattr(recorder, "_writer", Broken())
        with pytest.raises(UnreachableError):
            await recorder.record()
    recorder.notes.note("eau", 5, NOW)
    await recorder.record()
    await recorder.record()
    recorder.notes.note("eau", 1, NOW)
    await recorder.record()
    rows = await writer.run(lambda work: work.select(LOGGED, {}, ("day", "words", "searches", "results")))
    assert sorted(map(tuple, rows)) == [
        (date(2026, 12, 1), "eau", 4, 1),
        (date(2026, 12, 1), "zan", 1, 0),
        (date(2026, 12, 2), "eau", 1, 2),
    ]


class Broken:
    """A writer whose database is away."""

    async def run(self, _job: object) -> None:
        raise UnreachableError


def test_notes_do_not_grow_without_end(monkeypatch):
    monkeypatch.setattr("resolvers.search.search_log.MOST_NOTED", 2)
    notes = SearchNotes()
    for query in ("eau", "air", "feu", "eau"):
        notes.note(query, 1, NOW)
    assert {search.words: noted.searches for search, noted in notes.drain().items()} == {"eau": 2, "air": 1}


async def test_editors_of_the_commons_read_the_log_and_nobody_else(fresh_database_url: str, writer: Writer):
    rows = [
        {"day": date(2026, 11, day), "words": words, "searches": searches, "results": results}
        for day, words, searches, results in ((1, "eau", 5, 0), (20, "eau", 2, 4), (20, "zan", 6, 0), (2, "feu", 9, 0))
    ]
    await writer.run(lambda work: work.insert(LOGGED, rows))
    networks = {row.role: row.id for row in await writer.run(lambda work: work.select(NETWORK, {}, ("id", "role")))}
    voices = {role: frozenset({id_}) for role, id_ in networks.items()}
    async with read_commons(fresh_database_url) as (snapshot, _):
        for viewer in (VISITOR, READER, speaking(voices[NetworkRole.PARTNER]), Viewer(account_id="a", steward=True)):
            assert await log(snapshot, viewer) == []
        expected = [
            ("feu", 9, 0, date(2026, 11, 2)),
            ("eau", 7, 4, date(2026, 11, 20)),
            ("zan", 6, 0, date(2026, 11, 20)),
        ]
        for viewer in (
            speaking(voices[NetworkRole.GUARANTOR]),
            Viewer(account_id="a", scopes=READER.scopes, steward=True),
        ):
            assert await log(snapshot, viewer) == expected
            assert await log(snapshot, viewer, most=0) == [expected[0], expected[2]]
            assert await log(snapshot, viewer, since=date(2026, 11, 10)) == [
                expected[2],
                ("eau", 2, 4, date(2026, 11, 20)),
            ]


def speaking(voices: frozenset[str]) -> Viewer:
    return Viewer(account_id="account_1", scopes=READER.scopes, voices=voices)


async def log(snapshot: Snapshot, viewer: Viewer, since: date = date(2026, 11, 1), most: int = 100) -> list[tuple]:
    return list(map(tuple, await logged_searches(snapshot, viewer, since, date(2026, 11, 30), most, 10)))
