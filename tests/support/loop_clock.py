"""The longest time in which an event loop, or one request on it, lets nobody else in, as processor time of its thread.

On a machine that others use too, a clock on the wall says nothing: the thread may have been waiting for a processor.
Its own processor time grows only while it works. (What waits in a system call is not seen; the time on the wall is kept
beside it, for whoever looks.)
"""

import asyncio
import gc
import mmap
import os
import struct
import sys
import time
from collections.abc import Coroutine, Generator
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from encommun import __main__ as command
from encommun import server
from tests.support.durations import check_duration

LONGEST = 0.1
"""Seconds of processor time that may pass until the next one's turn."""

BEAT = 0.01
"""Seconds between two beats of the clock; what is measured is longer by as much."""

FILE = "LOOP_CLOCK"
"""Names the variable with the path at which a server keeps what it has measured."""

LAYOUT = struct.Struct("ddd")

T = TypeVar("T")


class Silence(NamedTuple):
    """The longest that there was between two beats, in seconds, and the number of beats."""

    busy: float
    wall: float
    beats: int


def read(path: Path) -> Silence:
    """Return the measurements of the server at `path` since they were last reset."""
    busy, wall, beats = LAYOUT.unpack(path.read_bytes())
    return Silence(busy, wall, int(beats))


def forget(path: Path) -> None:
    """Have the server begin again."""
    with path.open("r+b") as file:
        file.write(LAYOUT.pack(0, 0, 0))


class LoopClock:
    """Beats in a server's loop, and keeps the longest silence in a file."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(LAYOUT.pack(0, 0, 0))
        with path.open("r+b") as file:
            self.memory = mmap.mmap(file.fileno(), LAYOUT.size)
        self.loop = asyncio.get_running_loop()
        self.busy, self.wall = time.thread_time(), time.monotonic()
        self.timer = self.loop.call_later(BEAT, self.beat)

    def stop(self) -> None:
        self.timer.cancel()
        self.memory.close()

    def beat(self) -> None:
        busy, wall = time.thread_time(), time.monotonic()
        longest, widest, beats = LAYOUT.unpack(self.memory[:])
        self.memory[:] = LAYOUT.pack(max(longest, busy - self.busy), max(widest, wall - self.wall), beats + 1)
        self.busy, self.wall = busy, wall
        self.timer = self.loop.call_later(BEAT, self.beat)


class Watched(server.Server):
    """Our server, with a clock from the moment on which it answers."""

    async def startup(self, sockets=None) -> None:
        await super().startup(sockets)
        self.clock = LoopClock(Path(os.environ[FILE]))


class Collector:
    """Processor time of the garbage collector: that of tests is no part of what is tested, whose server has its own."""

    def __init__(self) -> None:
        self.spent = self.begun = 0.0
        gc.callbacks.append(self.note)

    def note(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self.begun = time.thread_time()
        else:
            self.spent += time.thread_time() - self.begun


COLLECTOR = Collector()


class Steps(Generic[T]):
    """Awaits a coroutine, and keeps the longest of its steps, from one moment at which it waits to the next."""

    def __init__(self, coroutine: Coroutine[Any, Any, T]) -> None:
        self.coroutine = coroutine
        self.longest = 0.0

    def __await__(self) -> Generator[Any, Any, T]:
        step, given = self.coroutine.send, None
        while True:
            begun = time.thread_time() - COLLECTOR.spent
            try:
                waited_for = step(given)
            except StopIteration as end:
                return end.value
            finally:
                self.longest = max(self.longest, time.thread_time() - COLLECTOR.spent - begun)
            try:
                step, given = self.coroutine.send, (yield waited_for)
            except BaseException as error:  # noqa: BLE001 - it is the coroutine's
                step, given = self.coroutine.throw, error


async def lets_others_in(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return a coroutine's result; fails if one of its steps blocks the loop for longer than permitted."""
    steps = Steps(coroutine)
    result = await steps
    check_duration(steps.longest, LONGEST)
    return result


if __name__ == "__main__":
    server.Server = Watched
    sys.exit(command.main())
