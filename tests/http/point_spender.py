"""A process that spends points of one bucket until there are none, and says how many it got; it is told when to begin.

python spending.py URL TIMES [and dies]
"""

import asyncio
import os
import signal
import sys

from encommun.rate_limiting.points import PointLedger
from encommun.rate_limiting.token_bucket import InsufficientPointsError, RefillRate
from loaders.unit_of_work import open_writer

RATE = RefillRate(20_000, 1)
"""A chunk is 2,000; next to nothing comes in."""
EACH = 20


async def main(url: str, times: int, *, dies: bool) -> None:
    """Spend, and end as is wanted."""
    given = 0
    async with open_writer(url) as writer:
        points = PointLedger(writer)
        telling = asyncio.create_task(points.run())
        print("ready", flush=True)  # noqa: T201  whoever started it reads
        await asyncio.to_thread(sys.stdin.readline)
        for _ in range(times):
            try:
                bucket = points.spend("a", RATE, EACH)
            except InsufficientPointsError:
                await asyncio.sleep(0.001)
                continue
            given += EACH
            await points.settled(bucket)
        print(given, flush=True)  # noqa: T201  as above
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)
        telling.cancel()
        await asyncio.wait([telling])


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), dies=len(sys.argv) > 3))
