"""Polling: what is found to do is done in tasks beside each other, while the search goes on."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping

Find = Callable[[], Awaitable[Mapping[str, Callable[[], Coroutine[None, None, None]]]]]
"""Gives by name what there is to do now; what it gives raises nothing but its cancellation."""


async def poll(find: Find, seconds: float) -> None:
    """Do what `find` gives, at once and then every so many seconds, until cancelled; nothing is begun twice at once."""
    at_work: dict[str, asyncio.Task[None]] = {}
    async with asyncio.TaskGroup() as group:
        while True:
            for name, run in (await find()).items():
                if name not in at_work or at_work[name].done():
                    at_work[name] = group.create_task(run(), name=name)
            await asyncio.sleep(seconds)
