"""A unit of work is kept whole or not at all, and what a job makes of a failure is the same on both engines."""

import contextvars
from contextlib import suppress

import pytest
from sqlalchemy import select

from loaders.unit_of_work import ConstraintError, DuplicateError, Rollback, create_writer
from tests.unit_of_work.tables import ITEM
from tests.unit_of_work.transaction_functions import adding, ids_in

PLACE = contextvars.ContextVar("PLACE", default="nowhere")


async def test_what_a_job_writes_it_sees_and_keeps(writer):
    async def job(work):
        await adding("a", "b")(work)
        return [row.id for row in await work.select(ITEM, {"id": "a"})]

    assert await writer.run(job) == ["a"]
    assert await ids_in(writer) == {"a", "b"}


async def test_statements_of_the_loaders_see_what_the_job_has_written(writer):
    async def job(work):
        await adding("a", "b", "c")(work)
        found = select(ITEM.c.id).where(work.dialect.is_in(ITEM.c.id, "keys")).order_by(ITEM.c.id)
        rows = await work.fetch(work.dialect.rows(found, "Item"), {"keys": ["a", "c", "z"]})
        pages = work.dialect.pages(
            lambda key: select(ITEM.c.id).where(ITEM.c.id > key).limit(1), ITEM.c.id.type, "Item"
        )
        after = await work.fetch(pages, {"keys": ["a", "b"]})
        return [row.id for row in rows], [[row.id for row in page] for page in after]

    assert await writer.run(job) == (["a", "c"], [["b"], ["c"]])


async def test_a_job_that_raises_changes_nothing(writer):
    async def job(work):
        await adding("a", "b")(work)
        raise LookupError("no")

    with pytest.raises(LookupError, match="no"):
        await writer.run(job)
    assert await ids_in(writer) == set()


async def test_a_job_that_is_undone_changes_nothing_and_gives_its_result(writer):
    async def job(work):
        await work.insert(ITEM, [{"id": "a"}])
        raise Rollback(await work.update(ITEM, {"id": "a"}, {"count": 2}))

    assert await writer.run(job) == 1
    assert await ids_in(writer) == set()


async def test_a_violation_may_become_a_refusal(writer):
    async def job(work):
        try:
            await adding("a", "b", "a")(work)
        except DuplicateError as error:
            raise Rollback(error.columns) from error

    assert await writer.run(job) == ("id",)
    assert await ids_in(writer) == set()


async def test_a_violation_that_a_job_passes_over_still_fails_it(writer):
    async def job(work):
        try:
            await adding("a", "a")(work)
        except DuplicateError:
            return "done"

    async def going_on(work):
        await job(work)
        await work.insert(ITEM, [{"id": "b"}])

    for each in job, going_on:
        with pytest.raises(DuplicateError):
            await writer.run(each)
    assert await ids_in(writer) == set()


async def test_a_part_that_fails_is_rolled_back_alone(writer):
    async def part(work):
        async with work.savepoint():
            await work.insert(ITEM, [{"id": "d"}])
            async with work.savepoint():
                await work.insert(ITEM, [{"id": "e"}])
            raise LookupError

    async def job(work):
        await work.insert(ITEM, [{"id": "a"}])
        try:
            async with work.savepoint():
                await adding("b", "a")(work)
        except DuplicateError:
            await work.insert(ITEM, [{"id": "c"}])
        with pytest.raises(LookupError):
            await part(work)
        async with work.savepoint():
            await work.insert(ITEM, [{"id": "f"}])

    await writer.run(job)
    assert await ids_in(writer) == {"a", "c", "f"}


async def test_a_violation_passed_over_in_a_part_fails_the_part(writer):
    async def part(work):
        async with work.savepoint():
            with suppress(DuplicateError):
                await adding("a", "a")(work)

    async def job(work):
        with pytest.raises(DuplicateError):
            await part(work)
        await work.insert(ITEM, [{"id": "b"}])

    await writer.run(job)
    assert await ids_in(writer) == {"b"}


async def test_work_is_gone_when_its_job_ends(writer):
    async def job(work):
        return work

    work = await writer.run(job)
    with pytest.raises(RuntimeError, match="has ended"):
        await work.insert(ITEM, [{"id": "a"}])
    assert await ids_in(writer) == set()


async def test_a_job_runs_in_its_callers_context(writer):
    async def job(work):
        return PLACE.get()

    PLACE.set("here")
    assert await writer.run(job) == "here"


async def test_a_writer_runs_jobs_from_when_it_is_open_until_it_is_closed(url):
    writer = create_writer(url)
    with pytest.raises(RuntimeError, match="not open"):
        await writer.run(ids_in)
    await writer.open()
    await writer.run(adding("a"))
    await writer.close()
    with pytest.raises(RuntimeError, match="not open"):
        await writer.run(ids_in)
    await writer.close()


async def test_violations_are_told_alike(writer):
    await writer.run(adding("a", code="1"))

    async def told(job):
        with pytest.raises(ConstraintError) as caught:
            await writer.run(job)
        error = caught.value
        return type(error), error.table, error.columns

    assert await told(adding("a")) == (DuplicateError, "item", ("id",))
    assert await told(adding("b", code="1")) == (DuplicateError, "item", ("kind", "code"))
    assert await told(adding("b", count=None)) == (ConstraintError, "item", ("count",))
    with pytest.raises(ConstraintError) as caught:
        await writer.run(adding("b", count=-1))
    assert caught.value.name == "ck_item_count"


async def test_references_hold(writer):
    await writer.run(adding("a"))
    await writer.run(adding("b", parent_id="a"))

    async def orphan(work):
        await work.delete(ITEM, {"id": "a"})

    for each in adding("c", parent_id="nobody"), orphan:
        with pytest.raises(ConstraintError) as caught:
            await writer.run(each)
        assert caught.value.name in {None, "fk_item_parent_id"}
        assert not isinstance(caught.value, DuplicateError)
    assert await ids_in(writer) == {"a", "b"}
