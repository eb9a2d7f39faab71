"""Servers of a test's own, as processes: several at once, which log to a file and may be killed at any moment."""

import asyncio
import re
import signal
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.support.commands import COMMAND, environment

STARTING = 60
"""Seconds within which a server answers, on a busy machine too."""
LEAVING = 10
"""Seconds within which one ends that was told to, whatever hangs."""
PLENTY = 1_000_000_000
CROWDED = dict.fromkeys(
    ("points_visitor", "points_visitor_per_second", "points_known", "points_known_per_second"), PLENTY
)
"""Settings of servers that a whole crowd asks from one address."""


@dataclass
class Served:
    """A server that answers."""

    process: asyncio.subprocess.Process
    address: str
    log: Path

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    @property
    def lines(self) -> list[str]:
        """Return the lines logged so far."""
        return self.log.read_text().splitlines()

    async def leave(self) -> tuple[int, float]:
        """Exit code and seconds of one that is told to stop by SIGTERM; fails when it stays."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(LEAVING):
            code = await self.process.wait()
        return code, time.monotonic() - begun

    async def kill(self) -> None:
        """End it as a power cut does."""
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


async def start(url: str, folder: Path, *prefix: str, port: int = 0, **settings: object) -> Served:
    """`encommun serve` with `ENCOMMUN_…` settings, behind the command `prefix`; fails with what it logged."""
    given = {f"ENCOMMUN_{name.upper()}": str(value) for name, value in {**CROWDED, **settings}.items()}
    log = folder / f"{time.monotonic_ns()}.log"
    with log.open("w") as errors:
        process = await asyncio.create_subprocess_exec(
            *(*prefix, *COMMAND, "serve", "--port", str(port)),
            cwd=folder,
            env=environment(url) | given,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
        )
    try:
        async with asyncio.timeout(STARTING):
            said = (await process.stdout.readline()).decode() if process.stdout else ""
        found = re.search(r"http://\S+(?=/graphql)", said)
        assert found, log.read_text()
    except BaseException:
        process.kill()
        raise
    return Served(process, found[0], log)


@asynccontextmanager
async def served(url: str, folder: Path, count: int = 1, **settings: object) -> AsyncIterator[Sequence[Served]]:
    """So many servers of one commons; killed at the end unless they have stopped."""
    servers: list[Served] = []
    try:
        async with asyncio.TaskGroup() as group:
            starting = [group.create_task(start(url, folder, **settings)) for _ in range(count)]
        servers += [each.result() for each in starting]
        yield servers
    finally:
        for each in servers:
            await each.kill()
