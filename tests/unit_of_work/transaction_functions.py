"""Jobs that tests run, and what they read back."""

import random

from loaders.unit_of_work import TransactionFunction, UnitOfWork, Writer
from tests.unit_of_work.tables import ITEM


def adding(*ids: str, **values: object) -> TransactionFunction[None]:
    """A job that adds items one after the other."""

    async def job(work: UnitOfWork) -> None:
        for each in ids:
            await work.insert(ITEM, [{"id": each, **values}])

    return job


async def increment(work: UnitOfWork) -> int:
    """Read the count of the item `one`, then write it one higher."""
    [(count,)] = await work.select(ITEM, {"id": "one"}, ["count"])
    await work.update(ITEM, {"id": "one"}, {"count": count + 1})
    return count


async def ids_in(writer: Writer) -> set[str]:
    """The items that are stored."""

    async def job(work: UnitOfWork) -> set[str]:
        return {row.id for row in await work.select(ITEM, {}, ["id"])}

    return await writer.run(job)


async def count_of_one(writer: Writer) -> int:
    """Return the value to which `increment` has counted."""

    async def job(work: UnitOfWork) -> int:
        [row] = await work.select(ITEM, {"id": "one"})
        return row.count

    return await writer.run(job)


def moment(seconds: float) -> float:
    """Any time up to `seconds`."""
    return random.uniform(0, seconds)  # noqa: S311 - no secret
