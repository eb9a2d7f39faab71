"""Casts the vote that decides a case, and is killed just before one of the things that are written for it.

`python -m tests.moderation.crashing_vote URL CASE MOMENT` reads from each line of its input which one, forks a
process so that nothing is imported again, and prints `killed`, or `done` where fewer are written.
"""

import asyncio
import os
import signal
import sys
from datetime import datetime
from typing import Any

from loaders.drivers.database import open_database
from loaders.unit_of_work import open_writer
from loaders.unit_of_work.base_unit_of_work import BaseUnitOfWork
from tests.moderation.client import ModerationClient


def die_before(number: int) -> None:
    """Have this process killed instead of the writing with that number."""
    done = 0

    def counted(write: Any) -> Any:
        async def once(*given: Any) -> Any:
            nonlocal done
            done += 1
            if done == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return await write(*given)

        return once

    for name in ("insert", "update", "delete"):
        setattr(BaseUnitOfWork, name, counted(getattr(BaseUnitOfWork, name)))


async def vote(url: str, case: str, moment: str, number: int) -> None:
    database = await open_database(url)
    async with open_writer(url) as writer:
        client = ModerationClient(database, writer, datetime.fromisoformat(moment))
        die_before(number)
        assert (await client.vote("elm", case))["decided"]
    await database.close()


def main(url: str, case: str, moment: str) -> None:
    for line in sys.stdin:
        run = os.fork()
        if run == 0:
            asyncio.run(vote(url, case, moment, int(line)))
            os._exit(0)
        _, status = os.waitpid(run, 0)
        ended = "killed" if os.WIFSIGNALED(status) else "done" if status == 0 else "failed"
        os.write(1, f"{ended}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
