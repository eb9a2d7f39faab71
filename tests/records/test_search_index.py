"""What is written is found at once, as it is written then, by those who see it: whatever the road."""

from typing import Any

import models
from encommun.worker import Worker
from loaders.queries.search import search_page
from loaders.sql.statement import Row
from loaders.tables import SEARCH_DOCUMENT
from loaders.unit_of_work import UnitOfWork
from models import Record
from models.vocabulary import SearchWord
from resolvers.core.execute import UnitsOfWork
from resolvers.core.jobs import JOBS
from resolvers.core.site import DEFAULT_SITE
from resolvers.core.viewer import Viewer
from resolvers.core.viewer_reads import ViewerReads
from resolvers.search.analysis import ANALYSER
from resolvers.search.query import parse_query
from resolvers.search.vocabulary import count_all_queued
from tests.records.client import EDITOR, REPORT, VIEWERS, RecordsClient
from tests.support.workers import run_job

VISITOR = VIEWERS["anonymous"]


async def finds(world: RecordsClient, text: str, viewer: Viewer = EDITOR) -> list[str]:
    """The ids that a viewer finds."""

    async def read(work: UnitOfWork) -> list[Row]:
        return await search_page(ViewerReads(work, viewer), parse_query(text), None, None, 100)

    return [hit.id for hit in await world.writer.run(read)]


async def created(world: RecordsClient, **given: Any) -> str:
    made = await world.do("createProject", phase="IDEA", status="IN_PROGRESS", **given)
    return made["project"]["id"]


async def test_a_record_is_found_as_it_stands_in_each_state(world: RecordsClient):
    project = await created(world, title="Verger wyzkal", summary="Pommiers qomtuv", topics=[{"slug": "eau"}])
    assert await finds(world, "vergers wyzkal") == await finds(world, "qomtuv eau") == [project]
    assert await finds(world, "wyzkal", VISITOR) == []
    await world.do("updateProject", id=project, expectedVersion=1, title="Potager blizmur")
    assert await finds(world, "wyzkal") == []
    assert await finds(world, "blizmur qomtuv") == [project]
    await world.do("publishProject", VIEWERS["steward"], id=project, expectedVersion=2)
    assert await finds(world, "blizmur", VISITOR) == [project]
    await world.do("archiveProject", id=project, expectedVersion=3)
    assert await finds(world, "blizmur", VISITOR) == []
    assert await finds(world, "blizmur") == [project]


async def test_words_that_leave_the_public_are_completed_no_more(world: RecordsClient):
    project = await created(world, title="Verger wyzkal")
    await world.do("publishProject", VIEWERS["steward"], id=project, expectedVersion=1)
    await count_all_queued(UnitsOfWork(world.writer, EDITOR, lambda: world.now, DEFAULT_SITE))
    assert len(await world.rows(SearchWord, word="wyzkal")) == 1
    await world.do("archiveProject", id=project, expectedVersion=2)
    assert await world.rows(SearchWord, word="wyzkal") == []


async def test_details_and_lists_are_found_with_their_record(world: RecordsClient):
    report = REPORT | {"whatWorked": "Les ateliers zorvek."}
    made = await world.do(
        "createResource", kind="EXPERIENCE_REPORT", title="Retour", experienceReport=report, topics=[{"slug": "eau"}]
    )
    resource = made["resource"]["id"]
    assert await finds(world, "zorvek") == await finds(world, "zorvek eau") == [resource]
    await world.do("updateResource", id=resource, expectedVersion=1, topics=[])
    assert await finds(world, "zorvek eau") == []
    assert await finds(world, "zorvek") == [resource]


async def test_what_is_refused_is_not_found(world: RecordsClient):
    await world.do("createProject", phase="IDEA", status="IN_PROGRESS", title="Wyzkal", dryRun=True)
    assert await finds(world, "wyzkal") == []


async def test_what_other_means_wrote_or_an_older_analyser_is_indexed_by_the_job(world: RecordsClient):
    job, worker = JOBS["search_index"], Worker(world.database, world.writer, DEFAULT_SITE, lambda: world.now)
    await run_job(worker, job.name)  # for whom the test itself has put there
    missing, old = await created(world, title="Wyzkal un"), await created(world, title="Wyzkal deux")
    kept = await world.rows(models.SearchDocument, id=missing) + await world.rows(models.SearchDocument, id=old)

    async def spoil(work: UnitOfWork) -> None:
        await work.delete(SEARCH_DOCUMENT, {"id": missing})
        await work.update(SEARCH_DOCUMENT, {"id": old}, {"analyser": ANALYSER - 1, "words": " x "})

    await world.writer.run(spoil)
    assert await finds(world, "wyzkal") == []
    due = await world.writer.run(lambda work: job.due(work, world.now))
    assert due == ["Project"]
    await run_job(worker, job.name)
    assert await world.writer.run(lambda work: job.due(work, world.now)) == []
    assert set(await finds(world, "wyzkal")) == {missing, old}
    again = await world.rows(models.SearchDocument, id=missing) + await world.rows(models.SearchDocument, id=old)
    assert [each | {"number": 0} for each in again] == [each | {"number": 0} for each in kept]


def test_whoever_is_searched_is_a_record():
    searched = {name for name, model in models.MODELS.items() if issubclass(model, Record) and model.searched}
    assert searched == {"Actor", "Collection", "Project", "Resource", "Workshop"}
