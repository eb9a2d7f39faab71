"""Notes on the storage of large holders, added to their counters."""

from loaders.queries.sums import sums_by_key
from loaders.unit_of_work import UnitOfWork
from resolvers.core.jobs import MINUTE, job
from resolvers.core.storage_usage import COUNTS, NOTE, USAGE, StorageAmount
from resolvers.core.use_case import UseCase


@job("usage_notes", every=MINUTE)
async def settle_usage_notes(use_case: UseCase, _key: str) -> None:
    """Add the notes of all holders to their counts."""
    await apply_usage_notes(use_case.work)


async def apply_usage_notes(work: UnitOfWork) -> None:
    """Add what was noted to the counts: it changes the holders' counts, and takes out the notes that it has added."""
    for holder_id, *noted in await sums_by_key(work, NOTE, "holder_id", COUNTS):
        stored = await work.select(USAGE, {"holder_id": holder_id}, COUNTS)
        counts = StorageAmount(*stored[0] if stored else ()).plus(StorageAmount(*noted))._asdict()
        if stored:
            await work.update(USAGE, {"holder_id": holder_id}, counts)
        else:
            await work.insert(USAGE, [{"holder_id": holder_id, **counts}])
        await work.delete(NOTE, {"holder_id": holder_id})
