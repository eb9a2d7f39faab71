"""Says what the benchmark is doing, each line with the time since it began."""

import sys
import time
from collections.abc import Callable

Say = Callable[[str], None]


def clock() -> Say:
    """A function that prints a line behind the minutes and seconds since now."""
    begin = time.monotonic()

    def say(line: str) -> None:
        minutes, seconds = divmod(int(time.monotonic() - begin), 60)
        sys.stdout.write(f"{minutes:2}:{seconds:02} {line}\n")
        sys.stdout.flush()

    return say
