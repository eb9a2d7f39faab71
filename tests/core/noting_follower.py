"""A follower whose effects can be looked at: it notes each batch of entries that it is given, as a row."""

from collections.abc import Sequence

import models
from loaders.sql.statement import Row
from loaders.tables import FOLLOWER, table_of
from loaders.unit_of_work import UnitOfWork, Writer
from resolvers.core.use_case import UseCase

NAME = "notes"
NOTE = table_of(models.StorageNote)
"""A table in which nobody else writes here: `records` has the first position of a batch, `drafts` the last one."""


async def note(use_case: UseCase, entries: Sequence[Row]) -> None:
    positions = [each.position for each in entries]
    assert positions == list(range(positions[0], positions[-1] + 1))
    row = {"id": f"note_{positions[0]}", "holder_id": NAME, "records": positions[0], "drafts": positions[-1]}
    await use_case.work.insert(NOTE, [{**row, "stored_bytes": 0}])


async def batches_in(writer: Writer) -> list[tuple[int, int]]:
    """The first and the last position of each batch that is noted, in order."""

    async def job(work: UnitOfWork) -> list[tuple[int, int]]:
        return sorted((row.records, row.drafts) for row in await work.select(NOTE, {}, ("records", "drafts")))

    return await writer.run(job)


async def cursor_in(writer: Writer, name: str = NAME) -> Row | None:
    """The cursor of a follower; None if there is none."""

    async def job(work: UnitOfWork) -> Row | None:
        return next(iter(await work.select(FOLLOWER, {"name": name})), None)

    return await writer.run(job)
