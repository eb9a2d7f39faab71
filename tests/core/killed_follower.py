"""Runs a follower that is killed: it has written its effect, and then waits for ever before the commit.

`python -m tests.core.killed_follower URL` prints `written` once it waits.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from loaders.sql.statement import Row
from loaders.unit_of_work import open_writer
from resolvers.core.execute import UnitsOfWork
from resolvers.core.followers import Follower, catch_up
from resolvers.core.site import DEFAULT_SITE
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import VISITOR
from tests.core.noting_follower import NAME, note


async def note_and_wait(use_case: UseCase, entries: Sequence[Row]) -> None:
    await note(use_case, entries)
    sys.stdout.write("written\n")
    sys.stdout.flush()
    time.sleep(3600)  # noqa: ASYNC251 - on SQLite, a unit awaits its work and nothing else


async def main(url: str) -> None:
    async with open_writer(url) as writer:
        units = UnitsOfWork(writer, VISITOR, lambda: datetime.now(UTC), DEFAULT_SITE)
        while await catch_up(units, Follower(NAME, note_and_wait, from_start=True)):
            pass


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
