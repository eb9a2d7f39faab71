"""Writes entries with several tasks, and publishes positions meanwhile, as each process of a commons does.

`python -m tests.core.journal_writer URL NAME COUNT` writes COUNT entries about records named NAME-0, NAME-1 and so on,
and ends when the journal has no entry without a position.
"""

import asyncio
import random
import sys

from loaders.unit_of_work import UnitOfWork, Writer, open_writer
from resolvers.core.journal_positions import publish_positions
from tests.support.journal import write_entry

TASKS = 4
LONGEST = 0.02
"""Seconds at most between two entries of a unit, on the engine on which units run beside each other."""


async def write(writer: Writer, names: list[str]) -> None:
    """One entry or two in each unit, some of which are rolled back and written again."""
    while names:
        taken = [names.pop() for _ in range(min(random.randint(1, 2), len(names)))]  # noqa: S311 - no secret

        async def job(work: UnitOfWork, taken: list[str] = taken) -> None:
            for each in taken:
                await write_entry(work, each)
                if not work.runs_alone:
                    await asyncio.sleep(random.uniform(0, LONGEST))  # noqa: S311 - no secret

        await writer.run(job)


async def publish(writer: Writer, written: asyncio.Event) -> None:
    """Publish until everything is written, and published."""
    is_last = False
    while not is_last:
        is_last = written.is_set()
        while await publish_positions(writer):
            pass
        await asyncio.sleep(0)


async def main(url: str, name: str, count: int) -> None:
    names = [f"{name}-{number}" for number in range(count)]
    written = asyncio.Event()
    async with open_writer(url) as writer, asyncio.TaskGroup() as group:
        group.create_task(publish(writer, written))
        await asyncio.gather(*(write(writer, names) for _ in range(TASKS)))
        written.set()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
