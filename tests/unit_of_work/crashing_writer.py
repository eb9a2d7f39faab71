"""Writes numbered rows with 16 tasks until it is killed, and prints each number once it is acknowledged.

`python -m tests.unit_of_work.crashing_writer URL` reads the first number of a run from each line of its input. A run
is a process of its own, forked so that nothing is imported again: it prints its id, then numbers; `over` follows its
end.
"""

import asyncio
import os
import sys
from itertools import count
from uuid import uuid4

from loaders.unit_of_work import open_writer
from tests.unit_of_work.tables import NUMBER

TASKS = 16


def tell(word):
    """Print a line in one piece."""
    os.write(1, f"{word}\n".encode())


def adding(number):
    async def job(work):
        await work.insert(NUMBER, [{"id": uuid4().hex, "number": number}])

    return job


async def write(url, first):
    numbers = count(first)

    async def task(writer):
        for number in numbers:
            await writer.run(adding(number))
            tell(number)

    async with open_writer(url) as writer:
        await asyncio.gather(*(task(writer) for _ in range(TASKS)))


def main(url):
    for line in sys.stdin:
        run = os.fork()
        if run == 0:
            tell(os.getpid())
            asyncio.run(write(url, int(line)))
        os.waitpid(run, 0)
        tell("over")


if __name__ == "__main__":
    main(sys.argv[1])
