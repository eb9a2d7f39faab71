"""What was noted of large holders, added to the counts that they are held to."""

from loaders.sums import sums
from loaders.transactions import Work
from resolvers.storage import COUNTS, NOTE, USAGE, Amount


async def settle_usage(work: Work) -> None:
    """Add what was noted to the counts: it changes the holders' counts, and takes out the notes that it has added."""
    for holder_id, *noted in await work.fetch(sums(work.dialect, NOTE, "holder_id", COUNTS), {}):
        stored = await work.select(USAGE, {"holder_id": holder_id}, COUNTS)
        counts = Amount(*stored[0] if stored else ()).plus(Amount(*noted))._asdict()
        if stored:
            await work.update(USAGE, {"holder_id": holder_id}, counts)
        else:
            await work.insert(USAGE, [{"holder_id": holder_id, **counts}])
        await work.delete(NOTE, {"holder_id": holder_id})
