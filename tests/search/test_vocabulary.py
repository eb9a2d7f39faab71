"""Words of public records are counted, and those alone; mistyped ones are corrected, begun ones completed."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from encommun.commons import read_commons
from loaders.tables import SEARCH_DOCUMENT, table_of
from loaders.unit_of_work import Writer, open_writer
from models import Project, PublicationState
from models.vocabulary import CountedRecord, SearchTitle, SearchWord, UncountedRecord
from resolvers.core.execute import UnitsOfWork
from resolvers.core.site import DEFAULT_SITE
from resolvers.core.viewer import VISITOR
from resolvers.search.complete import complete
from resolvers.search.documents import index_missing
from resolvers.search.suggestions import suggest
from resolvers.search.vocabulary import count_all_queued, queue_for_counting, queue_lost

NOW = datetime(2026, 12, 1, tzinfo=UTC)
NEEDED = {"created_at": NOW, "updated_at": NOW, "phase": "IDEA", "status": "IN_PROGRESS"}
PROJECT, WORD, TITLE = table_of(Project), table_of(SearchWord), table_of(SearchTitle)


@pytest.fixture
async def writer(fresh_database_url: str) -> AsyncIterator[Writer]:
    async with open_writer(fresh_database_url) as writer:
        yield writer


@pytest.fixture
def units(writer: Writer) -> UnitsOfWork:
    return UnitsOfWork(writer, VISITOR, lambda: NOW, DEFAULT_SITE)


async def store(units: UnitsOfWork, *ids: str, **values: str) -> None:
    """Write projects and their documents, as a unit of work does, and count them."""

    async def change(use_case) -> None:
        for each in ids:
            row = {"title": each, "title_sort": each, "state": PublicationState.PUBLISHED, **values}
            if not await use_case.work.update(PROJECT, {"id": each}, row):
                await use_case.work.insert(PROJECT, [{"id": each, **NEEDED, **row}])
        await index_missing(use_case.work, Project, ids)
        await queue_for_counting(use_case.work, ids)

    await units.run(change)
    await count_all_queued(units)


async def counts(writer: Writer, *words: str) -> dict[str, int]:
    """Documents by word."""
    rows = await writer.run(lambda work: work.select(WORD, {}, ("word", "documents")))
    return {row.word: row.documents for row in rows if row.word in words}


async def test_each_public_record_counts_once_and_no_other(writer: Writer, units: UnitsOfWork):
    await store(units, "project_a", title="Zythologie zythologie à Pézenas", summary="La zythologie pour tous")
    await store(units, "project_b", title="Zythologie en brouillon", state=PublicationState.DRAFT)
    await store(units, "project_c", title="Une Zythologie")
    assert await counts(writer, "zythologie", "brouillonne", "pezenas") == {"zythologie": 2, "pezenas": 1}
    await store(units, "project_b", title="Zythologie publiée")
    await store(units, "project_c", title="Rien", state=PublicationState.ARCHIVED)
    (shown,) = await writer.run(lambda work: work.select(WORD, {"word": "pezenas"}, ("shown",)))
    assert tuple(shown) == ("pézenas",)
    await store(units, "project_a", "project_a", title="Sans ce mot", summary="Rien")
    assert await counts(writer, "zythologie", "pezenas") == {"zythologie": 1}


async def test_the_vocabulary_is_what_a_count_of_all_records_gives(writer: Writer):
    """After the seed: each record once, and nothing left to count."""
    counted = await writer.run(lambda work: work.select(table_of(CountedRecord), {}))
    expected = Counter(word for row in counted for word in row.words.split())
    stored = {row.word: row.documents for row in await writer.run(lambda work: work.select(WORD, {}))}
    assert stored == expected
    assert len(stored) > 2_000
    public = await writer.run(lambda work: work.select(SEARCH_DOCUMENT, {"state": PublicationState.PUBLISHED}, ("id",)))
    assert {row.id for row in counted} == {row.id for row in public}
    assert await writer.run(lambda work: work.select(table_of(UncountedRecord), {})) == []


async def test_counting_again_changes_nothing(writer: Writer, units: UnitsOfWork):
    """As a worker does that falls after its commit and begins again, or an analyser of the next version."""
    everything = [WORD, TITLE, table_of(CountedRecord)]

    async def state(work) -> list[list[str]]:
        return [sorted(map(repr, await work.select(each, {}))) for each in everything]

    before = await writer.run(state)
    rows = await writer.run(lambda work: work.select(SEARCH_DOCUMENT, {}, ("id",)))
    await units.run(lambda use_case: queue_for_counting(use_case.work, [row.id for row in rows]))
    await count_all_queued(units)
    assert await writer.run(state) == before


async def test_a_record_that_is_gone_counts_no_more(writer: Writer, units: UnitsOfWork):
    await store(units, "project_a", title="Zythologie")
    for table in (SEARCH_DOCUMENT, PROJECT):
        await writer.run(lambda work, table=table: work.delete(table, {"id": "project_a"}))
    assert not await units.run(lambda use_case: queue_lost(use_case, ""))
    assert await counts(writer, "zythologie") == {}
    assert await writer.run(lambda work: work.select(TITLE, {"id": "project_a"})) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("budgte participatif", "budget participatif"),
        ("particpatif", "participatif"),
        ("participattif", "participatif"),
        ("concertatoin", "concertation"),
        ("amenagemetn", "aménagement"),
        ("biodiversitte urbaine", "biodiversité urbaine"),
    ],
)
async def test_a_mistyped_word_is_corrected(fresh_database_url: str, units: UnitsOfWork, typed: str, meant: str):
    await store(units, "project_a", title="Aménagement, biodiversité urbaine, concertation et budget participatif")
    async with read_commons(fresh_database_url) as (snapshot, _):
        assert (await suggest(snapshot, typed))[0] == meant


async def test_words_of_places_are_known_and_corrected(database_url: str):
    async with read_commons(database_url) as (snapshot, _):
        assert await suggest(snapshot, "saint etienne sorts") == []
        assert await suggest(snapshot, "charenton cher") == []
        assert (await suggest(snapshot, "coulomiers"))[0] == "coulommiers"


async def test_the_name_of_a_place_that_no_record_has_is_known(fresh_database_url: str, units: UnitsOfWork):
    await store(units, "project_a", title="Romorantan, lanthenaz et kremlit")
    async with read_commons(fresh_database_url) as (snapshot, _):
        assert await suggest(snapshot, "romorantin") == ["romorantan"]
        assert await suggest(snapshot, "kremlin") == ["kremlit"]
        for typed in ("Romorantin-Lanthenay", "budget à romorantin lanthenay", "le Kremlin-Bicêtre"):
            assert await suggest(snapshot, typed) == []


async def test_what_is_known_or_only_begun_or_a_number_is_not_corrected(fresh_database_url: str, units: UnitsOfWork):
    await store(units, "project_a", title="Zythologie citoyenne")
    async with read_commons(fresh_database_url) as (snapshot, _):
        for typed in ("zythologie", "citoyennes", "zytholo", "2026", "pezenas", "pcaet", "", "zzzzzzzz", "é" * 500):
            assert await suggest(snapshot, typed) == []
        assert await suggest(snapshot, "zythlogie 2026") == ["zythologie 2026"]


async def test_a_word_of_hidden_records_is_neither_suggested_nor_completed(fresh_database_url: str, units: UnitsOfWork):
    await store(units, "project_a", title="Xylophagie", state=PublicationState.DRAFT)
    async with read_commons(fresh_database_url) as (snapshot, _):
        assert await suggest(snapshot, "xylophgie") == []
        assert await completed(snapshot, "xyloph") == []
    await store(units, "project_a", title="Xylophagie")
    async with read_commons(fresh_database_url) as (snapshot, _):
        assert await suggest(snapshot, "xylophgie") == ["xylophagie"]
        assert await completed(snapshot, "xyloph") == ["xylophagie", "Xylophagie"]


@pytest.mark.parametrize(
    "prefix",
    ["Gestion de l'eau de la f", "l’eau de la foret", "L'EAU DE LA FORÊT", "foret des coeu", "Forêt des cœurs", "cœur"],
)
async def test_titles_are_completed_from_any_of_their_words(fresh_database_url: str, units: UnitsOfWork, prefix: str):
    await store(units, "project_a", title="Gestion de l’eau de la forêt des Cœurs")
    async with read_commons(fresh_database_url) as (snapshot, _):
        found = await complete(snapshot, prefix, ["Project"], 5, with_words=False)
    assert [(each.text, each.node_id) for each in found] == [("Gestion de l’eau de la forêt des Cœurs", "project_a")]


async def test_a_title_that_has_changed_is_not_shown_for_the_old_one(
    fresh_database_url: str, units: UnitsOfWork, writer: Writer
):
    await store(units, "project_a", title="Xylophagie")
    await writer.run(lambda work: work.update(PROJECT, {"id": "project_a"}, {"title": "Autre"}))
    async with read_commons(fresh_database_url) as (snapshot, _):
        assert await complete(snapshot, "xylo", ["Project"], 5, with_words=False) == []


@pytest.mark.parametrize("prefix", ["", " ", "x", "le", "'", "%", "🌳🌳", "شجرة", "a" * 10_000, "eau " * 130 + "budg"])
async def test_what_completes_nothing_is_no_error(database_url: str, prefix: str):
    async with read_commons(database_url) as (snapshot, _):
        assert await completed(snapshot, prefix) == []


@pytest.mark.parametrize(
    "prefix", ["AND OR NOT", '"budg', "\x00budg", "budg\x00et", "\ud800budg", "budg* OR", "NEAR(budg"]
)
async def test_operators_are_words(database_url: str, prefix: str):
    async with read_commons(database_url) as (snapshot, _):
        for each in await completed(snapshot, prefix):
            assert len(each) >= len(prefix.strip("\x00"))


async def completed(snapshot, prefix: str) -> list[str]:
    return [each.text for each in await complete(snapshot, prefix, ["Project", "Resource"], 8, with_words=True)]
